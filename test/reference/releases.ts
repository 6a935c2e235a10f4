import {
  blueGreen,
  ClinicalService,
  canary,
  cores,
  Domain,
  Edge,
  gib,
  minutes,
  percent,
  type ReleaseAnalysisProps,
  ReleaseTask,
  rolling,
  seconds,
} from '@clinfra/core';
import { declared } from './declared';
import type { Ground } from './ground';

const image = (name: string) => `registry.reference.example/${name}:1.4.2`;

/** Services that a new version takes over in every way. */
export function declareReleases({ platform, site, records }: Ground): void {
  const domain = new Domain(platform, 'releases', { quota: { cpu: cores(40), memory: gib(80), storage: gib(50), pods: 80 }, sites: [site] });
  const service = { size: 'small', metrics: { port: 9464 } } as const;
  const analysis: ReleaseAnalysisProps = {
    errors: percent(0.5),
    latency: { share: percent(99), within: seconds(2) },
    interval: seconds(30),
    failures: 2,
    silent: 8,
    measurements: 12,
  };

  new ClinicalService(domain, 'audit', { ...service, image: image('audit'), port: 4010, scale: { min: 2, max: 4 }, release: rolling() });
  const consent = new ClinicalService(domain, 'consent', {
    ...service,
    image: image('consent'),
    port: 4011,
    criticality: 'clinical',
    scale: { min: 3, max: 6 },
    release: blueGreen({ promotion: 'automatic', scaleDownDelay: minutes(10), analysis }),
  });
  new ClinicalService(domain, 'tariffs', { ...service, image: image('tariffs'), port: 4012, scale: { min: 2, max: 2 }, release: blueGreen() });
  new ClinicalService(domain, 'terminology', {
    ...service,
    image: image('terminology'),
    port: 4013,
    protocol: 'grpc',
    scale: { min: 10, max: 20 },
    availability: { rolling: { surge: percent(25) } },
    release: canary({ split: 'replicas', stages: [{ weight: 10, pause: minutes(5) }, { weight: 50, pause: 'approval' }, { weight: 100 }], analysis: {} }),
  });
  const prescriptions = new ClinicalService(domain, 'prescriptions', {
    ...service,
    image: image('prescriptions'),
    port: 4014,
    criticality: 'life-critical',
    scale: { min: 3, max: 6 },
    traffic: {
      routes: [
        { headers: { 'x-user-role': 'physician' }, to: 'canary' },
        { headers: { 'x-user-role': 'nurse', 'x-ward': 'emergency' }, to: 'stable' },
      ],
    },
    release: canary({
      split: 'mesh',
      header: 'x-canary',
      stages: [{ weight: 10, pause: minutes(10) }, { weight: 50, pause: 'approval' }, { weight: 100 }],
      analysis,
    }),
  });
  declared(platform, Edge, 'public').exposes(prescriptions, { path: '/prescriptions' });
  const migration = new ReleaseTask(domain, 'migrate-consent', { image: image('consent-migrations'), before: [consent] });
  consent.reads(records).writes(records);
  migration.reads(records).writes(records);
}
