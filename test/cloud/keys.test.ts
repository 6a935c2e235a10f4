import { nilecare } from '@clinfra/nilecare';
import { type PlannedResource, type PlanValue, planOf } from '@clinfra/plan';
import { references } from '../reference';

const KEY = /\$\{aws:kms\/key:Key::([^}]+)\.arn\}/g;

/** Which keys of the platform a resource names, in whatever input. Policies name keys to say who may use them, which encrypts nothing. */
function keysOf({ inputs }: PlannedResource): readonly string[] {
  const plain = Object.entries(inputs).filter(([property]) => !/polic/i.test(property));
  return [...JSON.stringify(plain).matchAll(KEY)].map(([, key = '']) => key);
}

function tag({ inputs }: PlannedResource, name: string): PlanValue | undefined {
  return (inputs.tags as Readonly<Record<string, PlanValue>> | undefined)?.[name];
}

/** What is wrong with the keys of a plan: one that two stores share, that serves another region, or whose classes of data are not those of its store. */
function keyFaults(resources: readonly PlannedResource[]): readonly string[] {
  const keys = new Map(resources.filter(({ type }) => type === 'aws:kms/key:Key').map(key => [key.name, key]));
  const ownerOf = new Map<string, string>();
  return resources.flatMap(resource =>
    keysOf(resource).flatMap(name => {
      const key = keys.get(name);
      const store = tag(resource, 'store');
      const replica = resource.type.includes('bucketReplicationConfig');
      const owner = ownerOf.get(name) ?? (typeof store === 'string' ? store : undefined);
      if (typeof store === 'string' && owner !== undefined) ownerOf.set(name, owner);
      // Services that are one for all regions name none.
      const elsewhere = resource.inputs.region !== undefined && resource.inputs.region !== key?.inputs.region;
      const where = `${resource.type.replace(/^aws:.*:/, '')} ${resource.name}`;
      return [
        ...(typeof store === 'string' && owner !== store ? [`${name} serves ${owner} and ${store}`] : []),
        ...(key && !replica && elsewhere ? [`${where} is encrypted in another region`] : []),
        ...(key && typeof store === 'string' && tag(key, 'data-classes') !== tag(resource, 'data-classes') ? [`${where} holds what ${name} is not for`] : []),
        ...(key?.inputs.multiRegion === true ? [`${name} leaves its region`] : []),
      ];
    }),
  );
}

describe('the keys of an environment', () => {
  let production: readonly PlannedResource[];
  beforeAll(async () => {
    production = (await planOf(nilecare('production'), { today: '2026-11-23' })).resources;
  });

  it('[X4] serve one store each, at one site, and are tagged with the classes of data that it holds', async () => {
    const declare = references['reference-aws'];
    const reference = declare ? (await planOf(declare(), { today: '2026-11-23' })).resources : [];
    expect(reference.flatMap(keysOf).length).toBeGreaterThan(20);
    expect([...keyFaults(production), ...keyFaults(reference)]).toEqual([]);
  });

  it('[X4] are others for the cluster, for the disks of pods, for secrets, and for what is noted', () => {
    const names = production.filter(({ type, region }) => type === 'aws:kms/key:Key' && region === 'me-south-1').map(({ name }) => name);
    for (const name of ['', '-volumes.key', '-secrets.key', '-records', '-images', '-phi-access', '-oversight.trail']) {
      expect(names).toContain(`nilecare-khartoum${name}`);
    }
  });

  it.each([
    ['of another store', { kmsKeyId: '${aws:kms/key:Key::nilecare-khartoum-sessions.arn}' }, 'nilecare-khartoum-sessions serves sessions and records'],
    ['of another region', { region: 'af-south-1' }, 'Cluster nilecare-khartoum-records is encrypted in another region'],
  ] as const)('are refused where one is %s', (_, changed, fault) => {
    const wrong = production.map(resource =>
      resource.type === 'aws:rds/cluster:Cluster' ? { ...resource, inputs: { ...resource.inputs, ...changed } } : resource,
    );
    expect(keyFaults([...wrong].sort((a, b) => (tag(a, 'store') === 'sessions' ? -1 : tag(b, 'store') === 'sessions' ? 1 : 0)))).toContain(fault);
  });

  it('are refused where one may leave its region, or is for other classes of data', () => {
    const change = (inputs: Readonly<Record<string, PlanValue>>) =>
      keyFaults(
        production.map(resource =>
          resource.name === 'nilecare-khartoum-records' && resource.type.endsWith(':Key')
            ? { ...resource, inputs: { ...resource.inputs, ...inputs } }
            : resource,
        ),
      );
    expect(change({ multiRegion: true })).toContain('nilecare-khartoum-records leaves its region');
    expect(change({ tags: { 'data-classes': 'operational' } })).toContain('Cluster nilecare-khartoum-records holds what nilecare-khartoum-records is not for');
  });
});
