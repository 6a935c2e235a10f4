// Puts off what @pulumi/pulumi loads at once and most programs never use: what serializes closures (dynamic providers, callback functions), which is more
// than half of what it takes to start, the automation of its command line, providers written in a program, and what speaks to an engine where
// there is none. Whoever does use it gets the real thing at the first use. Only a program that is the whole process may do this to its
// process; so it is done by the command line, and by no library.

import Module from 'node:module';
import { whenCalled, whenUsed } from './when-used';

type Load = (request: string, parent: NodeJS.Module | undefined, isMain: boolean) => unknown;

const INSIDE_PULUMI = /[\\/]@pulumi[\\/]pulumi[\\/](?!.*[\\/]node_modules[\\/])/;

/** Whether what a module asks for may be put off: then nothing may fetch it past Node's loader. */
export function isDeferring(file: string): boolean {
  return INSIDE_PULUMI.test(file);
}

/** Requests made by @pulumi/pulumi itself that can wait. The shim is deferred whole, so that its fallback to a vendored compiler stays as it is. */
const DEFERRED = [
  /^(\.{1,2}\/)+typescript-shim$/,
  /^@npmcli\/arborist$/,
  /^fdir$/,
  /^\.\/(automation|provider)$/,
  /^@grpc\/grpc-js$/,
  /_grpc_pb$/,
  /^@opentelemetry\/api$/,
  /^semver$/,
];
/** The same of one that is a function. */
const DEFERRED_FUNCTION = /^normalize-package-data$/;

const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = function loadPulumiLazily(request, parent, isMain) {
  if (parent?.filename && INSIDE_PULUMI.test(parent.filename)) {
    const real = () => load.call(Module, request, parent, isMain) as object;
    if (DEFERRED.some(pattern => pattern.test(request))) return whenUsed(real);
    if (DEFERRED_FUNCTION.test(request)) return whenCalled(real);
  }
  return load.call(this, request, parent, isMain);
};
