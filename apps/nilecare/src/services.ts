import { ClinicalService, type Domain, Edge, ExternalHost, type Platform, ReleaseTask, ScheduledTask, Worker } from '@clinfra/core';
import { FIGURES, type Namespace, type NileCareEnvironment } from './figures';
import type { Stores } from './stores';

const VERSION = '1.0.0';
const image = (name: string) => `registry.nilecare.sd/${name}:${VERSION}`;

/** The first services of the catalogue, with what each may do. */
export function declareServices(platform: Platform, domains: Readonly<Record<Namespace, Domain>>, stores: Stores, environment: NileCareEnvironment): void {
  const { scale, host } = FIGURES[environment];
  const drains = environment === 'production' ? { disruption: { minAvailable: 2 } } : {};
  const service = { availability: drains };

  const gateway = new ClinicalService(domains.infrastructure, 'gateway', {
    ...service,
    image: image('gateway'),
    port: 4000,
    size: 'small',
    criticality: 'life-critical',
    scale: scale.gateway,
  });
  const auth = new ClinicalService(domains.infrastructure, 'auth', {
    ...service,
    image: image('auth'),
    port: 4002,
    size: 'medium',
    criticality: 'life-critical',
    scale: scale.auth,
  });
  const ehr = new ClinicalService(domains.clinical, 'ehr', {
    ...service,
    image: image('ehr'),
    port: 4001,
    size: 'medium',
    criticality: 'life-critical',
    scale: scale.ehr,
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
  });
  const notification = new Worker(domains.infrastructure, 'notification', { image: image('notification'), size: 'small', scale: scale.notification });
  const warming = new ScheduledTask(domains.clinical, 'cache-warming', {
    image: image('cache-warming'),
    size: 'small',
    criticality: 'batch',
    schedule: '0 * * * *',
  });
  const migration = new ReleaseTask(domains.clinical, 'migrate-records', { image: image('ehr-migrations'), size: 'medium', before: [ehr] });
  const sms = new ExternalHost(platform, 'sms-provider', { host: 'sms.operator.sd' });

  gateway.calls(auth, ehr, appointment, billing).reads(stores.sessions);
  auth.reads(stores.records, stores.sessions).writes(stores.records, stores.sessions);
  ehr.calls(auth).reads(stores.records, stores.sessions).writes(stores.records, stores.sessions).publishes(stores.clinicalEvents, stores.patientEvents);
  appointment.calls(auth, ehr).reads(stores.records).writes(stores.records).publishes(stores.patientEvents);
  billing.calls(auth).reads(stores.records).writes(stores.records).consumes(stores.clinicalEvents);
  notification.consumes(stores.patientEvents).reaches(sms);
  migration.reads(stores.records).writes(stores.records);
  warming.reads(stores.records).writes(stores.sessions);

  new Edge(platform, 'public', { domain: domains.infrastructure, host, issuer: 'letsencrypt' }).exposes(gateway);
}
