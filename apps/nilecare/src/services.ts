import {
  ClinicalService,
  type Domain,
  Edge,
  ExternalHost,
  kafkaLag,
  loadBalancer,
  minutes,
  type Platform,
  ReleaseTask,
  ScheduledTask,
  Secret,
  type Traffic,
  Worker,
} from '@clinfra/core';
import { declareAwsEdge, declareZone } from './aws-edge';
import { FIGURES, HOSPITALS, LAG_PER_POD, METRICS, type Namespace, type NileCareEnvironment } from './figures';
import { declareImages } from './images';
import type { Stores } from './stores';

/** Physicians see a new version of the record first, as in the deployment document: by the role that a request carries. */
const PHYSICIANS_FIRST: Traffic = { routes: [{ headers: { 'x-user-role': 'physician' }, to: 'canary' }] };

/** The first services of the catalogue, with what each may do. */
export function declareServices(platform: Platform, domains: Readonly<Record<Namespace, Domain>>, stores: Stores, environment: NileCareEnvironment): void {
  const image = declareImages(platform, environment);
  const { scale, release, rateLimit, domain, host, cryptography } = FIGURES[environment];
  const placed = cryptography === undefined ? {} : { placement: cryptography };
  const service = { metrics: METRICS };
  const zone = declareZone(platform, environment);
  // Two pods are always kept where there are three at night; two that must both be kept would let no node be drained.
  const kept = { availability: environment === 'production' ? { disruption: { minAvailable: 2 } } : {} };

  const gateway = new ClinicalService(domains.infrastructure, 'gateway', {
    ...service,
    ...kept,
    ...placed,
    image: image('gateway'),
    port: 4000,
    size: 'small',
    criticality: 'life-critical',
    scale: scale.gateway,
    // For each caller, as the healthcare backend limits its API: 15 minutes are the window of its documents.
    rateLimit,
  });
  const auth = new ClinicalService(domains.infrastructure, 'auth', {
    ...service,
    ...placed,
    image: image('auth'),
    port: 4002,
    size: 'medium',
    criticality: 'life-critical',
    scale: scale.auth,
    release: release.auth,
  });
  const ehr = new ClinicalService(domains.clinical, 'ehr', {
    ...service,
    image: image('ehr'),
    port: 4001,
    size: 'medium',
    criticality: 'life-critical',
    scale: scale.ehr,
    release: release.ehr,
    ...(release.ehr.kind === 'canary' && { traffic: PHYSICIANS_FIRST }),
  });
  const appointment = new ClinicalService(domains.business, 'appointment', {
    ...service,
    image: image('appointment'),
    port: 4003,
    size: 'medium',
    criticality: 'clinical',
    scale: scale.appointment,
  });
  const billing = new ClinicalService(domains.business, 'billing', {
    ...service,
    image: image('billing'),
    port: 4004,
    size: 'large',
    scale: scale.billing,
    release: release.billing,
  });
  // MLLP, by which HL7 comes, is a connection that stays open for hours: its pods get longer to hand their hospitals over.
  const hl7 = new ClinicalService(domains.integration, 'hl7', {
    ...service,
    ...kept,
    image: image('hl7'),
    port: 2575,
    protocol: 'tcp',
    size: 'medium',
    criticality: 'clinical',
    scale: scale.hl7,
    // By TLS under a name of its own, for HL7 is health data on a network of many.
    exposure: loadBalancer({ from: [HOSPITALS], address: { zone, host: `hl7.${domain}` } }),
    stop: { grace: minutes(2) },
  });
  const notification = new Worker(domains.infrastructure, 'notification', {
    image: image('notification'),
    size: 'small',
    scale:
      environment === 'production' ? { ...scale.notification, signals: [kafkaLag({ topic: stores.patientEvents, perPod: LAG_PER_POD })] } : scale.notification,
    metrics: METRICS,
  });
  const warming = new ScheduledTask(domains.clinical, 'cache-warming', {
    image: image('cache-warming'),
    size: 'small',
    criticality: 'batch',
    schedule: '0 * * * *',
  });
  const warmingOnRelease = new ReleaseTask(domains.clinical, 'cache-warming-on-release', {
    image: image('cache-warming'),
    size: 'small',
    criticality: 'batch',
    timeLimit: minutes(10),
    after: [ehr],
  });
  const migration = new ReleaseTask(domains.clinical, 'migrate-records', { image: image('ehr-migrations'), size: 'medium', before: [ehr] });
  const sms = new ExternalHost(platform, 'sms-provider', { host: 'sms.operator.sd' });
  const smsAccess = new Secret(platform, 'sms-provider', { keys: ['api-key'] });
  const signing = new Secret(platform, 'token-signing', { keys: ['private-key'] });

  gateway.calls(auth, ehr, appointment, billing).reads(stores.sessions);
  // Where no CDN delivers the files of pages, the gateway does.
  if (environment === 'development') gateway.reads(stores.assets);
  auth.reads(stores.records, stores.sessions).writes(stores.records, stores.sessions, stores.access).uses(signing, { TOKEN_SIGNING_KEY: 'private-key' });
  ehr
    .calls(auth)
    .reads(stores.records, stores.sessions, stores.images)
    .writes(stores.records, stores.sessions, stores.images, stores.access)
    .publishes(stores.clinicalEvents, stores.patientEvents, stores.medicationEvents);
  appointment.calls(auth, ehr).reads(stores.records).writes(stores.records, stores.access).publishes(stores.patientEvents);
  hl7.calls(ehr).publishes(stores.patientEvents, stores.labEvents, stores.deviceEvents);
  billing.calls(auth).reads(stores.records).writes(stores.records, stores.access).consumes(stores.clinicalEvents, stores.medicationEvents, stores.labEvents);
  notification.consumes(stores.patientEvents, stores.deviceEvents).reaches(sms).uses(smsAccess, { SMS_API_KEY: 'api-key' });
  migration.reads(stores.records).writes(stores.records);
  for (const task of [warming, warmingOnRelease]) task.reads(stores.records).writes(stores.sessions);

  // The gateway answers for every path, `/ehr` included: what it calls is divided among versions, what an edge leads to directly is not.
  const aws = declareAwsEdge(zone, environment, stores.assets);
  new Edge(platform, 'public', { domain: domains.infrastructure, host, issuer: 'letsencrypt', compression: true, aws }).exposes(gateway);
}
