import { Inventory, ScheduledTask, Worker } from '@clinfra/core';
import { documents, type FolderOptions, folder, type Manifest, renderSite } from '@clinfra/kubernetes';
import { nilecare } from '@clinfra/nilecare';
import { parse, parseAllDocuments } from 'yaml';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { ADDRESSES } from './rendered';

const LAYOUTS = ['object', 'namespace'] as const;

describe('a folder', () => {
  it('has a file for each object, and a kustomization for each namespace and each site', () => {
    const files = filesOf(new Inventory(aPlatform().platform), { addresses: ADDRESSES, layout: 'object' });
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'dublin/kustomization.yaml',
        'dublin/_cluster/kustomization.yaml',
        'dublin/clinical/kustomization.yaml',
        'dublin/clinical/deployment-ehr.yaml',
      ]),
    );
    expect(parse(files.get('dublin/kustomization.yaml') ?? '')).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      sortOptions: { order: 'fifo' },
      resources: ['_cluster', 'clinical', 'databases'],
    });
  });

  it('has a file for each namespace, if that is wanted', () => {
    const inventory = new Inventory(aPlatform().platform);
    const files = filesOf(inventory, { addresses: ADDRESSES, layout: 'namespace' });
    expect([...files.keys()]).toEqual(['dublin/_cluster.yaml', 'dublin/clinical.yaml', 'dublin/databases.yaml', 'dublin/kustomization.yaml']);
    expect(parse(files.get('dublin/kustomization.yaml') ?? '')).toMatchObject({ resources: ['_cluster.yaml', 'clinical.yaml', 'databases.yaml'] });
    const [rendered] = renderSite(inventory, inventory.sites[0] as never, ADDRESSES);
    expect(files.get('dublin/clinical.yaml')).toBe(documents(rendered?.manifests ?? []));
  });

  it('[Y5] names in its kustomizations every file that it has, and no other, guards before what they guard', () => {
    for (const layout of LAYOUTS) {
      const files = filesOf(new Inventory(nilecare('production')), { addresses: ADDRESSES, layout });
      expect(resourcesUnder(files, 'khartoum')).toEqual([...files.keys()].filter(path => !path.endsWith('kustomization.yaml')));
      const kinds = objectsOf(files)
        .filter(({ metadata }) => metadata.namespace === 'clinical' || metadata.name === 'clinical')
        .map(({ kind }) => kind);
      expect(kinds[0]).toBe('Namespace');
      const started = kinds.findIndex(kind => kind === 'Deployment' || kind === 'Rollout');
      expect(started).toBeGreaterThan(0);
      expect(kinds.lastIndexOf('NetworkPolicy')).toBeLessThan(started);
    }
  });

  it('holds the same objects in either layout', () => {
    const [one, other] = LAYOUTS.map(layout => objectsOf(filesOf(new Inventory(nilecare('staging')), { addresses: ADDRESSES, layout })));
    expect(one).toEqual(other);
    expect(one?.length).toBeGreaterThan(50);
  });

  it('is the same bytes when it is written twice', () => {
    for (const layout of LAYOUTS) {
      const write = () => [...filesOf(new Inventory(nilecare('production')), { addresses: ADDRESSES, layout })];
      expect(write()).toEqual(write());
    }
  });

  it('leaves out and reports the connections whose address nobody knows', () => {
    const inventory = new Inventory(aPlatform().platform);
    const written = folder(inventory, { addresses: (store, site) => (store.name === 'records' ? undefined : ADDRESSES(store, site)), layout: 'object' });
    expect(written.omitted.map(({ site, domain, store }) => [site.name, domain.name, store.name])).toEqual([
      ['dublin', 'clinical', 'records'],
      ['dublin', 'databases', 'records'],
    ]);
    const paths = [...written].map(({ path }) => path);
    expect(paths).toContain('dublin/clinical/configmap-store-events.yaml');
    expect(paths).not.toContain('dublin/clinical/configmap-store-records.yaml');
    expect(folder(inventory, { addresses: ADDRESSES, layout: 'object' }).omitted).toEqual([]);
  });

  it('has nothing for a site on which nothing runs', () => {
    const files = filesOf(new Inventory(nilecare('production')), { addresses: ADDRESSES, layout: 'object' });
    expect(new Set([...files.keys()].map(path => path.split('/')[0]))).toEqual(new Set(['khartoum']));
  });

  it('refuses two objects of one name rather than losing one', () => {
    const { platform, clinical } = aPlatform();
    new Worker(clinical, 'store-records', { image: 'i:1', scale: { min: 1, max: 2 }, variables: { A: '1' } });
    expect(() => filesOf(new Inventory(platform), { addresses: ADDRESSES, layout: 'object' })).toThrow(
      'dublin/clinical: two objects are ConfigMap store-records, and one would replace the other',
    );
  });

  it('renders a namespace only when it is asked for', () => {
    const { platform, clinical } = aPlatform();
    const files = folder(new Inventory(platform), { addresses: ADDRESSES, layout: 'object' })[Symbol.iterator]();
    new ScheduledTask(clinical, 'declared-late', { image: 'i:1', schedule: '* * * * *' });
    expect(files.next().value?.path).toBe('dublin/_cluster/priorityclass-ward-life-critical.yaml');
  });
});

function filesOf(inventory: Inventory, options: FolderOptions): ReadonlyMap<string, string> {
  const files = [...folder(inventory, options)];
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** The files to which a kustomization leads, in its order. */
function resourcesUnder(files: ReadonlyMap<string, string>, folderPath: string): readonly string[] {
  const { resources } = parse(files.get(`${folderPath}/kustomization.yaml`) ?? '') as { readonly resources: readonly string[] };
  return resources.flatMap(resource => (resource.endsWith('.yaml') ? [`${folderPath}/${resource}`] : resourcesUnder(files, `${folderPath}/${resource}`)));
}

function objectsOf(files: ReadonlyMap<string, string>): readonly Manifest[] {
  return [...files].filter(([path]) => !path.endsWith('kustomization.yaml')).flatMap(([, text]) => parseAllDocuments(text).map(document => document.toJS()));
}
