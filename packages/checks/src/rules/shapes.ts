import { containersOf, type Declaration, Workload } from '@clinfra/core';
import { declarationsOf, type Kind } from '../declarations';
import { at } from '../fields';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

/** A list, or whatever is not null: what else it is, a rule of its own says. */
type Shape = 'list' | 'some';

const OF_A_CONTAINER = { command: 'list', arguments: 'list', writable: 'list', mounts: 'some', variables: 'some', resources: 'some' } as const;
const OF_A_WORKLOAD = { api: 'list' } as const;
const OF_RUNNING_PODS = { ...OF_A_WORKLOAD, 'scale.hours': 'list', 'scale.signals': 'list' } as const;
const OF_DATA = { holds: 'list' } as const;

/** What other rules take apart before they judge it, where a declaration keeps it; `undefined` is as good as left out. */
const SHAPES: Partial<Readonly<Record<Kind, Readonly<Record<string, Shape>>>>> = {
  platform: { locale: 'some', residency: 'some', 'residency.phi': 'list', 'residency.pii': 'list', 'residency.financial': 'list', 'residency.audit': 'list' },
  site: { hosting: 'some', zones: 'list', 'hosting.publicApiFrom': 'list' },
  domain: { declaredSites: 'list', limits: 'some' },
  'clinical-service': { ...OF_RUNNING_PODS, rateLimit: 'some', release: 'some', 'exposure.from': 'list' },
  worker: OF_RUNNING_PODS,
  'scheduled-task': OF_A_WORKLOAD,
  'release-task': { ...OF_A_WORKLOAD, before: 'list', after: 'list' },
  'volume-claim': OF_DATA,
  'data-tier': { declaredSites: 'list' },
  postgres: { ...OF_DATA, proxy: 'some' },
  mysql: { ...OF_DATA, proxy: 'some' },
  mongodb: OF_DATA,
  redis: OF_DATA,
  kafka: OF_DATA,
  bucket: { ...OF_DATA, lifecycle: 'some' },
  opensearch: OF_DATA,
  rabbitmq: OF_DATA,
  'audit-trail': OF_DATA,
  topic: OF_DATA,
  edge: {
    'aws.balancer.from': 'list',
    'aws.firewall.allow': 'list',
    'aws.firewall.bodies.largeBelow': 'list',
    'aws.health.regions': 'list',
    'aws.cdn.caches': 'list',
  },
};

/** How they are called where they are given. */
const GIVEN_AS: Readonly<Record<string, string>> = { declaredSites: 'sites', resources: 'size' };

export const shapes = rule('shapes', 'what holds others is a list or an object, or nothing else can be said of it', function* ({ inventory }) {
  for (const declaration of declarationsOf(inventory)) {
    yield* shaped(declaration.path, declaration, SHAPES[declaration.kind] ?? {});
    if (declaration instanceof Workload) yield* ofContainers(declaration);
  }
});

function* ofContainers(workload: Workload): Generator<Fault> {
  for (const { path, container } of containersOf(workload)) {
    yield* shaped(path, container, OF_A_CONTAINER);
    if (container.security === null) yield error(`${path}.security`, 'be an object', 'null', 'leave it out');
  }
}

function* shaped(path: string, holder: Declaration | object, table: Readonly<Record<string, Shape>>): Generator<Fault> {
  for (const [property, shape] of Object.entries(table)) {
    const [first = '', ...rest] = property.split('.');
    const value = at(Reflect.get(holder, first), rest);
    const place = `${path}.${GIVEN_AS[property] ?? property}`;
    if (value === undefined) continue;
    if (shape === 'some') {
      if (value === null) yield error(place, 'be an object', 'null', 'write it as { ... }');
    } else if (!Array.isArray(value)) yield error(place, 'be a list', show(value), 'write it as [...]');
    else if (value.includes(null)) yield error(place, 'be a list without holes', 'null in it', 'take it out');
  }
}
