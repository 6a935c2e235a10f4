import { Inventory, type Site } from '@clinfra/core';
import { type Manifest, renderCluster, renderSite } from '@clinfra/kubernetes';
import { references } from '../reference';
import { applyStrictly } from './harness/apply-strictly';
import { ControlPlane } from './harness/control-plane';
import { defineKinds } from './harness/custom-resources';
import { describeWithEngines } from './harness/describe-with-engines';

/** Pods count against a quota and are refused by Pod Security, also when they are only tried. */
const TRIED = ['create', '--dry-run=server', '--validate=strict', '-f', '-'];

const addresses = ({ name }: { readonly name: string }) => ({ host: `${name}.example`, readerHost: `${name}-ro.example` });
const kindOf = ({ apiVersion, kind }: Manifest) => `${apiVersion} ${kind}`;

/** Everything of a site, in the order in which it can be applied. */
function objectsOf(inventory: Inventory, site: Site): readonly Manifest[] {
  return [...renderCluster(inventory, site), ...[...renderSite(inventory, site, addresses)].flatMap(({ manifests }) => manifests)];
}

interface PodTemplate {
  readonly metadata?: object;
  readonly spec: object;
}

/** The pod that a workload would make, whatever kind of object describes it. */
function podOf({ kind, metadata, spec }: Manifest): object | undefined {
  const { template, jobTemplate } = (spec ?? {}) as {
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
  };
  const pod = jobTemplate?.spec.template ?? template;
  if (!pod?.spec || !('containers' in pod.spec)) return undefined;
  const { name, namespace } = metadata;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...pod.metadata, name: `${name}-${kind.toLowerCase()}`, namespace }, spec: pod.spec };
}

/** The namespaces that others make: objects of ours may stand there, and nothing else of them is ours. */
function foreignNamespaces(objects: readonly Manifest[]): readonly object[] {
  const ours = new Set(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const named = new Set(objects.flatMap(({ metadata: { namespace } }) => (namespace === undefined || ours.has(namespace) ? [] : [namespace])));
  return [...named].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

for (const [name, declare] of Object.entries(references)) {
  const inventory = new Inventory(declare());
  describe.each(inventory.servingSites.map(site => ({ site, title: `every object of ${name} at ${site.name}` })))('$title', ({ site, title }) => {
    describeWithEngines(title, ['control plane', 'definitions'], () => {
      const objects = objectsOf(inventory, site);
      let controlPlane: ControlPlane;

      beforeAll(async () => {
        const nodes = site.hosting.kind === 'aws' ? { nodes: site.hosting.nodes } : {};
        controlPlane = await ControlPlane.start({ context: name, zones: site.zones, ...nodes });
        await defineKinds(controlPlane.kubectl, new Set(objects.map(kindOf)));
        const foreign = foreignNamespaces(objects);
        if (foreign.length > 0) await applyStrictly(controlPlane.kubectl, foreign);
      });

      afterAll(() => controlPlane?.stop());

      it('[X1] is accepted by the API server, validated strictly and without a warning', async () => {
        expect(objects.length).toBeGreaterThan(30);
        expect(await applyStrictly(controlPlane.kubectl, objects)).toEqual({ accepted: true, said: [] });
      });

      it('[X1] makes pods that the namespace admits', async () => {
        const pods = objects.flatMap(object => podOf(object) ?? []);
        expect(pods.length).toBeGreaterThan(1);
        const list = (items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
        const { code, stderr } = await controlPlane.kubectl.run(TRIED, list(pods));
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        // The judge is judged: the same pods with a host's network are all refused.
        const loose = pods.map(pod => ({ ...pod, spec: { ...(pod as { readonly spec: object }).spec, hostNetwork: true } }));
        const refused = await controlPlane.kubectl.run(TRIED, list(loose));
        expect(refused.stderr.match(/violates PodSecurity "restricted/g)).toHaveLength(pods.length);
      });
    });
  });
}
