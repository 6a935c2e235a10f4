import { aws, cluster, cores, type Hosting, mib, millicores, type Platform, type SecretSource, Site, secretsManager, vault } from '@clinfra/core';

export type ReferenceHosting = Hosting['kind'];

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;

const HOSTINGS: Readonly<Record<ReferenceHosting, { readonly hosting: Hosting; readonly secrets: SecretSource; readonly addressPool?: string }>> = {
  aws: {
    hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 40, instanceType: 'm7g.4xlarge' }, kubernetesVersion: '1.33', cidr: '10.40.0.0/16' }),
    secrets: secretsManager(),
  },
  cluster: {
    hosting: cluster({ context: 'reference', jurisdiction: 'IE', kubernetesVersion: '1.32' }),
    secrets: vault({ server: 'https://vault.reference.example:8200', role: 'reference' }),
    addressPool: 'clinical',
  },
};

/** The one site that serves. */
export function declareSite(platform: Platform, kind: ReferenceHosting): Site {
  const { hosting, secrets, addressPool } = HOSTINGS[kind];
  return new Site(platform, 'dublin', {
    hosting,
    zones: ZONES,
    secrets,
    prometheus: { namespace: 'monitoring', selects: { release: 'prometheus' } },
    mesh: {
      revision: '1-29',
      proxy: { requests: { cpu: millicores(50), memory: mib(96) }, limits: { cpu: cores(1), memory: mib(512) } },
    },
    loadBalancers: addressPool === undefined ? {} : { addressPool },
  });
}
