import { check } from '@clinfra/checks';
import { type Adjustable, Inventory, PATCHED_RESOURCES, type PatchedResource, patchedResources } from '@clinfra/core';
import { type PlannedResource, planOf } from '@clinfra/plan';
import { references } from '../reference';

const TODAY = { today: '2026-11-23' };

/** What stays open on purpose, of all that resources which can be patched are made with: none of it opens or loses anything. */
const OPEN = new Set([
  ...['tags', 'comment', 'description', 'applyImmediately', 'autoMinorVersionUpgrade', 'allowMajorVersionUpgrade', 'monitoringInterval', 'enhancedMonitoring'],
  ...[
    'performanceInsightsEnabled',
    'enablePerformanceInsights',
    'performanceInsightsRetentionPeriod',
    'databaseInsightsMode',
    'networkType',
    'maxAllocatedStorage',
    'openMonitoring',
  ],
  ...[
    'dataTieringEnabled',
    'updateDefaultVersion',
    'upgradePolicy',
    'zonalShiftConfig',
    'resolveConflictsOnCreate',
    'resolveConflictsOnUpdate',
    'updateConfig',
  ],
  ...[
    'nodeRepairConfig',
    'capacityType',
    'maxAggregationInterval',
    'enableHttp2',
    'ipAddressType',
    'deregistrationDelay',
    'connectionTermination',
    'measureLatency',
  ],
  ...['isIpv6Enabled', 'httpVersion', 'defaultRootObject', 'rebalancing', 'enableLocalWriteForwarding', 'engineLifecycleSupport', 'finalSnapshotIdentifier'],
  'autoTuneOptions',
]);

describe('what a patch of AWS resources may name', () => {
  const mark = (owner: Adjustable, type: PatchedResource) => `${owner.path} ${type}`;
  const listed = new Map<string, readonly string[]>();
  const shown = new Set<string>();
  let resources: readonly PlannedResource[] = [];
  let patched: readonly PlannedResource[] = [];

  beforeAll(async () => {
    const platform = reference();
    const inventory = new Inventory(platform);
    const { sites, stores, edges, registries, zones, workloads, secrets } = inventory;
    for (const owner of [...sites, ...stores, ...edges, ...registries, ...zones, ...workloads, ...secrets]) {
      if (owner.kind === 'site' && !inventory.servingSites.includes(owner)) continue;
      for (const [type, names] of patchedResources(owner, inventory)) {
        listed.set(mark(owner, type), names);
        shown.add(type);
        (owner as { patchResource: (patch: object) => unknown }).patchResource({ type, merge: { tags: { adjusted: mark(owner, type) } } });
      }
    }
    ({ resources } = await planOf(platform, TODAY));
    patched = resources.filter(({ inputs }) => tagsOf(inputs).adjusted !== undefined);
    // The whole plan, with a patch on nearly everything in it.
  }, 300_000);

  it('is what its owner becomes', () => {
    const marks = new Set(patched.map(({ inputs }) => tagsOf(inputs).adjusted));
    expect([...listed.keys()].filter(one => !marks.has(one))).toEqual([]);
    expect(patched.filter(({ type, inputs }) => tagsOf(inputs).adjusted !== `${tagsOf(inputs)['clinfra:patched-by']} ${type}`)).toEqual([]);
  });

  it('has the names that it is made with', () => {
    for (const [owner, names] of listed) {
      if (names.length === 0) continue;
      const made = patched.filter(({ inputs }) => tagsOf(inputs).adjusted === owner).map(({ name }) => name);
      expect({ owner, made: made.sort() }).toEqual({ owner, made: [...names].sort() });
    }
  });

  it('is every type of the table, for each construct', () => {
    expect([...shown].sort()).toEqual([...new Set(Object.values(PATCHED_RESOURCES).flat())].sort());
  });

  it('has every role, every secret and every load balancer that is made, but for the role of what belongs to no construct', () => {
    const adjustable = new Set(patched.map(({ urn }) => urn));
    const left = resources.filter(({ type, urn }) => /^aws:(?:iam\/role|secretsmanager\/secret|lb\/\w+):/.test(type) && !adjustable.has(urn));
    expect(left.map(({ type, name }) => `${type} ${name}`).filter(one => !one.startsWith('aws:lb/listenerRule:'))).toEqual([
      'aws:iam/role:Role reference.datadog',
    ]);
  });

  it('leaves no argument unjudged that we set', () => {
    const platform = reference();
    const [site] = new Inventory(platform).servingSites;
    const made = patched.flatMap(({ inputs }) => {
      const laid = tagsOf(inputs)['clinfra:patched-arguments']?.split(' ') ?? [];
      return Object.keys(inputs).filter(argument => !laid.includes(argument));
    });
    const set = [...new Set(made)].filter(argument => !OPEN.has(argument));
    for (const argument of set) site?.patchResource({ type: 'aws:ec2/vpc:Vpc', merge: { [argument]: 'changed' } });
    const judged = check(platform, TODAY).flatMap(({ path }) => /resourcePatches\[\d+\]\.merge\.(\w+)$/.exec(path)?.[1] ?? []);
    expect(set.filter(argument => !judged.includes(argument))).toEqual([]);
  });
});

function reference() {
  const platform = references['reference-aws']?.();
  if (!platform) throw new Error('there is no reference platform on AWS');
  return platform;
}

function tagsOf(inputs: PlannedResource['inputs']): Readonly<Record<string, string>> {
  return (inputs as { readonly tags?: Readonly<Record<string, string>> }).tags ?? {};
}
