import type { EngineResource } from './pulumi-stack';

/** Everything that must go before a resource can: what depends on it or belongs to it, and what depends on that. */
export function whatStandsOn(resources: readonly EngineResource[], urn: string): readonly string[] {
  const found = new Set<string>();
  const visit = (below: string): void => {
    for (const resource of resources) {
      if (found.has(resource.urn) || !restsOn(resource, below)) continue;
      found.add(resource.urn);
      visit(resource.urn);
    }
  };
  visit(urn);
  return [...found];
}

function restsOn({ dependencies = [], parent, provider }: EngineResource, urn: string): boolean {
  return dependencies.includes(urn) || parent === urn || provider?.startsWith(`${urn}::`) === true;
}
