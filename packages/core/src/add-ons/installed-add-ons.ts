import { clusterBackupOf } from '../backup/cluster-backup';
import type { Inventory } from '../platform/inventory';
import type { Platform } from '../platform/platform';
import { makesEastWestGateway } from '../sites/east-west-gateway';
import type { Site } from '../sites/site';
import { ClinicalService } from '../workloads/clinical-service';
import { keepsOldVersion } from '../workloads/release';
import { needsKeda } from '../workloads/scale';
import { Worker } from '../workloads/worker';
import { type AddOnSettings, addOnChoice } from './add-on';
import { ADD_ONS, type AddOnName, requiredBy } from './add-on-versions';

/** An add-on that is installed at a site. */
export interface InstalledAddOn {
  readonly name: AddOnName;
  /** What the team lays over the values of its chart. */
  readonly values: AddOnSettings['values'] | undefined;
}

/** What uses each add-on of a site, as findings name it: `clinical.hl7.exposure`. What nothing that is declared uses is not there. */
export function addOnsUsed(inventory: Inventory, site: Site): ReadonlyMap<AddOnName, string> {
  const used = new Map<AddOnName, string>();
  const uses = (name: AddOnName, by: string): void => {
    for (const each of [...requiredBy(name), name]) if (!used.has(each)) used.set(each, by);
  };
  usedBySite(inventory.platform, site, uses);
  if (makesEastWestGateway(inventory, site)) uses('east-west-gateway', `${site.path}.mesh.join`);
  for (const edge of inventory.edges) {
    // A rule of its own reports an edge without a domain.
    if (!edge.domain || !inventory.sitesOf(edge).includes(site)) continue;
    uses('cert-manager', `${edge.path}.issuer`);
    if (edge.aws) uses('aws-load-balancer-controller', `${edge.path}.aws`);
    if (edge.entrance?.kind === 'nginx') uses('nginx-ingress', `${edge.path}.entrance`);
    else uses('gateway-api', `${edge.path}.entrance`);
    if (edge.entrance?.kind === 'gateway' && edge.entrance.class === 'istio') uses('istiod', `${edge.path}.entrance`);
  }
  for (const workload of inventory.workloads) {
    if (!inventory.sitesOf(workload).includes(site)) continue;
    if (site.secrets && inventory.secrets.length > 0) uses('external-secrets', `${site.path}.secrets`);
    if (workload instanceof ClinicalService || workload instanceof Worker) usedByWorkload(workload, site, uses);
  }
  return used;
}

type Uses = (name: AddOnName, by: string) => void;

function usedBySite(platform: Platform, site: Site, uses: Uses): void {
  const { path, hosting, mesh, prometheus, tracing } = site;
  if (mesh) uses('istio-cni', `${path}.mesh`);
  if (prometheus) uses('kube-prometheus-stack', `${path}.prometheus`);
  // One that is there already has exporters of its own, and a node has room for one.
  if (prometheus && addOnChoice(site, 'kube-prometheus-stack') !== 'preinstalled') uses('node-exporter', `${path}.prometheus`);
  if (tracing) uses('opentelemetry-collector', `${path}.tracing`);
  if (hosting?.kind !== 'aws') return;
  if (clusterBackupOf(platform)) uses('velero', `${platform.path}.backup.cluster`);
  if (hosting.networkPolicies === 'calico') uses('calico', `${path}.hosting.networkPolicies`);
  if (hosting.autoscaling?.kind === 'karpenter') uses('karpenter', `${path}.hosting.autoscaling`);
  else uses('cluster-autoscaler', `${path}.hosting.autoscaling`);
}

function usedByWorkload(workload: ClinicalService | Worker, site: Site, uses: Uses): void {
  const { path, scale } = workload;
  uses('metrics-server', `${path}.scale`);
  if (site.keda && needsKeda(scale)) uses('keda', `${path}.scale`);
  if (site.metricsAdapter && scale.requests && !needsKeda(scale)) uses('prometheus-adapter', `${path}.scale.requests`);
  if (site.verticalPodAutoscaler) uses('vertical-pod-autoscaler', `${site.path}.verticalPodAutoscaler`);
  if (!(workload instanceof ClinicalService)) return;
  if (keepsOldVersion(workload.release)) uses('argo-rollouts', `${path}.release`);
  if (workload.exposure !== 'cluster' && workload.exposure?.kind === 'load-balancer') {
    uses(site.hosting?.kind === 'aws' ? 'aws-load-balancer-controller' : 'metallb', `${path}.exposure`);
  }
}

/** The add-ons that are installed at a site, in the order in which they can be: those that were asked for, and on AWS those that something uses. */
export function installedAddOns(inventory: Inventory, site: Site): readonly InstalledAddOn[] {
  const used = addOnsUsed(inventory, site);
  const asked = new Set(ADD_ONS.filter(name => isInstalled(addOnChoice(site, name), used.has(name))));
  const whole = new Set([...asked].flatMap(name => [...requiredBy(name), name]));
  return ADD_ONS.filter(name => whole.has(name) && !isElsewhere(addOnChoice(site, name), asked.has(name))).map(name => {
    const choice = addOnChoice(site, name);
    return { name, values: typeof choice === 'object' ? choice?.values : undefined };
  });
}

/** Where a thing is missing of which nothing was said, it comes with what requires it, unless the owner of the cluster has it. */
function isElsewhere(choice: ReturnType<typeof addOnChoice>, asked: boolean): boolean {
  return choice === 'absent' || (choice === 'preinstalled' && !asked);
}

function isInstalled(choice: ReturnType<typeof addOnChoice>, used: boolean): boolean {
  return choice === 'installed' || typeof choice === 'object' || (choice === 'if-used' && used);
}
