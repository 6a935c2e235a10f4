import { ClinicalService, METRICS_PORT } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';
import { isWhole } from '../whole';

/** What Kubernetes takes for the name of a port. */
const NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/;
const PROTOCOLS = ['http', 'grpc', 'tcp'];

export const ports = rule('ports', 'every port of a service has a name and a number of its own, and says what it speaks', function* ({ inventory }) {
  for (const workload of inventory.workloads) {
    if (!(workload instanceof ClinicalService)) continue;
    const names = new Set([workload.protocol, METRICS_PORT]);
    for (const [name, { port, protocol }] of Object.entries(workload.ports)) {
      const path = `${workload.path}.ports.${name}`;
      if (names.has(name)) yield error(path, `not be called ${[...names].join(' or ')}, as other ports are`, show(name), 'rename it');
      else if (!isText(name, NAME)) yield error(path, 'be named with at most 15 lowercase letters, digits and single hyphens', show(name), 'rename it');
      if (!isPort(port)) yield error(`${path}.port`, 'be a whole number from 1 to 65535', show(port), 'write the port');
      if (!PROTOCOLS.includes(protocol)) yield error(`${path}.protocol`, `be one of ${PROTOCOLS.join(', ')}`, show(protocol), 'choose one of them');
    }
    yield* usedTwice(workload);
  }
});

function isPort(port: unknown): port is number {
  return isWhole(port) && port >= 1 && port <= 65_535;
}

function* usedTwice({ path, port: own, ports: more, metrics }: ClinicalService): Generator<Fault> {
  const owners = new Map<unknown, string>([[own, 'port']]);
  const claims = Object.entries(more).map(([name, { port }]) => ({ place: `ports.${name}.port`, port, remedy: 'give each its own' }));
  const figures = metrics?.port === undefined ? [] : [{ place: 'metrics.port', port: metrics.port, remedy: 'leave it out for the own port, or give it one' }];
  for (const { place, port, remedy } of [...claims, ...figures]) {
    const owner = owners.get(port);
    owners.set(port, owner ?? place);
    if (owner && isPort(port)) yield error(`${path}.${place}`, 'be used once', `${port}, as ${owner} too`, remedy);
  }
}
