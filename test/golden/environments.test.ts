import path from 'node:path';
import { Inventory, isNamed, type Platform, type Site, type Store } from '@clinfra/core';
import { folder } from '@clinfra/kubernetes';
import { type PlannedResource, planOf } from '@clinfra/plan';
import { addOnFiles } from '@clinfra/stack/add-ons';
import { stringify } from 'yaml';
import { stacks } from '../../stacks/platforms';
import { faultsOfPlan } from '../cloud/plan-faults';
import { references } from '../reference';
import { type Files, golden } from './golden-folder';

const TODAY = { today: '2026-11-23' };

/** Addresses as people would read them in a review; what they really are is known after apply. */
const addresses = (store: Store, site: Site) => ({
  host: `<writer of ${site.name}/${store.name}>`,
  readerHost: `<reader of ${site.name}/${store.name}>`,
  administration: {
    server: `<server of ${site.name}/${store.name}>`,
    ...(store.kind !== 'kafka' && { secret: `<secret of ${site.name}/${store.name}>`, secrets: `<Secrets Manager at ${site.name}>` }),
  },
  ...(isNamed(store) && { resource: `<name of ${site.name}/${store.name}>` }),
  ...(store.kind === 'opensearch' && {
    snapshots: { bucket: `<snapshots of ${site.name}/${store.name}>`, role: `<role for snapshots of ${site.name}/${store.name}>` },
  }),
  ...(store.kind === 'rabbitmq' && { tokens: `<signer for ${site.name}/${store.name}>` }),
});

/** An environment as files for review: the manifests of each namespace, and the cloud's resources by the component that owns them. */
function rendered(stack: string, platform: Platform, resources: readonly PlannedResource[]): Files {
  const files = new Map<string, string>();
  const inventory = new Inventory(platform);
  for (const file of addOnFiles(inventory, ({ name }) => `<name of ${name}/cluster.backup>`)) files.set(file.path, file.text);
  for (const file of folder(inventory, { addresses, layout: 'namespace' })) files.set(file.path, file.text);
  for (const [name, text] of cloud(resources)) files.set(name, text);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [name, `# Written by \`npm run golden\` from ${stack}.\n${text}`]));
}

function cloud(resources: readonly PlannedResource[]): readonly (readonly [string, string])[] {
  const owners = new Map(resources.map(({ urn, type, name }) => [urn, `${type.slice(type.lastIndexOf(':') + 1)}-${name}`]));
  const byOwner = new Map<string, PlannedResource[]>();
  for (const resource of resources.filter(({ type }) => type.startsWith('aws:'))) {
    const owner = owners.get(resource.parent ?? '') ?? 'none';
    const siblings = byOwner.get(owner);
    if (siblings) siblings.push(resource);
    else byOwner.set(owner, [resource]);
  }
  const entry = ({ type, name, region, protect, inputs }: PlannedResource) => [`${type} ${name}`, { region, protect, inputs }] as const;
  return [...byOwner].map(([owner, own]) => [`aws/${owner}.yaml`, stringify(Object.fromEntries(own.map(entry)), { lineWidth: 0 })]);
}

describe.each(Object.entries({ ...stacks, ...references }))('%s', (stack, declare) => {
  const platform = declare();
  let resources: readonly PlannedResource[];
  beforeAll(async () => {
    resources = (await planOf(platform, TODAY)).resources;
  });

  it('is what was reviewed', () => {
    const files = rendered(stack, platform, resources);
    const kept = golden(path.join(__dirname, stack), files);
    expect([...kept.keys()]).toEqual([...files.keys()]);
    for (const [name, text] of files) expect({ [name]: kept.get(name) }).toEqual({ [name]: text });
  });

  // What this must refuse stands in test/cloud/every-resource.test.ts.
  it('[X4] has no resource on AWS that is public, unencrypted, without a key of the platform, out of its region or component, or unprotected with data', () => {
    expect(faultsOfPlan(platform, resources)).toEqual([]);
  });
});
