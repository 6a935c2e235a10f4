import type { Platform } from '@clinfra/core';
import { planOf } from '@clinfra/plan';
import { declareStack } from '@clinfra/stack';
import { stacks } from '../programs/environments';
import type { Journal } from './journal';
import type { KubernetesObject } from './kubectl';
import { PulumiStack, succeeded } from './pulumi-stack';
import { type SiteCluster, startClusters } from './site-clusters';
import { Workstation, type WorkstationOptions } from './workstation';

/** Names of all stacks of the repository. */
export const STACKS: readonly string[] = Object.keys(stacks);

/** The day on which the tests run. */
export const TODAY = new Date().toISOString().slice(0, 10);

/** An environment of the repository with everything that it needs: a cluster for each site, a workstation and a stack of its own. */
export class Environment {
  readonly stack: PulumiStack;

  private constructor(
    name: string,
    readonly platform: Platform,
    private started: readonly SiteCluster[],
    readonly workstation: Workstation,
    private readonly kinds: ReadonlySet<string>,
  ) {
    this.stack = new PulumiStack(workstation, name);
  }

  /** Only who interrupts a command needs checkpoints. */
  static async prepare(name: string, journal: Journal, { checkpoints = false }: Pick<WorkstationOptions, 'checkpoints'> = {}): Promise<Environment> {
    const platform = declareStack(stacks, name);
    const kinds = await kindsOf(platform);
    const clusters = await journal.step('control planes', () => startClusters(platform, kinds));
    const environment = new Environment(name, platform, clusters, workstationFor(clusters, checkpoints), kinds);
    succeeded(await journal.step('stack init', () => environment.stack.init()));
    return environment;
  }

  /** The cluster of each site. */
  get clusters(): readonly SiteCluster[] {
    return this.started;
  }

  /** Everything of the kinds that the platform uses. */
  objectsIn({ kubectl }: SiteCluster): Promise<readonly KubernetesObject[]> {
    return kubectl.objects([...this.kinds]);
  }

  /** Ends the clusters and starts others in their place, on which nothing has ever stood; clusters that were given stay. */
  async renewClusters(): Promise<void> {
    for (const cluster of this.clusters) cluster.stop();
    this.started = await startClusters(this.platform, this.kinds);
  }

  stop(): void {
    for (const cluster of this.clusters) cluster.stop();
    this.workstation.remove();
  }
}

function workstationFor(clusters: readonly SiteCluster[], checkpoints: boolean): Workstation {
  const regions = clusters.flatMap(({ site: { hosting }, kubeconfig }) => (hosting.kind === 'aws' ? [[hosting.region, kubeconfig] as const] : []));
  const kubeconfigs = clusters.flatMap(({ site: { hosting }, kubeconfig }) => (hosting.kind === 'cluster' ? [kubeconfig] : []));
  return new Workstation({ regions: Object.fromEntries(regions), kubeconfigs, checkpoints });
}

/** The Kubernetes kinds that a platform uses, `apps/v1 Deployment`. */
async function kindsOf(platform: Platform): Promise<ReadonlySet<string>> {
  const { resources } = await planOf(platform, { today: TODAY });
  return new Set(resources.flatMap(({ type }) => kindOf(type) ?? []));
}

/** The kind behind a type token, `kubernetes:core/v1:Namespace`; undefined for what is none of Kubernetes'. */
export function kindOf(type: string): string | undefined {
  const [, group, kind] = /^kubernetes:([^:]+):(.+)$/.exec(type) ?? [];
  return group === undefined ? undefined : `${group.replace(/^core\//, '')} ${kind}`;
}
