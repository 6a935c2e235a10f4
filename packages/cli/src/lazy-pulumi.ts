// Puts off two large libraries that @pulumi/pulumi loads at once and uses only to serialize closures (dynamic providers, callback functions):
// more than half of what it takes to start. Whoever does serialize a closure gets the real library at the first use. Only a program that is
// the whole process may do this to its process; so it is done by the command line, and by no library.

import Module from 'node:module';

type Load = (request: string, parent: NodeJS.Module | undefined, isMain: boolean) => unknown;

const INSIDE_PULUMI = /[\\/]@pulumi[\\/]pulumi[\\/]/;

/** Requests made by @pulumi/pulumi itself that can wait. The shim is deferred whole, so that its fallback to a vendored compiler stays as it is. */
const DEFERRED = [/^(\.{1,2}\/)+typescript-shim$/, /^@npmcli\/arborist$/];

/**
 * An object that stands for what `load` returns and calls it when somebody first looks inside. `__esModule` is answered without loading:
 * the compiled imports of @pulumi/pulumi ask for it, and would otherwise copy every property.
 */
function whenUsed(load: () => object): object {
  let loaded: object | undefined;
  const real = () => {
    loaded ??= load();
    return loaded;
  };
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

const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = function loadPulumiLazily(request, parent, isMain) {
  if (parent?.filename && DEFERRED.some(pattern => pattern.test(request)) && INSIDE_PULUMI.test(parent.filename)) {
    return whenUsed(() => load.call(Module, request, parent, isMain) as object);
  }
  return load.call(this, request, parent, isMain);
};
