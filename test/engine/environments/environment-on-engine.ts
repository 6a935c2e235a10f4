import path from 'node:path';
import { Inventory, type Site } from '@clinfra/core';
import { planOf } from '@clinfra/plan';
import { applyStrictly } from '../harness/apply-strictly';
import { describeWithEngines } from '../harness/describe-with-engines';
import { Environment, TODAY } from '../harness/environment';
import { Journal } from '../harness/journal';
import type { KubernetesObject } from '../harness/kubectl';
import { objectDifferences } from '../harness/object-differences';
import { planDifferences } from '../harness/plan-differences';
import { type EngineResource, succeeded } from '../harness/pulumi-stack';
import { synth } from '../harness/synth';
import { whatStandsOn } from '../harness/what-stands-on';
import { giveOneMore } from '../programs/changed-figure';

/** What every cluster has by itself. */
const BUILT_IN = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const EKS = 'aws:eks/cluster:Cluster';

const isProtectedByCloud = ({ outputs }: EngineResource) => outputs?.deletionProtection === true;
const urnsOf = (resources: readonly { readonly urn?: string | undefined }[]) => resources.flatMap(({ urn }) => urn ?? []).sort();

/** What must be true of an environment of the repository, from the first preview until nothing is left. A file for each lets two run side by side. */
export function provesEnvironment(name: string): void {
  describeWithEngines(`the environment ${name} on the engine`, ['pulumi', 'clusters', 'definitions'], () => {
    const journal = new Journal(`${name} on the engine`);
    let environment: Environment;
    let planned: readonly EngineResource[] = [];
    let existing: readonly EngineResource[] = [];
    let connections: unknown;
    const objects = new Map<Site, readonly KubernetesObject[]>();

    beforeAll(async () => {
      environment = await Environment.prepare(name, journal);
    });

    afterAll(() => {
      environment?.stop();
      journal.print();
    });

    it('[T5] is previewed before anything exists', async () => {
      const { events, resources } = await journal.step('preview', () => environment.stack.planned());
      expect(new Set(events.steps.map(({ op }) => op))).toEqual(new Set(['create']));
      expect(environment.workstation.awsResources()).toEqual([]);
      planned = resources;
    });

    it('[T5] is planned offline as the engine previews it: types, names, parents, providers, regions, dependencies and inputs of every resource', async () => {
      const plan = await planOf(environment.platform, { today: TODAY });
      expect(plan.resources.length).toBeGreaterThan(100);
      expect(planDifferences(planned, plan.resources)).toEqual([]);
    });

    it('[T5] comes up with one command, on AWS and in the cluster of each site', async () => {
      succeeded(await journal.step('up', () => environment.stack.up()));
      existing = await environment.stack.resources();
      ({ connections } = await environment.stack.outputs());
      expect(environment.workstation.awsResources()).toHaveLength(existing.filter(({ type }) => type.startsWith('aws:')).length);
      const domains = new Inventory(environment.platform).domains.map(domain => domain.name);
      for (const cluster of environment.clusters) {
        expect(await cluster.kubectl.namespaces()).toEqual([...BUILT_IN, ...domains].sort());
        objects.set(cluster.site, await environment.objectsIn(cluster));
      }
    });

    it('[T5] has nothing to change once it is up', async () => {
      const { events } = succeeded(await journal.step('preview without changes', () => environment.stack.preview({ args: ['--expect-no-changes'] })));
      expect(events.steps).toEqual([]);
    });

    it('[T5] changes one autoscaler on each site when a service may have one pod more', async () => {
      const service = giveOneMore(environment.platform, TODAY);
      const { events } = succeeded(await journal.step('up with one figure changed', () => environment.stack.up({ program: 'one-more' })));
      const expected = environment.clusters.map(({ site }) => `${site.name}/${service.domain.name}/${service.name}`);
      expect(events.steps.map(({ op, type, urn, changed }) => [op, type, urn.split('::').at(-1), ...changed])).toEqual(
        expected.map(urn => ['update', 'kubernetes:autoscaling/v2:HorizontalPodAutoscaler', urn, 'spec.maxReplicas']),
      );
    });

    it('[T5] is not destroyed while resources are protected; what is in the way is named and nothing is touched', async () => {
      const before = environment.workstation.awsResources();
      const { code, events } = await journal.step('destroy, refused', () => environment.stack.destroyAfterPreview());
      expect(code).not.toBe(0);
      const named = urnsOf(events.errors);
      expect(named).not.toEqual([]);
      const isInTheWay = (urn: string) => named.includes(urn) || whatStandsOn(existing, urn).some(above => named.includes(above));
      for (const { urn, protect = false } of existing) {
        expect({ urn, wronglyNamed: named.includes(urn) && !protect, overlooked: protect && !isInTheWay(urn) }).toEqual({
          urn,
          wronglyNamed: false,
          overlooked: false,
        });
      }
      expect(environment.workstation.awsResources()).toEqual(before);
    });

    it('[T5] keeps the stores that the cloud itself protects when the engine is told to go on', async () => {
      succeeded(await journal.step('state unprotect', () => environment.stack.unprotectAll()));
      const stores = urnsOf(existing.filter(resource => isProtectedByCloud(resource) && resource.type !== EKS));
      expect(stores).not.toEqual([]);
      const args = [...stores.flatMap(urn => ['--target', urn]), '--target-dependents'];
      const { code, events } = await journal.step('destroy, refused by the cloud', () => environment.stack.destroy({ args }));
      expect(code).not.toBe(0);
      expect(urnsOf(events.errors.filter(({ message }) => message.includes('[deletion-protection]')))).toEqual(stores);
      expect(environment.workstation.awsResources().map(({ urn }) => urn)).toEqual(expect.arrayContaining([...stores]));
    });

    it('[T5] goes away once an operator has turned protection off, and leaves nothing', async () => {
      succeeded(await journal.step('up without protection', () => environment.stack.up({ program: 'unprotected' })));
      succeeded(await journal.step('destroy', () => environment.stack.destroy()));
      expect(environment.workstation.awsResources()).toEqual([]);
      for (const { kubectl } of environment.clusters) expect(await kubectl.namespaces()).toEqual(BUILT_IN);
      expect(await environment.stack.resources()).toEqual([]);
    });

    it('[T5] is the same objects when its folder goes into fresh clusters with kubectl, validated strictly and without a warning', async () => {
      const folder = await journal.step('synth', () => synth(name, connections, environment.workstation.path('synth')));
      await journal.step('fresh control planes', () => environment.renewClusters());
      for (const cluster of environment.clusters) {
        const site = path.join(folder, cluster.site.name);
        const judgement = await journal.step(`kubectl apply -k ${cluster.site.name}`, () => applyStrictly(cluster.kubectl, { folder: site }));
        expect(judgement).toEqual({ accepted: true, said: [] });
        const made = await environment.objectsIn(cluster);
        expect(made.length).toBeGreaterThan(50);
        expect(objectDifferences(objects.get(cluster.site) ?? [], made)).toEqual([]);
        if (cluster.isGiven) await cluster.kubectl.text(['delete', '-k', site]);
      }
    });
  });
}
