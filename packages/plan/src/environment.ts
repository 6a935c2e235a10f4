/** Whether the SDKs of Pulumi, AWS and Kubernetes find accounts, clusters and settings of a machine by this variable. */
function isOfTheMachine(name: PropertyKey): boolean {
  return typeof name === 'string' && /^(?:AWS_|PULUMI_|KUBECONFIG$)/.test(name);
}

/**
 * Keeps from a recorded program, until the returned function is called, the variables by which SDKs take over settings of the machine: constructors of
 * providers copy them into inputs, so that a plan would be another on each machine and could hold a token. What the program sets itself it may read. Code
 * outside of a recorded program, for which `isInside` says so, meets the environment as it is.
 */
export function hideMachine(isInside: () => boolean): () => void {
  const real = process.env;
  const own = new Set<PropertyKey>();
  const isHidden = (name: PropertyKey): boolean => isOfTheMachine(name) && !own.has(name) && isInside();
  const shown = new Proxy(real, {
    get: (env, name) => (isHidden(name) ? undefined : Reflect.get(env, name)),
    has: (env, name) => !isHidden(name) && Reflect.has(env, name),
    set: (env, name, value) => {
      if (isInside()) own.add(name);
      return Reflect.set(env, name, value);
    },
    ownKeys: env => Reflect.ownKeys(env).filter(name => !isHidden(name)),
    getOwnPropertyDescriptor: (env, name) => (isHidden(name) ? undefined : Reflect.getOwnPropertyDescriptor(env, name)),
  });
  process.env = shown;
  return () => {
    // Somebody may have put another in its place meanwhile, which is theirs.
    if (process.env === shown) process.env = real;
  };
}
