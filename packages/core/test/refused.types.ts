import {
  applicationBalancer,
  aws,
  blueGreen,
  byPlace,
  byWeight,
  ClinicalService,
  canary,
  cluster,
  cores,
  type DataTier,
  DnsZone,
  Domain,
  days,
  Edge,
  type Exchange,
  type ExternalHost,
  gib,
  hours,
  type Kafka,
  loadBalancer,
  MultiRegionFailover,
  minutes,
  networkBalancer,
  nodePort,
  Platform,
  type Postgres,
  percent,
  type Queue,
  type RabbitMq,
  type Redis,
  ReleaseTask,
  ScheduledTask,
  Secret,
  type Site,
  Site as SiteDeclaration,
  secretsManager,
  type Topic,
  vault,
  Worker,
} from '@clinfra/core';

/**
 * What the compiler refuses, each beside its accepted twin. Nothing here runs: a line that is no longer refused makes its
 * `@ts-expect-error` an error of the type check.
 */
declare const platform: Platform;
declare const domain: Domain;
declare const tier: DataTier;
declare const service: ClinicalService;
declare const worker: Worker;
declare const task: ScheduledTask;
declare const database: Postgres;
declare const cache: Redis;
declare const kafka: Kafka;
declare const topic: Topic;
declare const broker: RabbitMq;
declare const exchange: Exchange;
declare const queue: Queue;
declare const host: ExternalHost;
declare const site: Site;

const locale = { timeZone: 'Africa/Khartoum', language: 'ar_SD', country: 'SD' } as const;
const common = { locale, owner: 'care', residency: { phi: ['SD'] } } as const;
const objectives = { availability: percent(99.9), rto: hours(1), rpo: minutes(5) };
const nodes = { min: 3, max: 9 };
const workload = { image: 'registry.example/ehr:1' };
const scale = { min: 3, max: 9 };

export function edges(): void {
  service.publishes(topic);
  // @ts-expect-error a cache where a topic is wanted
  service.publishes(cache);
  worker.consumes(topic);
  // @ts-expect-error a cluster where one of its topics is wanted
  worker.consumes(kafka);
  service.publishes(exchange);
  // @ts-expect-error a queue where an exchange is wanted
  service.publishes(queue);
  worker.consumes(queue);
  // @ts-expect-error an exchange where a queue is wanted
  worker.consumes(exchange);
  // @ts-expect-error a broker where one of its queues is wanted
  worker.consumes(broker);
  service.reads(cache, database);
  // @ts-expect-error a topic where a store is wanted
  service.reads(topic);
  // @ts-expect-error a cluster where a store of records is wanted
  service.writes(kafka);
  service.calls(service);
  // @ts-expect-error nobody calls a worker
  service.calls(worker);
  // @ts-expect-error nobody calls a task
  service.calls(task);
  // @ts-expect-error a store is read, not called
  service.calls(database);
  service.reaches(host);
  service.calls(service, { methods: ['GET'], paths: ['/patients/*'] });
  // @ts-expect-error a method that is none
  service.calls(service, { methods: ['FETCH'] });
  // @ts-expect-error requests are narrowed for one service at a time
  service.calls(service, service, { methods: ['GET'] });
  // @ts-expect-error services are called, not reached
  service.reaches(service);
  // @ts-expect-error references are objects, not names
  service.reads('records');
  // @ts-expect-error a store has no edges of its own
  database.reads(cache);
}

export function amounts(): void {
  const quota = { cpu: cores(20), memory: gib(40), storage: gib(100), pods: 50 };
  new Domain(platform, 'clinical', { quota });
  // @ts-expect-error a plain number where gibibytes are wanted
  new Domain(platform, 'clinical', { quota: { ...quota, memory: 40 } });
  // @ts-expect-error gibibytes where processor time is wanted
  new Domain(platform, 'clinical', { quota: { ...quota, cpu: gib(20) } });
  // @ts-expect-error a text where an amount is wanted
  new Domain(platform, 'clinical', { quota: { ...quota, storage: '100Gi' } });
  // @ts-expect-error a quota without pods
  new Domain(platform, 'clinical', { quota: { cpu: cores(20), memory: gib(40), storage: gib(100) } });
  cores(1).plus(cores(2));
  // @ts-expect-error processor time and memory do not add up
  cores(1).plus(gib(2));
  gib(1).exceeds(gib(2));
  // @ts-expect-error nor do they compare
  gib(1).exceeds(minutes(2));
  tier.postgres('records', { holds: ['phi'], storage: gib(100) });
  // @ts-expect-error a length of time where a size is wanted
  tier.postgres('records', { holds: ['phi'], storage: hours(100) });
  new ScheduledTask(domain, 'nightly', { ...workload, schedule: '0 2 * * *', timeLimit: hours(1) });
  // @ts-expect-error a plain number where a length of time is wanted
  new ScheduledTask(domain, 'nightly', { ...workload, schedule: '0 2 * * *', timeLimit: 3600 });
}

