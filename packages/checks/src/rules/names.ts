import type { Declaration } from '@clinfra/core';
import { declarationsOf, type Kind } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';

/** What a kind's name becomes, which decides how it may be spelled. */
const SPELLINGS = {
  /** Part of cloud names, which begin with it and refuse two hyphens in a row. */
  cloud: { pattern: /^(?!.*--)[a-z]([a-z0-9-]*[a-z0-9])?$/, must: 'be lowercase letters, digits and single hyphens, with a letter first and no hyphen last' },
  /** A DNS-1035 label: what Kubernetes demands of a Service. */
  service: { pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/, must: 'be lowercase letters, digits and hyphens, with a letter first and no hyphen last' },
  /** A DNS-1123 label. */
  label: { pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, must: 'be lowercase letters, digits and hyphens, with no hyphen first or last' },
  /** What Kafka and RabbitMQ take, and a letter first because an environment variable is named after it. */
  topic: { pattern: /^[A-Za-z][A-Za-z0-9._-]*$/, must: 'be letters, digits, dots, underscores and hyphens, with a letter first' },
} as const;

const SPELLING_OF = {
  platform: 'cloud',
  site: 'cloud',
  domain: 'label',
  'data-tier': 'label',
  postgres: 'cloud',
  mysql: 'cloud',
  mongodb: 'cloud',
  redis: 'cloud',
  kafka: 'cloud',
  bucket: 'cloud',
  'audit-trail': 'cloud',
  opensearch: 'cloud',
  topic: 'topic',
  rabbitmq: 'cloud',
  exchange: 'topic',
  queue: 'topic',
  'clinical-service': 'service',
  worker: 'label',
  'scheduled-task': 'label',
  'release-task': 'label',
  'volume-claim': 'label',
  addition: 'label',
  'dns-zone': 'cloud',
  edge: 'service',
  'external-host': 'label',
  secret: 'label',
  registry: 'label',
  'multi-region-failover': 'label',
} as const satisfies Record<Kind, keyof typeof SPELLINGS>;

const ENVIRONMENT = /^(development|staging|production)(-[a-z0-9]+)*$/;
const FOREIGN_NAMESPACE = /^(default|istio-system|cert-manager|kube-.*)$/;

export const names = rule(
  'names',
  'every name is one that Kubernetes, DNS, Kafka and the cloud accept, because a refused name is noticed only half way through an update',
  function* ({ inventory }) {
    const { platform } = inventory;
    for (const declaration of declarationsOf(inventory)) yield* spelling(declaration);
    for (const { path, name } of inventory.domains) {
      if (FOREIGN_NAMESPACE.test(name)) yield error(`${path}.name`, 'not be a namespace of the cluster itself', show(name), 'name the domain otherwise');
    }
    if (!isText(platform.environment, ENVIRONMENT)) {
      const must = 'be development, staging or production, alone or with a variant such as production-onprem';
      yield error(`${platform.path}.environment`, must, show(platform.environment), 'correct the environment');
    }
  },
);

function* spelling({ kind, path, name }: Declaration & { readonly kind: Kind }): Generator<Fault> {
  const { pattern, must } = SPELLINGS[SPELLING_OF[kind]];
  if (!pattern.test(name)) yield error(`${path}.name`, must, show(name), 'rename it');
}
