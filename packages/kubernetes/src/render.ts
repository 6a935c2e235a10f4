import {
  type AddOnName,
  ClinicalService,
  type Domain,
  type Inventory,
  installedAddOns,
  ReleaseTask,
  ScheduledTask,
  type Site,
  Worker,
  type Workload,
} from '@clinfra/core';
import { apiRole } from './access/api-role';
import { metricsReader } from './access/metrics-reader';
import { addedObjects } from './added/added-objects';
import type { Addresses } from './addresses';
import { karpenterPools } from './cluster/karpenter';
import { priorityClasses } from './cluster/priority-class';
import { connections } from './connection';
import { limitRange } from './domain/limit-range';
import { namespace } from './domain/namespace';
import { resourceQuota } from './domain/resource-quota';
import { edgeObjects, routeObjects } from './edge/edge-objects';
import type { Manifest } from './manifest';
import { eastWestGateway } from './mesh/east-west';
import { meshRules, meshTraffic, namespaceMesh } from './mesh/mesh';
import { monitors } from './monitoring/monitor';
import { securityRules } from './monitoring/security-rules';
import { sidecarMonitors } from './monitoring/sidecar-monitor';
import { edgePolicies } from './network/gateway-policy';
import { allowDns, defaultDeny } from './network/guards';
import { prometheusPolicies } from './network/prometheus-policy';
import { scalingPolicies } from './network/scaling-policy';
import { workloadPolicy } from './network/workload-policy';
import { analysisTemplates } from './release/analysis-template';
import { rollout } from './release/rollout';
import { adapterRules } from './scaling/adapter-rules';
import { verticalAutoscalers } from './scaling/vertical-autoscaler';
import { externalSecrets } from './secrets/external-secret';
import { SiteView } from './site-view';
import { fileConfigMaps } from './volumes/files';
import { storageClasses } from './volumes/storage-class';
import { volumeClaim } from './volumes/volume-claim';
import { aliases } from './workload/alias';
import { autoscalers } from './workload/autoscaler';
import { cronJob } from './workload/cron-job';
import { deployment } from './workload/deployment';
import { disruptionBudget } from './workload/disruption-budget';
import { exposedServices } from './workload/exposed-service';
import { ReleaseJobs, releaseJob } from './workload/release-job';
import { services } from './workload/service';
import { serviceAccount } from './workload/service-account';
import { type Shared, sharedOf } from './workload/shared';
import { isRolledOut } from './workload/target';
import { storesOf } from './workload/uses';
import { hasVariables, variablesConfigMap } from './workload/variables';

/** A domain of a site with its objects, in the order in which they can be applied. */
export interface RenderedDomain {
  readonly domain: Domain;
  readonly manifests: readonly Manifest[];
}

/** The objects of a site that stand in no namespace; they come before those of every domain. A site on which nothing runs has none. */
export function renderCluster(inventory: Inventory, site: Site): readonly Manifest[] {
  return clusterObjects(new SiteView(inventory, site, () => undefined));
}

export function clusterObjects(view: SiteView): readonly Manifest[] {
  if (view.domains.length === 0) return [];
  return view.patches.over(view.site, [
    ...priorityClasses(view),
    ...storageClasses(view),
    ...karpenterPools(view),
    ...foreignRules(view),
    ...eastWestGateway(view),
  ]);
}

/** The metrics adapter may run in a namespace that is none of the platform's; where it is installed its rules come with it. */
function foreignRules(view: SiteView): readonly Manifest[] {
  const namespace = view.site.metricsAdapter?.namespace;
  if (namespace === undefined || view.domains.some(({ name }) => name === namespace)) return [];
  return installs(view, 'prometheus-adapter') ? [] : adapterRules(view, namespace);
}

function installs({ inventory, site }: SiteView, addOn: AddOnName): boolean {
  return installedAddOns(inventory, site).some(({ name }) => name === addOn);
}

/**
 * The objects of one domain on one site, in the order in which they can be applied: the namespace and what guards it first, so that no pod
 * ever runs without its policies.
 */
export function renderDomain(inventory: Inventory, domain: Domain, site: Site, addresses: Addresses): readonly Manifest[] {
  return namespaceObjects(new SiteView(inventory, site, addresses), domain);
}

/** The domains of a site, one at a time: a domain is rendered when it is asked for, so that memory does not grow with the platform. */
export function* renderSite(inventory: Inventory, site: Site, addresses: Addresses): Iterable<RenderedDomain> {
  const view = new SiteView(inventory, site, addresses);
  for (const domain of view.domains) yield { domain, manifests: namespaceObjects(view, domain) };
}

/** The objects of the workloads, kind by kind. */
interface WorkloadObjects {
  readonly policies: Manifest[];
  readonly configuration: Manifest[];
  readonly accounts: Manifest[];
  readonly jobs: ReleaseJobs;
  readonly workloads: Manifest[];
  readonly services: Manifest[];
  readonly budgets: Manifest[];
  readonly autoscalers: Manifest[];
  readonly routes: Manifest[];
  readonly monitors: Manifest[];
}

