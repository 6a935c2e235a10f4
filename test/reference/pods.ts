import { ClinicalService, ExternalHost, hours, minutes, percent, ReleaseTask, ScheduledTask, Secret, seconds, Worker } from '@clinfra/core';
import type { Ground } from './ground';

const image = (name: string) => `registry.reference.example/${name}:1.4.2`;

/** Workloads of every kind, with what their pods may have. */
export function declarePods({ platform, clinical, business, records, sessions, encounters }: Ground): void {
  const signing = new Secret(platform, 'signing', { keys: ['private-key'], refresh: hours(12), version: 3 });
  const laboratory = new ExternalHost(platform, 'laboratory', { host: 'api.laboratory.example', ports: [443, 8443], alias: true });

  const ehr = new ClinicalService(clinical, 'ehr', {
    image: image('ehr'),
    port: 4001,
    ports: { stream: { port: 9090, protocol: 'grpc' } },
    size: 'medium',
    criticality: 'life-critical',
    scale: { min: 3, max: 12 },
    variables: { LOG_LEVEL: 'info' },
    metrics: { port: 9464, path: '/metrics', interval: seconds(15) },
    probes: {
      startup: { failures: 60 },
      liveness: { grpc: 'ehr', port: 9090, initialDelay: seconds(20), timeout: seconds(3) },
      readiness: { path: '/ready', period: seconds(4), successes: 2 },
    },
    stop: { drain: seconds(20), grace: minutes(1) },
    availability: { zones: 2, disruption: { minAvailable: 2 } },
  });
  const claims = new ClinicalService(business, 'claims', {
    image: `registry.reference.example/claims@sha256:${'5e'.repeat(32)}`,
    command: ['node', 'claims.js'],
    port: 4002,
    protocol: 'grpc',
    size: 'large',
    scale: { min: 2, max: 6 },
    metrics: { port: 9464 },
    availability: { disruption: { maxUnavailable: percent(34) }, rolling: { surge: percent(25), unavailable: percent(25) } },
  });
  const importer = new Worker(clinical, 'importer', {
    image: image('importer'),
    placement: 'compute',
    scale: { min: 2, max: 12 },
    probes: { liveness: { command: ['/bin/alive'] }, readiness: { tcp: true, port: 9464 } },
    stop: { grace: minutes(3) },
    availability: { zones: 2 },
    metrics: { port: 9464 },
  });
  const warming = new ScheduledTask(clinical, 'cache-warming', {
    image: image('cache-warming'),
    placement: 'memory',
    criticality: 'batch',
    schedule: '0 * * * *',
    startDeadline: minutes(10),
    timeLimit: minutes(30),
    concurrency: 'replace',
    history: { successful: 1, failed: 5 },
    retries: 1,
    suspended: true,
    api: [{ verbs: ['get'], resources: ['configmaps'], names: ['cache-warming'] }],
  });
  warming.patch({
    kind: 'CronJob',
    merge: { spec: { jobTemplate: { spec: { template: { spec: { enableServiceLinks: false, dnsConfig: { options: [{ name: 'ndots', value: '2' }] } } } } } } },
  });
  new ScheduledTask(clinical, 'reminders', {
    image: image('reminders'),
    criticality: 'batch',
    schedule: '*/10 * * * *',
    timeLimit: minutes(30),
    concurrency: 'allow',
  });
  new ReleaseTask(clinical, 'warm-after-release', { image: image('cache-warming'), after: [ehr] }).reads(records).writes(sessions);
  const migration = new ReleaseTask(clinical, 'migrate-records', { image: image('migrations'), before: [ehr, importer], timeLimit: minutes(20), retries: 1 });

  ehr.calls(claims).reads(records, sessions).writes(records, sessions).publishes(encounters).uses(signing, { SIGNING_KEY: 'private-key' });
  claims.reads(records).reaches(laboratory);
  importer.reads(records).writes(records).consumes(encounters);
  warming.reads(records).writes(sessions);
  migration.reads(records).writes(records);
}
