/**
 * An object that stands for what `load` returns and calls it when somebody first looks inside. `__esModule` is answered without loading:
 * the compiled imports of @pulumi/pulumi ask for it, and would otherwise copy every property.
 */
export function whenUsed(load: () => object): object {
  const real = once(load);
  return new Proxy(
    {},
    {
      get: (_, key) => key === '__esModule' || Reflect.get(real(), key),
      has: (_, key) => key in real(),
      set: (_, key, value) => Reflect.set(real(), key, value),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor: (_, key) => {
        const found = Reflect.getOwnPropertyDescriptor(real(), key);
        // The stand-in has no such property of its own, and a proxy may call only its own properties fixed.
        return found && { ...found, configurable: true };
      },
    },
  );
}

/** The same for what is a function. */
export function whenCalled(load: () => object): (...args: unknown[]) => unknown {
  const real = once(load) as () => (...args: unknown[]) => unknown;
  return (...args) => real()(...args);
}

function once(load: () => object): () => object {
  let loaded: object | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
