import { AuditTrail } from '../stores/audit-trail';
import { Bucket } from '../stores/bucket';
import { carrierOf, isChannel } from '../stores/channel';
import { tlsVariables } from '../stores/database-authorities';
import type { Kafka } from '../stores/kafka';
import { MongoDb } from '../stores/mongodb';
import type { RabbitMq } from '../stores/rabbitmq';
import { Redis } from '../stores/redis';
import { RelationalDeclaration } from '../stores/relational';
import type { SearchStore } from '../stores/store';
import { ClinicalService } from '../workloads/clinical-service';
import type { Relation } from './relation';

/** The variables by which every container learns language, place and time. */
export const LOCALE_VARIABLES = ['TZ', 'LANG', 'COUNTRY'] as const;

/** The variables by which the Job that makes the users of a database learns where its servers are, and where their administrator's password is kept. */
export const ADMINISTRATION_VARIABLES = ['SERVER_HOST', 'SERVER_PORT', 'SERVER_SECRET', 'AWS_REGION', 'AWS_ENDPOINT_URL_SECRETS_MANAGER'] as const;

/** The variables by which the Job of a broker of RabbitMQ learns where that is, and where it gets what shows who it is. */
export const TOPOLOGY_VARIABLES = ['SERVER_HOST', 'BROKER', 'SERVER_AUDIENCE', 'AWS_REGION', 'AWS_ENDPOINT_URL_STS'] as const;

/** The variables by which the Job of a Kafka cluster learns where its brokers answer to identities of AWS, and how its requests are signed. */
export const ACCESS_VARIABLES = ['SERVER_BROKERS', 'AWS_REGION'] as const;

/** How clients with a password speak to a Kafka cluster, in Kafka's own words, by the ending of the variable. */
export const SCRAM_VARIABLES = { SECURITY_PROTOCOL: 'SASL_SSL', SASL_MECHANISM: 'SCRAM-SHA-512' } as const;

/** A name as environment variables spell it: `clinical-events` is `CLINICAL_EVENTS`. */
export function variableName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** The variables by which a workload learns where the other end of an edge is; an external host is known by its name. */
export function connectionVariables({ kind, to }: Pick<Relation, 'kind' | 'to'>): readonly string[] {
  const name = variableName(to.name);
  switch (kind) {
    case 'calls':
      return [`${name}_URL`, ...morePorts(to).map(port => `${name}_${variableName(port)}_URL`)];
    case 'reads':
      if (to instanceof Bucket) return bucketVariables(name);
      if (to.kind === 'opensearch') return searchVariables(name, to);
      return [`${name}_READER_HOST`, `${name}_PORT`, ...options(to, `${name}_READER`), ...login(to, name), ...pool(to, name)];
    case 'writes':
      if (to instanceof Bucket) return bucketVariables(name);
      if (to instanceof AuditTrail) return [`${name}_ENDPOINT`, `${name}_STREAM`, `${name}_REGION`];
      if (to.kind === 'opensearch') return searchVariables(name, to);
      return [`${name}_HOST`, `${name}_PORT`, ...options(to, name), ...login(to, name), ...pool(to, name)];
    case 'publishes':
    case 'consumes':
      return isChannel(to) ? [...carrierVariables(carrierOf(to)), `${name}_${to.kind.toUpperCase()}`] : [];
    case 'administers':
      if (to.kind === 'kafka') return ACCESS_VARIABLES;
      return to.kind === 'rabbitmq' ? TOPOLOGY_VARIABLES : ADMINISTRATION_VARIABLES;
    case 'reaches':
      return [];
  }
}

/** Whoever reads a bucket and whoever writes it asks at the same place. */
function bucketVariables(name: string): readonly string[] {
  return [`${name}_ENDPOINT`, `${name}_BUCKET`, `${name}_REGION`];
}

/**
 * The variables by which a workload finds a broker, whatever of it it uses. One that the platform makes also has to be told who asks, unless the workload has
 * an identity of AWS, which it finds by itself.
 */
function carrierVariables(carrier: Kafka | RabbitMq): readonly string[] {
  const name = variableName(carrier.name);
  if (carrier.kind === 'kafka') {
    const login = carrier.givesPasswords ? [...Object.keys(SCRAM_VARIABLES), 'USER', 'PASSWORD'] : [];
    return ['BROKERS', ...login].map(suffix => `${name}_${suffix}`);
  }
  const told = carrier.existing ? [] : ['AUDIENCE', 'TOKENS', 'REGION'];
  return ['HOST', 'PORT', 'VIRTUAL_HOST', ...told].map(suffix => `${name}_${suffix}`);
}

/** Requests to what is made on AWS are signed for its region. */
function searchVariables(name: string, { existing }: SearchStore): readonly string[] {
  return [`${name}_HOST`, `${name}_PORT`, ...(existing ? [] : [`${name}_REGION`])];
}

function morePorts(to: Relation['to']): readonly string[] {
  return to instanceof ClinicalService ? Object.keys(to.ports) : [];
}

/** What the platform makes knows each of its clients by a name; a server of databases also has to be told which one, and is known by its certificate. */
function login(to: Relation['to'], name: string): readonly string[] {
  if (to instanceof RelationalDeclaration && !to.existing) return ['DATABASE', 'USER', ...Object.keys(tlsVariables(to))].map(suffix => `${name}_${suffix}`);
  return to instanceof Redis && !to.existing ? [`${name}_USER`] : [];
}

/** How to connect to a database that is made on AWS; of one that exists already nobody here knows. */
function options(to: Relation['to'], address: string): readonly string[] {
  return to instanceof MongoDb && !to.existing ? [`${address}_OPTIONS`] : [];
}

/** How many connections a pod keeps to a database. */
function pool(to: Relation['to'], name: string): readonly string[] {
  return to instanceof RelationalDeclaration ? [`${name}_POOL_MIN`, `${name}_POOL_MAX`] : [];
}