export function namespaceObjects(view: SiteView, domain: Domain): readonly Manifest[] {
  const edges = view.edgesOf(domain);
  const objects = noObjects();
  const workloads = view.inventory.workloadsOf(domain);
  const uses = inOrder(workloads).map(workload => renderWorkload(view, workload, objects).uses);
  const own = view.patches.over(domain, [
    namespace(view, domain),
    resourceQuota(view, domain),
    limitRange(view, domain),
    defaultDeny(view, domain),
    allowDns(view, domain),
    ...edges.flatMap(edge => edgePolicies(view, edge)),
    ...prometheusPolicies(view, domain),
    ...namespaceMesh(view, domain, uses),
    ...scalingPolicies(view, domain),
    ...adapterRules(view, domain.name),
    ...objects.policies,
    ...connections(view, domain, storesOf(uses)),
    ...externalSecrets(view, domain, workloads),
    ...objects.configuration,
    ...view.inventory.claimsOf(domain).map(claim => volumeClaim(view, claim)),
    ...objects.accounts,
    ...metricsReader(view, domain),
    ...objects.jobs.manifests,
    ...objects.workloads,
    ...objects.services,
    ...aliases(view, domain, uses),
    ...objects.budgets,
    ...objects.autoscalers,
    ...edges.flatMap(edge => edgeObjects(view, edge)),
    ...objects.routes,
    ...objects.monitors,
    ...sidecarMonitors(view, domain),
    ...securityRules(view, domain),
  ]);
  const added = addedObjects(view, domain);
  return added.length > 0 ? [...own, ...added] : own;
}

function noObjects(): WorkloadObjects {
  const jobs = new ReleaseJobs();
  return { policies: [], configuration: [], accounts: [], jobs, workloads: [], services: [], budgets: [], autoscalers: [], routes: [], monitors: [] };
}

/** What comes before a release is known before those that wait for it, and what comes after it is made of what was released. */
function inOrder(workloads: readonly Workload[]): readonly Workload[] {
  const tasks = workloads.filter(workload => workload instanceof ReleaseTask);
  if (tasks.length === 0) return workloads;
  const others = workloads.filter(workload => !(workload instanceof ReleaseTask));
  return [...tasks.filter(({ after }) => after.length === 0), ...others, ...tasks.filter(({ after }) => after.length > 0)];
}

function renderWorkload(view: SiteView, workload: Workload, objects: WorkloadObjects): Shared {
  const shared = sharedOf(view, workload);
  objects.policies.push(workloadPolicy(view, workload, shared), ...meshRules(view, workload, shared));
  objects.configuration.push(...fileConfigMaps(workload, shared.volumes.files, shared.labels));
  if (hasVariables(workload)) objects.configuration.push(variablesConfigMap(workload, shared.labels));
  objects.accounts.push(serviceAccount(workload, shared.labels));
  objects.accounts.push(...apiRole(workload, shared.labels));
  if (workload instanceof ReleaseTask) renderTask(view, workload, shared, objects);
  if (workload instanceof ScheduledTask) objects.workloads.push(view.patches.on(workload, cronJob(view, workload, shared)));
  if (workload instanceof ClinicalService || workload instanceof Worker) renderRunning(view, workload, shared, objects);
  return shared;
}

function renderTask(view: SiteView, task: ReleaseTask, shared: Shared, { jobs, workloads }: WorkloadObjects): void {
  if (task.after.length === 0) jobs.add(task, releaseJob(view, task, shared));
  else {
    const names = new Set(task.after.map(({ name }) => name));
    const released = workloads.filter(({ kind, metadata }) => kind !== 'CronJob' && kind !== 'Job' && names.has(metadata.name));
    workloads.push(releaseJob(view, task, shared, released));
  }
}

function renderRunning(view: SiteView, workload: ClinicalService | Worker, shared: Shared, objects: WorkloadObjects): void {
  const { labels } = shared;
  const after = objects.jobs.annotationsOf(workload);
  if (isRolledOut(workload)) {
    objects.configuration.push(...analysisTemplates(view, workload, labels));
    objects.workloads.push(view.patches.on(workload, rollout(view, workload, shared, after)));
  } else objects.workloads.push(view.patches.on(workload, deployment(view, workload, shared, after)));
  objects.budgets.push(disruptionBudget(workload, labels));
  objects.autoscalers.push(...autoscalers(view, workload, shared), ...verticalAutoscalers(view, workload, labels));
  objects.monitors.push(...monitors(view, workload, labels));
  if (workload instanceof ClinicalService) {
    objects.services.push(...services(view, workload, labels), ...exposedServices(view, workload, labels));
    objects.routes.push(...routeObjects(view, workload, labels), ...meshTraffic(view, workload, shared));
  }
}
