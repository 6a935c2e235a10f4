import { aws, cluster, Registry, Site } from '@clinfra/core';
import { type PlannedResource, record } from '@clinfra/plan';
import { deploy } from '@clinfra/stack';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';

const ACCOUNT = '111122223333';
const ATTESTED = { jurisdiction: 'IE', evidence: 'treaty', by: 'ward' } as const;

/** Two sites on AWS in regions of their own and one on a cluster, with one service on all. */
async function planned(): Promise<readonly PlannedResource[]> {
  const platform = anEmptyPlatform();
  const nodes = { min: 3, max: 9 };
  new Site(platform, 'dublin', { hosting: aws({ region: 'eu-west-1', nodes }), zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] });
  const paris = aws({ region: 'eu-west-3', nodes, cidr: '10.1.0.0/16', attestation: ATTESTED });
  new Site(platform, 'paris', { hosting: paris, zones: ['eu-west-3a', 'eu-west-3b', 'eu-west-3c'] });
  new Site(platform, 'cork', { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }), zones: ['one', 'two', 'three'] });
  const registry = new Registry(platform, 'images', { account: ACCOUNT });
  aService(aDomain(platform, 'clinical'), 'ehr', { image: registry.image('ehr', '1.0.0') });
  return (await record({ project: 'clinfra', stack: 'ward-production' }, () => deploy(platform, { today: '2026-11-23' }))).resources;
}

describe('a registry', () => {
  let resources: readonly PlannedResource[];
  beforeAll(async () => {
    resources = await planned();
  });
  const all = (kind: string) => resources.filter(({ type }) => type.endsWith(`:${kind}`));

  it('[C5] has each image in the region of each site, and copies it there from its home', () => {
    expect(all('Repository').map(({ name, region }) => [name, region])).toEqual([
      ['ward-dublin-images.registry.ehr', 'eu-west-1'],
      ['ward-paris-images.registry.ehr', 'eu-west-3'],
    ]);
    expect(all('ReplicationConfiguration').map(({ region, inputs }) => [region, inputs.replicationConfiguration])).toEqual([
      ['eu-west-1', { rules: [expect.objectContaining({ destinations: [{ region: 'eu-west-3', registryId: ACCOUNT }] })] }],
    ]);
  });

  it('[C5] gives the pods of each site on AWS their image from its own region, and those on a cluster from its home', () => {
    const images = all('Deployment').map(({ name, inputs }) => [name, JSON.stringify(inputs).match(/\d{12}\.dkr[^"]+/)?.[0]]);
    const image = (region: string) => `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com/ward/production/ehr:1.0.0`;
    expect(images.sort()).toEqual([
      ['cork/clinical/ehr', image('eu-west-1')],
      ['dublin/clinical/ehr', image('eu-west-1')],
      ['paris/clinical/ehr', image('eu-west-3')],
    ]);
  });

  it('[X2] lets the nodes of every site fetch, by the names that their roles have', () => {
    const roles = all('Role').map(({ inputs }) => `arn:aws:iam::${ACCOUNT}:role/${inputs.name}`);
    for (const { inputs } of all('RepositoryPolicy')) {
      const { Statement } = JSON.parse(String(inputs.policy));
      expect(Statement[0].Principal.AWS).toHaveLength(2);
      for (const arn of Statement[0].Principal.AWS) expect(roles).toContain(arn);
    }
  });
});