export function platforms(): void {
  new Platform('care', { ...common, environment: 'production', objectives });
  // @ts-expect-error production without objectives
  new Platform('care', { ...common, environment: 'production' });
  new Platform('care', { ...common, environment: 'production-onprem', objectives });
  // @ts-expect-error nor is a variant of it production without objectives
  new Platform('care', { ...common, environment: 'production-onprem' });
  new Platform('care', { ...common, environment: 'staging', data: 'synthetic' });
  // @ts-expect-error synthetic data in production
  new Platform('care', { ...common, environment: 'production', objectives, data: 'synthetic' });
  new Platform('care', { ...common, environment: 'development-local' });
  // @ts-expect-error an environment that begins with no stage
  new Platform('care', { ...common, environment: 'test' });
  // @ts-expect-error an objective as a plain number
  new Platform('care', { ...common, environment: 'production', objectives: { ...objectives, rto: 60 } });
  // @ts-expect-error a class of data that is none
  new Platform('care', { ...common, environment: 'staging', residency: { medical: ['SD'] } });
  // @ts-expect-error a country in small letters
  new Platform('care', { ...common, environment: 'staging', residency: { phi: ['sd'] } });
  // @ts-expect-error a platform of nobody
  new Platform('care', { locale, residency: {}, environment: 'staging' });
}

export function sites(): void {
  const hosting = aws({ region: 'eu-west-1', nodes });
  new SiteDeclaration(platform, 'dublin', { hosting, zones: ['eu-west-1a'] });
  // @ts-expect-error no zones
  new SiteDeclaration(platform, 'dublin', { hosting, zones: [] });
  const selects = { release: 'prometheus' };
  new SiteDeclaration(platform, 'dublin', { hosting, zones: ['eu-west-1a'], prometheus: { namespace: 'monitoring', selects }, loadBalancers: {} });
  // @ts-expect-error a Prometheus of which nobody knows what it follows
  new SiteDeclaration(platform, 'dublin', { hosting, zones: ['eu-west-1a'], prometheus: { namespace: 'monitoring' } });
  // @ts-expect-error a region that is none
  aws({ region: 'eu-west-9', nodes });
  // @ts-expect-error a site on AWS without nodes
  aws({ region: 'eu-west-1' });
  cluster({ context: 'khartoum', jurisdiction: 'SD' });
  aws({ region: 'eu-west-1', nodes, ipv6: true });
  // @ts-expect-error the network of a cluster that exists is its owner's
  cluster({ context: 'khartoum', jurisdiction: 'SD', ipv6: true });
  // @ts-expect-error a cluster under no law
  cluster({ context: 'khartoum' });
  new MultiRegionFailover(platform, 'failover', { active: site, standby: site });
  // @ts-expect-error a failover to nowhere
  new MultiRegionFailover(platform, 'failover', { active: site });
  // @ts-expect-error a site by its name
  new MultiRegionFailover(platform, 'failover', { active: site, standby: 'port-sudan' });
  // @ts-expect-error a declaration is not changed afterwards
  site.hosting = hosting;
}

