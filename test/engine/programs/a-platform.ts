import { ClinicalService, cluster, cores, Domain, gib, Platform, Site } from '@clinfra/core';

// What the nodes of the tests' control planes make of an image, see harness/fake-kubelet.yaml.
export const RUNS = 'registry.test/runs:1';
export const NEVER_READY = 'registry.test/never-ready:1';
export const FAILS = 'registry.test/fails:2';

/** A small platform on a cluster that is there, with one service for each image. */
export function aPlatform(images: Readonly<Record<string, string>>): Platform {
  const platform = new Platform('trial', {
    environment: 'development',
    data: 'synthetic',
    owner: 'tests',
    locale: { timeZone: 'Africa/Khartoum', language: 'ar_SD', country: 'SD' },
    residency: { phi: ['SD'] },
  });
  new Site(platform, 'khartoum', { hosting: cluster({ context: 'khartoum', jurisdiction: 'SD' }), zones: ['a'] });
  const clinical = new Domain(platform, 'clinical', { quota: { cpu: cores(20), memory: gib(40), storage: gib(10), pods: 20 } });
  for (const [name, image] of Object.entries(images)) new ClinicalService(clinical, name, { image, port: 8080, scale: { min: 1, max: 2 } });
  return platform;
}
