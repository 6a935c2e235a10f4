// What another repository writes: the test installs the packed packages beside this file, outside the workspace, compiles it and runs it.
import { aws, ClinicalService, cores, DataTier, Domain, gib, Platform, Site } from '@clinfra/core';
import type { Stacks } from '@clinfra/stack';
import { recordEnvironment } from '@clinfra/testing';
import { Instance } from '@pulumi/aws/rds';

function ward(): Platform {
  const platform = new Platform('ward', {
    environment: 'staging',
    locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' },
    owner: 'ward-team',
    residency: { phi: ['IE'] },
    data: 'synthetic',
  });
  new Site(platform, 'dublin', { hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 6 } }), zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] });
  const clinical = new Domain(platform, 'clinical', { quota: { cpu: cores(20), memory: gib(40), storage: gib(100), pods: 50 } });
  const databases = new Domain(platform, 'databases', { quota: { cpu: cores(1), memory: gib(1), storage: gib(1), pods: 4 } });
  const records = new DataTier(platform, 'data', { administration: { domain: databases } }).postgres('records', { holds: ['phi'], pool: { max: 50 } });
  const ehr = new ClinicalService(clinical, 'ehr', {
    image: 'registry.example/ehr:1.0.0',
    port: 4001,
    size: 'medium',
    criticality: 'clinical',
    scale: { min: 3, max: 9 },
  });
  ehr.reads(records).writes(records);
  return platform;
}

export const stacks: Stacks = { 'ward-staging': ward };

async function record(): Promise<void> {
  const environment = await recordEnvironment(ward(), { today: '2026-11-23' });
  console.log(environment.findings().join('\n') || 'no findings');
  console.log(environment.object('Deployment', 'ehr').metadata.name, environment.resource(Instance, 'ward-dublin-records').region);
}

if (require.main === module) void record();