export function workloads(): void {
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale });
  // @ts-expect-error a service without an image
  new ClinicalService(domain, 'ehr', { port: 4001, scale });
  // @ts-expect-error a service without a port
  new ClinicalService(domain, 'ehr', { ...workload, scale });
  // @ts-expect-error a service without a scale
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001 });
  // @ts-expect-error a scale without an end
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale: { min: 3 } });
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale, size: 'large' });
  // @ts-expect-error a tier that is none
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale, size: 'huge' });
  // @ts-expect-error a criticality that is none
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale, criticality: 'important' });
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale, availability: { disruption: { minAvailable: 2 } } });
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale, availability: { disruption: { maxUnavailable: percent(25) }, rolling: { surge: 2 } } });
  // @ts-expect-error a share in quotes
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale, availability: { rolling: { surge: '25%' } } });
  // @ts-expect-error a budget of nothing
  new ClinicalService(domain, 'ehr', { ...workload, port: 4001, scale, availability: { disruption: {} } });
  new Worker(domain, 'notifier', { ...workload, scale });
  // @ts-expect-error a worker has no port
  new Worker(domain, 'notifier', { ...workload, scale, port: 4001 });
  // @ts-expect-error a task needs its schedule
  new ScheduledTask(domain, 'nightly', workload);
  new ReleaseTask(domain, 'migrate', { ...workload, before: [service] });
  // @ts-expect-error a task before a release says before whose
  new ReleaseTask(domain, 'migrate', { ...workload, before: [] });
  // @ts-expect-error a task by the clock has no release to wait for
  new ReleaseTask(domain, 'migrate', { ...workload, before: [task] });
  // @ts-expect-error a service stands in a domain
  new ClinicalService(platform, 'ehr', { ...workload, port: 4001, scale });
  // @ts-expect-error a variable is text
  new Worker(domain, 'notifier', { ...workload, scale, variables: { PAGE_SIZE: 50 } });
}

export function releases(): void {
  const service = { ...workload, port: 4001, scale };
  new ClinicalService(domain, 'ehr', { ...service, release: blueGreen({ promotion: 'automatic' }) });
  new ClinicalService(domain, 'ehr', { ...service, release: canary({ stages: [{ weight: 10, pause: 'approval' }, { weight: 100 }], split: 'replicas' }) });
  // @ts-expect-error a release by its name
  new ClinicalService(domain, 'ehr', { ...service, release: 'canary' });
  // @ts-expect-error a canary of no stages
  canary({ stages: [] });
  // @ts-expect-error a stage without a weight
  canary({ stages: [{ pause: 'approval' }] });
  // @ts-expect-error a pause in bare minutes
  canary({ stages: [{ weight: 100, pause: 60 }] });
  // @ts-expect-error a promotion that is none
  blueGreen({ promotion: 'later' });
  // @ts-expect-error nobody calls a worker, so that there is nothing to switch
  new Worker(domain, 'notifier', { ...workload, scale, release: blueGreen() });
}

export function probes(): void {
  const service = { ...workload, port: 4001, scale };
  new ClinicalService(domain, 'ehr', { ...service, probes: { liveness: { grpc: 'care.Ehr', port: 9090 }, readiness: { tcp: true, successes: 2 } } });
  // @ts-expect-error two questions at once
  new ClinicalService(domain, 'ehr', { ...service, probes: { liveness: { path: '/health', grpc: '' } } });
  // @ts-expect-error a connection is asked for by true, and its port apart
  new ClinicalService(domain, 'ehr', { ...service, probes: { liveness: { tcp: 4001 } } });
  // @ts-expect-error a command of no words
  new ClinicalService(domain, 'ehr', { ...service, probes: { liveness: { command: [] } } });
  // @ts-expect-error only readiness can ask for several right answers
  new ClinicalService(domain, 'ehr', { ...service, probes: { liveness: { successes: 2 } } });
  // @ts-expect-error a timeout as a plain number
  new ClinicalService(domain, 'ehr', { ...service, probes: { liveness: { timeout: 3 } } });
  new Worker(domain, 'notifier', { ...workload, scale, probes: { liveness: { command: ['/bin/alive'] }, readiness: { tcp: true, port: 8080 } } });
  // @ts-expect-error a worker has no port of its own that could be meant
  new Worker(domain, 'notifier', { ...workload, scale, probes: { liveness: { tcp: true } } });
  // @ts-expect-error nor does it answer HTTP
  new Worker(domain, 'notifier', { ...workload, scale, probes: { liveness: { path: '/health', port: 8080 } } });
}

