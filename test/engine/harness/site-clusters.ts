import { Inventory, type Platform, type Site } from '@clinfra/core';
import { ControlPlane } from './control-plane';
import { defineKinds } from './custom-resources';
import { temporaryFolder } from './janitor';
import { Kubectl } from './kubectl';

/** The cluster of a site: one that we have started, or one that was given. */
export interface SiteCluster {
  readonly site: Site;
  readonly kubeconfig: string;
  readonly kubectl: Kubectl;
  /** Whether it outlives the test, which then has to leave it as it was. */
  readonly isGiven: boolean;
  stop(): void;
}

/** Kubeconfigs of throw-away clusters by site, as CLINFRA_ENGINE_KUBECONFIGS gives them. */
export function givenKubeconfigs(): Readonly<Record<string, string>> | undefined {
  const given = process.env.CLINFRA_ENGINE_KUBECONFIGS;
  return given ? JSON.parse(given) : undefined;
}

/** A cluster for each site on which the platform runs, never one for two of them, with the definitions of the kinds that it uses. */
export async function startClusters(platform: Platform, kinds: ReadonlySet<string>): Promise<readonly SiteCluster[]> {
  const started: SiteCluster[] = [];
  try {
    for (const site of new Inventory(platform).servingSites) {
      const cluster = await startCluster(site);
      started.push(cluster);
      await defineKinds(cluster.kubectl, kinds);
    }
    return started;
  } catch (error) {
    for (const cluster of started) cluster.stop();
    throw error;
  }
}

async function startCluster(site: Site): Promise<SiteCluster> {
  const given = givenKubeconfigs();
  if (given) {
    const kubeconfig = given[site.name];
    if (!kubeconfig) throw new Error(`CLINFRA_ENGINE_KUBECONFIGS names no cluster for the site ${site.name}`);
    return { site, kubeconfig, kubectl: new Kubectl({ kubeconfig, cache: temporaryFolder('kubectl') }), isGiven: true, stop: () => undefined };
  }
  const { hosting, zones } = site;
  const own = hosting.kind === 'aws' ? { context: site.name, nodes: hosting.nodes } : { context: hosting.context };
  const controlPlane = await ControlPlane.start({ ...own, zones });
  const { kubeconfig, kubectl } = controlPlane;
  return { site, kubeconfig, kubectl, isGiven: false, stop: () => controlPlane.stop() };
}
