import { Exchange, Queue, type RabbitMq, type RabbitMqVersion, type StoreSize, type Weekday } from '@clinfra/core';
import type { SiteFacts } from '../../site-facts';
import type { Use } from '../clients';

/** The machines of a broker. RabbitMQ 4 runs on no others than m7g; the smallest is for trying things out. */
const RABBITMQ_CLASSES = {
  small: 'mq.m7g.medium',
  medium: 'mq.m7g.large',
  large: 'mq.m7g.xlarge',
  xlarge: 'mq.m7g.2xlarge',
} as const satisfies Record<StoreSize, string>;

/** As Amazon MQ spells the versions; it chooses the last figure, and renews it in the maintenance window. */
const VERSIONS = { '3.13': '3.13', '4.2': '4.2', '4.3': '4.3' } as const satisfies Record<RabbitMqVersion, string>;

/** The name of a broker in its account and region. */
export function rabbitMqName(facts: SiteFacts, { name }: Pick<RabbitMq, 'name'>): string {
  return facts.physicalName([name], 50);
}

type Kept = Pick<RabbitMq, 'version' | 'size' | 'highAvailability' | 'maintenance'>;

/** What a broker is, besides where it stands and by what it is encrypted. */
export function rabbitMqSettings({ version, size, highAvailability, maintenance }: Kept, timeZone: string) {
  return {
    engineType: 'RabbitMQ',
    engineVersion: VERSIONS[version],
    hostInstanceType: RABBITMQ_CLASSES[size],
    deploymentMode: highAvailability ? 'CLUSTER_MULTI_AZ' : 'SINGLE_INSTANCE',
    storageType: 'ebs',
    publiclyAccessible: false,
    autoMinorVersionUpgrade: true,
    // What clients may do stands in the configuration: a new one must not wait until Sunday.
    applyImmediately: true,
    logs: { general: true },
    maintenanceWindowStartTime: { dayOfWeek: upper(maintenance.day), timeOfDay: maintenance.at, timeZone },
  };
}

function upper(day: Weekday): string {
  return day.toUpperCase();
}

/** The subnets in which a broker has addresses: of each zone one, or of one zone where it stands alone. */
export function rabbitMqSubnets<T>(ofZones: readonly T[], { highAvailability }: Pick<RabbitMq, 'highAvailability'>): readonly T[] {
  return ofZones.slice(0, highAvailability ? 3 : 1);
}

/** A role of AWS and what it may do in a broker, as OAuth 2 scopes of RabbitMQ. */
export interface BrokerClient {
  readonly roleArn: string;
  readonly scopes: readonly string[];
}

/** Whoever unbinds from an exchange of topics is asked for the key as well. */
const ADMINISTRATOR = ['tag:administrator', 'configure:VIRTUAL_HOST/*', 'read:VIRTUAL_HOST/*/*', 'write:VIRTUAL_HOST/*/*'];

/**
 * What a workload may do: publish to the exchanges and consume the queues to which its edges lead. Nobody who uses a broker changes what it is made of; the one
 * Job that does is an administrator.
 */
export function scopesOf({ virtualHost }: Pick<RabbitMq, 'virtualHost'>, audience: string, uses: readonly Use[]): readonly string[] {
  return uses
    .flatMap(({ relation: { kind, to } }) => {
      if (kind === 'administers') return ADMINISTRATOR.map(one => `${audience}.${one.replace('VIRTUAL_HOST', virtualHost)}`);
      // An exchange of topics asks for the key as well, which may be any.
      if (to instanceof Exchange) return [`${audience}.write:${virtualHost}/${to.name}${to.type === 'topic' ? '/*' : ''}`];
      return to instanceof Queue ? [`${audience}.read:${virtualHost}/${to.name}`] : [];
    })
    .sort();
}

/**
 * How a broker knows its clients: by tokens that AWS signs, made for this broker alone, whose subject is a role. What each role may do stands here; who has no line
 * may do nothing. No user has a password: the broker's own directory of users is not asked.
 */
export function rabbitMqConfiguration(tokenIssuer: string, audience: string, clients: readonly BrokerClient[]): string {
  const aliases = clients.flatMap(({ roleArn, scopes }, index) => [
    [`auth_oauth2.scope_aliases.${index + 1}.alias`, roleArn],
    [`auth_oauth2.scope_aliases.${index + 1}.scope`, scopes.join(' ')],
  ]);
  const settings = [
    ['auth_backends.1', 'oauth2'],
    ['auth_oauth2.jwks_url', `${tokenIssuer}/.well-known/jwks.json`],
    ['auth_oauth2.resource_server_id', audience],
    ['auth_oauth2.additional_scopes_key', 'sub'],
    ['auth_oauth2.https.hostname_verification', 'wildcard'],
    ...aliases,
    ['management.oauth_enabled', 'true'],
  ];
  return settings.map(([name, value]) => `${name} = ${value}\n`).join('');
}