export function waysToPods(): void {
  const service = { ...workload, port: 4001, scale };
  new ClinicalService(domain, 'hl7', { ...service, protocol: 'tcp', exposure: loadBalancer({ from: ['10.40.0.0/16'] }), metrics: { port: 9464 } });
  // @ts-expect-error a protocol that is none of ours
  new ClinicalService(domain, 'hl7', { ...service, protocol: 'udp' });
  // @ts-expect-error a load balancer for nobody
  new ClinicalService(domain, 'hl7', { ...service, exposure: loadBalancer({ from: [] }) });
  // @ts-expect-error an exposure that does not say who may come
  new ClinicalService(domain, 'hl7', { ...service, exposure: 'load-balancer' });
  // @ts-expect-error a port says what it is called
  new ClinicalService(domain, 'hl7', { ...service, ports: [9090] });
  // @ts-expect-error an interval as a plain number
  new ClinicalService(domain, 'hl7', { ...service, metrics: { interval: 30 } });
  new ClinicalService(domain, 'hl7', { ...service, stop: { drain: minutes(1), grace: minutes(2) } });
  // @ts-expect-error a drain as a plain number
  new ClinicalService(domain, 'hl7', { ...service, stop: { drain: 15 } });
  new Worker(domain, 'notifier', { ...workload, scale, metrics: { port: 9464 }, stop: { grace: minutes(5) } });
  // @ts-expect-error nobody calls a worker, so that it has nothing to drain
  new Worker(domain, 'notifier', { ...workload, scale, stop: { drain: minutes(1) } });
  // @ts-expect-error the figures of a worker are on a port
  new Worker(domain, 'notifier', { ...workload, scale, metrics: {} });
  // @ts-expect-error a worker has no way from outside
  new Worker(domain, 'notifier', { ...workload, scale, exposure: nodePort({ from: ['10.40.0.0/16'] }) });
}

export function stores(): void {
  tier.redis('sessions', { holds: ['phi'] });
  // @ts-expect-error a store that does not say what it holds
  tier.redis('sessions', {});
  // @ts-expect-error a store that holds nothing
  tier.redis('sessions', { holds: [] });
  // @ts-expect-error a class of data that is none
  tier.redis('sessions', { holds: ['medical'] });
  // @ts-expect-error a version as a number
  tier.postgres('records', { holds: ['phi'], version: 17 });
  tier.postgres('records', { holds: ['phi'], managed: 'aurora', replicas: 2 });
  // @ts-expect-error a management that is none
  tier.postgres('records', { holds: ['phi'], managed: 'Aurora' });
  tier.kafka('events', { holds: ['phi'], authentication: 'scram', passwords: 2 });
  // @ts-expect-error a way to log in that is none
  tier.kafka('events', { holds: ['phi'], authentication: 'scram-sha-512' });
  kafka.topic('admissions', { partitions: 16, key: 'facility_id', holds: ['phi'] });
  // @ts-expect-error a topic without the key that keeps its order
  kafka.topic('admissions', { partitions: 16, holds: ['phi'] });
  // @ts-expect-error an eviction that is none
  tier.redis('sessions', { holds: ['phi'], eviction: 'lru' });
  // @ts-expect-error an existing store of which nobody knows the network
  tier.redis('sessions', { holds: ['phi'], existing: { host: 'cache.example.sd' } });
}

export function exceptions(): void {
  database.waive({ rule: 'deletion-protection', reason: 'moved to the new hospital', until: '2027-03-31' });
  // @ts-expect-error a rule that cannot be waived
  database.waive({ rule: 'residency', reason: 'moved to the new hospital', until: '2027-03-31' });
  // @ts-expect-error a waiver without reason
  database.waive({ rule: 'deletion-protection', until: '2027-03-31' });
  // @ts-expect-error a waiver without end
  database.waive({ rule: 'deletion-protection', reason: 'moved to the new hospital' });
}

export function waysIn(): void {
  const edge = new Edge(platform, 'public', { domain, host: 'api.nilecare.sd', issuer: 'letsencrypt' }).exposes(service, { path: '/ehr' });
  // @ts-expect-error a worker answers nobody
  edge.exposes(worker);
  // @ts-expect-error an edge without a certificate
  new Edge(platform, 'public', { domain, host: 'api.nilecare.sd' });
}

