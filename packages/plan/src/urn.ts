const STACK = 'pulumi:pulumi:Stack';

/** The types of a resource and all its parents, as they stand in its URN: `a:b:Parent$c:d:Child`. */
function typeChain(urn: string): string {
  return urn.split('::')[2] ?? '';
}

/** Whether this is the stack itself, which is in no plan: it is the plan. */
export function isStack(urn: string): boolean {
  return typeChain(urn) === STACK;
}

/** The URN that the engine gives. Unlike the SDK's mocks it knows the whole chain of parents, not only the nearest. */
export function engineUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const chain = parent === '' || isStack(parent) ? type : `${typeChain(parent)}$${type}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

/** The name at the end of a URN; names may contain `::`. */
export function urnName(urn: string): string {
  return urn.split('::').slice(3).join('::');
}
