import { ClinicalService, type Inventory } from '@clinfra/core';
import { circlesOf, shortestCircle } from '../circles';
import { error, type Fault, warning } from '../finding';
import { byPath } from '../order';
import { rule } from '../rule';

export const calls = rule(
  'calls',
  'calls go one way: a service that waits for itself, alone or round a circle, fails together with the others',
  function* ({ inventory }) {
    const services = inventory.workloads.filter(workload => workload instanceof ClinicalService);
    const callees = calleesOf(services);
    for (const service of services) {
      if (callees.get(service)?.includes(service)) yield error(`${service.path}.calls`, 'lead to another service', 'itself', 'remove the call');
    }
    yield* circles(services, callees, inventory);
  },
);

type Callees = ReadonlyMap<ClinicalService, readonly ClinicalService[]>;

function calleesOf(services: readonly ClinicalService[]): Callees {
  return new Map(
    services.map(service => {
      const called = service.relations.filter(({ kind }) => kind === 'calls').map(({ to }) => to);
      return [service, called.filter(to => to instanceof ClinicalService)];
    }),
  );
}

function* circles(services: readonly ClinicalService[], callees: Callees, inventory: Inventory): Generator<Fault> {
  // A call to itself is told on its own.
  const next = (service: ClinicalService) => (callees.get(service) ?? []).filter(other => other !== service);
  for (const group of circlesOf(services, next)) {
    const members = new Set(group);
    const [start] = byPath(group);
    if (!start || start.node.root !== inventory.platform) continue;
    // In the order of paths, so that of two equally short ways the same one is told every time.
    const others = (service: ClinicalService) => byPath(next(service).filter(other => members.has(other)));
    const way = shortestCircle(start, members, others).map(({ path }) => path);
    yield warning(`${start.path}.calls`, 'not lead back to where they began', way.join(' -> '), 'answer one of them by a topic instead');
  }
}