export function secrets(access: Secret<'api-key' | 'sender'>): void {
  new Secret(platform, 'sms', { keys: ['api-key'], refresh: hours(1), version: 3 });
  // @ts-expect-error a secret without keys
  new Secret(platform, 'sms', { keys: [] });
  // @ts-expect-error the value of a secret
  new Secret(platform, 'sms', { keys: ['api-key'], value: 'hunter2' });
  // @ts-expect-error a plain number where a length of time is wanted
  new Secret(platform, 'sms', { keys: ['api-key'], refresh: 3600 });
  // @ts-expect-error a version by its label
  new Secret(platform, 'sms', { keys: ['api-key'], version: 'AWSCURRENT' });
  service.uses(access, { SMS_API_KEY: 'api-key', SMS_SENDER: 'sender' });
  // @ts-expect-error a key that the secret does not have
  service.uses(access, { SMS_API_KEY: 'apikey' });
  const declared = new Secret(platform, 'sms', { keys: ['api-key'] });
  service.uses(declared, { SMS_API_KEY: 'api-key' });
  // @ts-expect-error nor has one whose keys were never written as types
  service.uses(declared, { SMS_API_KEY: 'apikey' });
  // @ts-expect-error a secret by its name
  service.uses('sms', { SMS_API_KEY: 'api-key' });
  // @ts-expect-error a database is read, not used
  service.uses(database, { RECORDS_PASSWORD: 'password' });
  const hosting = aws({ region: 'eu-west-1', nodes });
  new SiteDeclaration(platform, 'dublin', { hosting, zones: ['eu-west-1a'], secrets: secretsManager() });
  // @ts-expect-error a source by its name
  new SiteDeclaration(platform, 'dublin', { hosting, zones: ['eu-west-1a'], secrets: 'external-secrets' });
  vault({ server: 'https://vault.example.ie', role: 'external-secrets' });
  // @ts-expect-error a Vault without the role that is taken on
  vault({ server: 'https://vault.example.ie' });
  // @ts-expect-error a Vault nobody knows where
  vault({ role: 'external-secrets' });
  // @ts-expect-error a token where identities are wanted
  vault({ server: 'https://vault.example.ie', role: 'external-secrets', token: 'hunter2' });
}

export function buckets(): void {
  const scans = tier.bucket('scans', { holds: ['phi'], lock: { mode: 'compliance', retention: days(2557) } });
  service.reads(scans, { prefix: 'released/' }).writes(scans);
  // @ts-expect-error some objects of a database
  service.reads(database, { prefix: 'released/' });
  // @ts-expect-error a bucket has no machines
  tier.bucket('scans', { holds: ['phi'], size: 'large' });
  // @ts-expect-error a place for objects that is none
  tier.bucket('scans', { holds: ['phi'], lifecycle: { transitions: [{ after: days(30), to: 'tape' }] } });
  // @ts-expect-error a lock without its length
  tier.bucket('scans', { holds: ['phi'], lock: { mode: 'compliance' } });
  // @ts-expect-error a site by its name
  tier.bucket('scans', { holds: ['phi'], replicateTo: 'port-sudan' });
  // @ts-expect-error a bucket that exists and that nobody answers for
  tier.bucket('scans', { holds: ['phi'], existing: { host: 'objects.example.ie', cidr: '10.9.0.0/28', bucket: 'scans' } });
}

export function auditTrails(): void {
  const access = tier.auditTrail('access', { holds: ['audit'] });
  service.writes(access);
  // @ts-expect-error what workloads wrote is not for workloads to read
  service.reads(access);
  // @ts-expect-error a trail that is made somewhere else
  tier.auditTrail('access', { holds: ['audit'], existing: { host: 'audit.example.ie', cidr: '10.9.0.0/28' } });
  // @ts-expect-error years as a number
  tier.auditTrail('access', { holds: ['audit'], retention: 7 });
}

export function nodesOfASite(): void {
  aws({ region: 'me-south-1', nodes: [nodes, { min: 0, max: 3, purpose: 'memory', instanceType: 'r7i.xlarge' }], kubernetesVersion: '1.35', nat: 'none' });
  // @ts-expect-error an instance type that is none
  aws({ region: 'me-south-1', nodes: { min: 3, max: 9, instanceType: 'm6i.enormous' } });
  // @ts-expect-error a purpose that is none
  aws({ region: 'me-south-1', nodes: { min: 3, max: 9, purpose: 'graphics' } });
  // @ts-expect-error a version that EKS does not run
  aws({ region: 'me-south-1', nodes, kubernetesVersion: '1.29' });
  // @ts-expect-error gateways of an unknown kind
  aws({ region: 'me-south-1', nodes, nat: 'double' });
  // @ts-expect-error a placement that is no purpose
  new Worker(domain, 'importer', { ...workload, scale, placement: 'fast' });
}

