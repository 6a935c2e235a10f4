import { type DataClass, type Domain, Inventory, type Platform } from '@clinfra/core';
import { type Manifest, renderCluster, renderSite } from '@clinfra/kubernetes';
import { stacks } from '../../stacks/platforms';
import { references } from '../reference';

const EVERYWHERE = ['name', 'instance', 'component', 'part-of', 'managed-by'].map(name => `app.kubernetes.io/${name}`);
const LABEL = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const KINDS = ['clinical-service', 'worker', 'scheduled-task', 'release-task'];

type Labels = Readonly<Record<string, string>>;

const labelsOf = ({ metadata }: Manifest): Labels => metadata.labels ?? {};
const addresses = ({ name }: { readonly name: string }) => ({ host: `${name}.example`, readerHost: `${name}-ro.example` });

/** The classes of data that an object says it has to do with. */
function said(labels: Labels): readonly string[] {
  return Object.keys(labels).flatMap(key => (key.startsWith('clinfra.io/data-') ? [key.slice('clinfra.io/data-'.length)] : []));
}

/** What is wrong with the labels that every object has; nothing, as it should be. */
function lacking(manifest: Manifest, site: string): readonly string[] {
  const labels = labelsOf(manifest);
  return [
    ...EVERYWHERE.filter(key => !labels[key]),
    ...(labels['clinfra.io/site'] === site ? [] : ['clinfra.io/site']),
    ...Object.entries(labels).flatMap(([key, value]) => (LABEL.test(value) ? [] : [`${key}: ${value}`])),
  ].map(wrong => `${manifest.kind}/${manifest.metadata.name} ${wrong}`);
}

/** The claims that the pods of a domain's objects mount, by the name of the workload. */
function mounted(manifests: readonly Manifest[]): readonly { readonly workload: string; readonly claim: string }[] {
  return manifests.flatMap(manifest => {
    const claims = [...JSON.stringify(manifest).matchAll(/"claimName":"([^"]+)"/g)].flatMap(([, claim]) => claim ?? []);
    return claims.map(claim => ({ workload: labelsOf(manifest)['app.kubernetes.io/name'] ?? '', claim }));
  });
}

/** The classes that a domain's objects must name, read from the declaration by another way than the renderer's. */
function expected(inventory: Inventory, domain: Domain, manifest: Manifest, manifests: readonly Manifest[]): readonly string[] {
  const { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': component = '' } = labelsOf(manifest);
  const claims = inventory.claimsOf(domain);
  const ends = [
    ...inventory.relations.filter(({ from }) => from.domain === domain).map(({ from, to }) => ({ from: from.name, holds: 'holds' in to ? to.holds : [] })),
    ...mounted(manifests).map(({ workload, claim }) => ({ from: workload, holds: claims.find(({ name }) => name === claim)?.holds ?? [] })),
  ];
  const held = (from: (name: string) => boolean) => ends.filter(end => from(end.from)).flatMap(({ holds }) => holds);
  if (manifest.kind === 'PersistentVolumeClaim') return [...new Set(claims.find(claim => claim.name === name)?.holds)].sort();
  const exposed = inventory.edges.filter(edge => edge.name === name).flatMap(edge => edge.routes.map(({ service }) => service));
  const classes: readonly DataClass[] = KINDS.includes(component)
    ? held(from => from === name)
    : component === 'connection'
      ? (inventory.stores.find(store => store.name === name)?.holds ?? [])
      : component === 'edge'
        ? inventory.relations.filter(({ from }) => exposed.some(service => service === from)).flatMap(({ to }) => ('holds' in to ? to.holds : []))
        : held(() => true);
  return [...new Set(classes)].sort();
}

function rendered(platform: Platform) {
  const inventory = new Inventory(platform);
  const sites = inventory.servingSites.map(site => ({ site, cluster: renderCluster(inventory, site), domains: [...renderSite(inventory, site, addresses)] }));
  return { inventory, sites };
}

describe.each(Object.entries({ ...stacks, ...references }))('every object of %s', (_name, declare) => {
  const { inventory, sites } = rendered(declare());

  it('says what it is, to what it belongs and where it stands, in values that a label may have', () => {
    for (const { site, cluster, domains } of sites) {
      const all = [...cluster, ...domains.flatMap(({ manifests }) => manifests)];
      expect(all.length).toBeGreaterThan(20);
      expect(all.flatMap(manifest => lacking(manifest, site.name))).toEqual([]);
    }
  });

  it('[X2] says which classes of data it has to do with: a workload those at the ends of its edges, a domain those of all', () => {
    for (const { domain, manifests } of sites.flatMap(site => site.domains)) {
      const wrong = manifests.filter(manifest => [...said(labelsOf(manifest))].sort().join() !== expected(inventory, domain, manifest, manifests).join());
      expect(wrong.map(({ kind, metadata }) => `${kind}/${metadata.name}: ${said(metadata.labels ?? {})}`)).toEqual([]);
    }
  });

  it('says how critical it is where it is of a workload, and so do its pods', () => {
    for (const { domain, manifests } of sites.flatMap(site => site.domains)) {
      const criticality = new Map(inventory.workloadsOf(domain).map(workload => [workload.name, workload.criticality]));
      const ofWorkloads = manifests.filter(manifest => KINDS.includes(labelsOf(manifest)['app.kubernetes.io/component'] ?? ''));
      for (const manifest of ofWorkloads) {
        const { 'app.kubernetes.io/name': name = '', 'clinfra.io/criticality': got } = labelsOf(manifest);
        expect({ name, got }).toEqual({ name, got: criticality.get(name) });
      }
    }
  });
});

describe('the test of labels', () => {
  it('notices what is missing and what is too long', () => {
    const labels = { 'app.kubernetes.io/name': 'a'.repeat(64), 'clinfra.io/site': 'cork' };
    expect(lacking({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'it', labels } }, 'dublin')).toEqual([
      'Service/it app.kubernetes.io/instance',
      'Service/it app.kubernetes.io/component',
      'Service/it app.kubernetes.io/part-of',
      'Service/it app.kubernetes.io/managed-by',
      'Service/it clinfra.io/site',
      `Service/it app.kubernetes.io/name: ${'a'.repeat(64)}`,
    ]);
  });
});
