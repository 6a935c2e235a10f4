import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unused } from './options';

/** What the reference platform cannot show, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'AwsHostingProps.publicApiFrom': 'the API of a platform that shows how it is done is not on the internet',
  'ClusterAutoscalerProps.delayAfterAdd': 'a site has one autoscaler of nodes, and this one has Karpenter',
  'ClusterAutoscalerProps.provisionTime': 'a site has one autoscaler of nodes',
  'ClusterAutoscalerProps.unneeded': 'a site has one autoscaler of nodes',
  'ClusterAutoscalerProps.utilization': 'a site has one autoscaler of nodes',
  'BackupProps.copies': 'needs a second site',
  'BucketProps.replicateTo': 'needs a second site',
  'DnsZoneProps.queryLogs': 'the log stands in us-east-1, where this platform lets no address of a caller stand',
  'DomainProps.podSecurity': 'no image of the platform needs more than the restricted standard',
  'EdgeProps.gatewayClass': 'the class of the mesh is the one that is there',
  'MeshJoin.gateway': 'needs a second site, and this platform has one',
  'MeshJoin.region': 'needs a second site',
  'MeshProps.join': 'needs a second site',
  'MultiRegionFailoverProps.active': 'needs a second site',
  'MultiRegionFailoverProps.cold': 'needs a second site',
  'MultiRegionFailoverProps.standby': 'needs a second site',
  'ProductionProps.data': 'production has one value for it, which is left out',
  'RehearsalProps.data': 'this platform is one in production',
  'RedisProps.appendOnly': 'turning it on is an error where AWS keeps the cache',
  'RedisProps.finalSnapshot': 'shown by a database, where more depends on it',
  'SecretProps.deletionProtection': 'shown by a database',
};

const own = readdirSync(__dirname).filter(name => name.endsWith('.ts') && !/^(index|options)\.|\.test\.ts$/.test(name));
const sources = own.map(name => path.join(__dirname, name));

it('uses every option that there is', () => {
  expect(unused(sources).filter(option => !Object.hasOwn(EXCEPTIONS, option))).toEqual([]);
});

it('would see one that is not used', () => {
  const folder = mkdtempSync(path.join(__dirname, 'one-'));
  try {
    const only = path.join(folder, 'only.ts');
    writeFileSync(
      only,
      "import type { VaultProps } from '@clinfra/core';\nexport const source: VaultProps = { server: 'https://vault.example', role: 'ward', path: 'kv' };\n",
    );
    const found = unused([only]);
    expect(found).toContain('VaultProps.login');
    expect(found).toContain('WorkerProps.scale');
    expect(found).not.toContain('VaultProps.path');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