export function edgesOnAws(): void {
  const zone = new DnsZone(platform, 'hosts', { domain: 'nilecare.sd' });
  const props = { domain, host: 'api.nilecare.sd', issuer: 'letsencrypt' } as const;
  new Edge(platform, 'public', { ...props, aws: { zone, health: { path: '/health', regions: ['eu-west-1', 'us-east-1', 'sa-east-1'] } } });
  // @ts-expect-error a zone by its id
  new Edge(platform, 'public', { ...props, aws: { zone: 'Z0123456789' } });
  // @ts-expect-error a place from which Route 53 does not ask
  new Edge(platform, 'public', { ...props, aws: { zone, health: { path: '/health', regions: ['af-south-1'] } } });
  // @ts-expect-error a site by its name
  new Edge(platform, 'public', { ...props, aws: { zone, routing: byWeight([{ site: 'khartoum', weight: 70 }]) } });
  new Edge(platform, 'public', { ...props, aws: { zone, cdn: { caches: [{ path: '/fhir/*', content: 'fhir', holds: ['phi'], ttl: 'no-store' }] } } });
  // @ts-expect-error a copy of what nobody says holds what
  new Edge(platform, 'public', { ...props, aws: { zone, cdn: { caches: [{ path: '/fhir/*', content: 'fhir' }] } } });
  // @ts-expect-error a content that is none
  new Edge(platform, 'public', { ...props, aws: { zone, cdn: { caches: [{ path: '/x/*', content: 'videos', holds: ['public'] }] } } });
  // @ts-expect-error a group of rules that AWS does not have
  new Edge(platform, 'public', { ...props, aws: { zone, firewall: { groups: { bots: {} } } } });
  loadBalancer({ from: ['10.64.0.0/12'], address: { zone, host: 'hl7.nilecare.sd' } });
  // @ts-expect-error a name in no zone
  loadBalancer({ from: ['10.64.0.0/12'], address: { host: 'hl7.nilecare.sd' } });
  // @ts-expect-error a name for a port of nodes
  nodePort({ from: ['10.64.0.0/12'], address: { zone, host: 'hl7.nilecare.sd' } });
  // @ts-expect-error a place without an answer for everybody else
  new Edge(platform, 'public', { ...props, aws: { zone, routing: byPlace([]) } });
  // @ts-expect-error TLS of the last century
  applicationBalancer({ tls: 'tls-1.0' });
  // @ts-expect-error a time of silence of what knows no requests
  networkBalancer({ idleTimeout: minutes(1) });
}

export function patches(): void {
  service.patch({ kind: 'Deployment', merge: { spec: { minReadySeconds: 20 } } });
  service.patch({ kind: 'Service', name: 'ehr', merge: { spec: { sessionAffinity: 'ClientIP' } } });
  // @ts-expect-error a kind that is none of a service's
  service.patch({ kind: 'CronJob', merge: { spec: {} } });
  // @ts-expect-error nor of a domain's
  domain.patch({ kind: 'Deployment', merge: { spec: {} } });
  // @ts-expect-error what JSON cannot say
  service.patch({ kind: 'Deployment', merge: { spec: () => 20 } });
  database.patchResource({ type: 'aws:rds/instance:Instance', merge: { networkType: 'IPV4' } });
  site.patchResource({ type: 'aws:eks/nodeGroup:NodeGroup', name: 'nilecare-khartoum-nodes-general', merge: { capacityType: 'SPOT' } });
  // @ts-expect-error a type that is a store's
  site.patchResource({ type: 'aws:rds/instance:Instance', merge: { networkType: 'IPV4' } });
  // @ts-expect-error a type that no store becomes
  database.patchResource({ type: 'aws:ec2/instance:Instance', merge: { networkType: 'IPV4' } });
}

export function documents(): void {
  const notes = tier.mongodb('notes', { holds: ['phi'], version: '8.0', instanceClass: 'db.r8g.large' });
  service.reads(notes).writes(notes);
  // @ts-expect-error a version of MongoDB whose interface DocumentDB does not speak
  tier.mongodb('notes', { holds: ['phi'], version: '7.0' });
  // @ts-expect-error a machine of relational databases
  tier.mongodb('notes', { holds: ['phi'], instanceClass: 'db.m7g.large' });
  // @ts-expect-error topics of a store that has none
  service.publishes(notes);
}

export function queues(): void {
  const made = tier.rabbitmq('dispatch', { holds: ['phi'], version: '4.2' });
  made.queue('orders', { holds: ['phi'], type: 'quorum', deadLetter: exchange });
  // @ts-expect-error a version that Amazon MQ does not run
  tier.rabbitmq('dispatch', { holds: ['phi'], version: '3.8' });
  // @ts-expect-error a kind of queue that Amazon MQ loses
  made.queue('orders', { holds: ['phi'], type: 'stream' });
  // @ts-expect-error a queue where an exchange is wanted
  made.queue('orders', { holds: ['phi'], deadLetter: queue });
  // @ts-expect-error a kind of exchange that asks for headers
  made.exchange('orders', { holds: ['phi'], type: 'headers' });
}
