import { ClinicalService, Cpu, type Inventory, isWithin, parseRange, type Site, Size } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';

const REVISION = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NATIVE_SIDECARS = 29;

export const mesh = rule(
  'mesh',
  'a site with a mesh can give every pod a sidecar, and what is asked of a mesh stands where there is one',
  function* ({ inventory }) {
    for (const site of inventory.sites) if (site.mesh) yield* meshOf(site, inventory);
    for (const workload of inventory.workloads) {
      if (workload instanceof ClinicalService && workload.declaredTraffic) yield* needsMesh(`${workload.path}.traffic`, sitesOf(inventory, workload));
    }
    yield* figuresBehindSidecars(inventory);
  },
);

function* meshOf(site: Site, inventory: Inventory): Generator<Fault> {
  const place = `${site.path}.mesh`;
  const { revision, proxy, join } = site.mesh ?? {};
  if (revision !== undefined && !isText(revision, REVISION))
    yield error(`${place}.revision`, 'be the name of a revision of Istio', show(revision), 'write it as 1-29');
  yield* proxyFigures(`${place}.proxy`, proxy);
  for (const domain of inventory.domains) {
    if (!sitesOf(inventory, domain).includes(site)) continue;
    for (const name of ['cpu', 'memory'] as const) {
      const [limit, most]: readonly unknown[] = [proxy?.limits?.[name], domain.limits?.max?.[name]];
      if (!isFigure(limit) || !isFigure(most) || limit.amount <= most.amount) continue;
      yield error(`${place}.proxy.limits.${name}`, `stay within ${domain.path}.limits.max.${name} (${most})`, show(limit), 'ask for less, or raise limits.max');
    }
  }
  if (join) yield* joined(site);
  if (join && !inventory.sites.some(other => other !== site && other.mesh?.join))
    yield error(`${place}.join`, 'join another site that joins as well', 'none', 'set join on the other sites too, or leave it out');
  // EKS no longer runs so old a version; a cluster that exists may.
  if (site.hosting?.kind === 'cluster' && minorOf(site.hosting.kubernetesVersion) < NATIVE_SIDECARS) {
    const version = show(site.hosting.kubernetesVersion);
    yield error(
      `${site.path}.hosting.kubernetesVersion`,
      `be at least 1.${NATIVE_SIDECARS} for the sidecars of a mesh`,
      version,
      'raise it, or leave mesh out',
    );
  }
}

/** What is no version of Kubernetes is reported by the rule `site`. */
function minorOf(version: unknown): number {
  return isText(version, /^1\.\d+$/) ? Number(version.slice(2)) : Number.POSITIVE_INFINITY;
}

type Proxy = NonNullable<Site['mesh']>['proxy'];

function* proxyFigures(path: string, proxy: Proxy | undefined): Generator<Fault> {
  for (const part of ['requests', 'limits'] as const) {
    const [cpu, memory]: readonly unknown[] = [proxy?.[part]?.cpu, proxy?.[part]?.memory];
    if (!(cpu instanceof Cpu) || isNothing(cpu))
      yield error(`${path}.${part}.cpu`, 'be processor time, more than zero', show(cpu), 'write it as millicores(100)');
    if (!(memory instanceof Size) || isNothing(memory))
      yield error(`${path}.${part}.memory`, 'be an amount of memory, more than zero', show(memory), 'write it as mib(128)');
  }
  for (const name of ['cpu', 'memory'] as const) {
    const [request, limit]: readonly unknown[] = [proxy?.requests?.[name], proxy?.limits?.[name]];
    if (!isFigure(request) || !isFigure(limit) || request.amount <= limit.amount) continue;
    yield error(`${path}.requests.${name}`, `be at most its limit (${limit})`, show(request), 'lower the request or raise the limit');
  }
}

/** What could not be read is reported by the rule `quantity`. */
function isNothing(value: Cpu | Size): boolean {
  return value.isZero && !value.problem;
}

function isFigure(value: unknown): value is Cpu | Size {
  return (value instanceof Cpu || value instanceof Size) && !value.isZero;
}

/** On AWS a gateway is made where none is declared, and the way of the other sites ends in the network of the site. */
function* joined({ path, hosting, loadBalancers, mesh }: Site): Generator<Fault> {
  const place = `${path}.mesh.join`;
  const { gateway, region }: { readonly gateway?: unknown; readonly region?: unknown } = mesh?.join ?? {};
  const aws = hosting?.kind === 'aws' ? hosting : undefined;
  if (gateway === undefined && aws) {
    const remedy = 'set loadBalancers on the site, or write where a gateway of your own answers';
    if (!loadBalancers) yield error(place, 'stand where a load balancer can be made for its gateway', 'nothing there that makes one', remedy);
  } else if (!Array.isArray(gateway) || gateway.length === 0)
    yield error(`${place}.gateway`, 'name at least one address range', show(gateway), 'write where the east-west gateway answers');
  for (const [index, cidr] of (Array.isArray(gateway) ? gateway : []).entries()) {
    const range = typeof cidr === 'string' ? parseRange(cidr) : undefined;
    const around = aws && parseRange(aws.cidr);
    if (!range) yield error(`${place}.gateway[${index}]`, 'be an address range', show(cidr), 'write it as 10.20.0.0/20, with no bits set behind the prefix');
    else if (around && !isWithin(range, around))
      yield error(`${place}.gateway[${index}]`, `lie within the network of the site (${aws?.cidr})`, show(cidr), 'write where the gateway answers in it');
  }
  if (region !== undefined && !isText(region, /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/))
    yield error(`${place}.region`, 'be the value of a label of nodes', show(region), 'write it as khartoum');
}

function* needsMesh(path: string, sites: readonly Site[]): Generator<Fault> {
  for (const site of sites) {
    if (!site.mesh) yield error(path, `stand where there is a mesh, as on ${site.path}`, 'none there', 'set mesh on the site, or leave it out');
  }
}

/** Prometheus has no identity in the mesh; a port that callers use takes nobody without one. */
function* figuresBehindSidecars(inventory: Inventory): Generator<Fault> {
  for (const workload of scaledOf(inventory)) {
    if (!workload.metrics || workload.metrics.port !== undefined) continue;
    const site = sitesOf(inventory, workload).find(one => one.mesh);
    if (!site) continue;
    yield error(
      `${workload.path}.metrics.port`,
      `be a port of its own where there is a mesh, as on ${site.path}`,
      'nothing',
      'write the port on which the figures alone are found; callers use the other one by their identity',
    );
  }
}
