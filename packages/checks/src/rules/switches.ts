import type { Declaration } from '@clinfra/core';
import { declarationsOf, type Kind } from '../declarations';
import { at } from '../fields';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

const OF_WHAT_IS_KEPT = ['backup.continuous'] as const;
const OF_AN_EDGE = [
  ...['redirectsToHttps', 'compression', 'strictTransport.includeSubdomains', 'entrance.snippets'],
  ...['aws.health.measuresLatency', 'aws.firewall.logs', 'aws.cdn.logs', 'aws.balancer.crossZone'],
] as const;

/** What is on or off, where a declaration keeps it; those of which being off is a weakened default are judged as such. */
const SWITCHES: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  platform: [...OF_WHAT_IS_KEPT, 'backup.cluster.volumes'],
  site: ['hosting.volumeSnapshots', 'hosting.endpoints', 'hosting.ipv6', 'argoRollouts.gatewayApi'],
  'scheduled-task': ['suspended'],
  'volume-claim': OF_WHAT_IS_KEPT,
  'data-tier': OF_WHAT_IS_KEPT,
  postgres: OF_WHAT_IS_KEPT,
  mysql: OF_WHAT_IS_KEPT,
  mongodb: OF_WHAT_IS_KEPT,
  kafka: ['tieredStorage'],
  queue: ['singleConsumer'],
  edge: OF_AN_EDGE,
  'dns-zone': ['dnssec', 'queryLogs'],
};

export const switches = rule('switches', 'what is on or off is true or false, for any text would count as on', function* ({ inventory }) {
  for (const declaration of declarationsOf(inventory)) yield* switched(declaration, SWITCHES[declaration.kind] ?? []);
});

function* switched(declaration: Declaration, properties: readonly string[]): Generator<Fault> {
  for (const property of properties) {
    const [first = '', ...rest] = property.split('.');
    const value = at(Reflect.get(declaration, first), rest);
    if (value !== undefined && typeof value !== 'boolean') yield error(`${declaration.path}.${property}`, 'be true or false', show(value), 'choose one');
  }
}
