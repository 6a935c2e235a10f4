import { ClinicalService, type Inventory, type LoadBalancer, type NodePort, parseRange } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';

/** The widest range that can be meant by somebody: anything wider is the internet. */
const WIDEST = 8;

export const exposure = rule(
  'exposure',
  'what can be reached from outside the cluster says by whom, stands where that can be made, and opens no port of nodes in production',
  function* ({ inventory }) {
    for (const site of inventory.sites) yield* pool(site);
    for (const workload of inventory.workloads) {
      if (!(workload instanceof ClinicalService) || workload.exposure === 'cluster') continue;
      yield* exposed(workload, workload.exposure, inventory);
    }
  },
);

function* pool({ path, hosting, loadBalancers }: Inventory['sites'][number]): Generator<Fault> {
  const addressPool: unknown = loadBalancers?.addressPool;
  if (addressPool === undefined) return;
  const place = `${path}.loadBalancers.addressPool`;
  if (hosting?.kind === 'aws') yield error(place, 'be left out on AWS, which has no pools', show(addressPool), 'leave it out');
  else if (!isText(addressPool, /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/))
    yield error(place, 'be the name of an address pool', show(addressPool), 'name a pool of MetalLB');
}

function* exposed(service: ClinicalService, way: NodePort | LoadBalancer, inventory: Inventory): Generator<Fault> {
  const path = `${service.path}.exposure`;
  const kind: unknown = way?.kind;
  if (kind !== 'node-port' && kind !== 'load-balancer') {
    yield error(path, "be 'cluster', nodePort(...) or loadBalancer(...)", show(kind ?? way), 'use one of them');
    return;
  }
  if (kind === 'node-port' && inventory.platform.stage === 'production') {
    yield error(path, 'open no port of nodes in production', kind, 'use loadBalancer(...), or an Edge for HTTP');
  }
  for (const site of kind === 'load-balancer' ? sitesOf(inventory, service) : []) {
    if (!site.loadBalancers)
      yield error(path, `stand where load balancers can be made, as on ${site.path}`, 'none there', 'set loadBalancers on the site, or leave it out');
  }
  yield* ranges(`${path}.from`, way.from);
}

function* ranges(path: string, from: readonly unknown[] = []): Generator<Fault> {
  if (from.length === 0) yield error(path, 'name at least one address range', show(from), 'write who may reach it');
  for (const [index, cidr] of from.entries()) {
    const range = typeof cidr === 'string' ? parseRange(cidr) : undefined;
    if (!range) yield error(`${path}[${index}]`, 'be an address range', show(cidr), 'write it as 10.40.0.0/16, with no bits set behind the prefix');
    else if (range.prefix < WIDEST)
      yield error(`${path}[${index}]`, `be no wider than a /${WIDEST}`, show(cidr), 'name those who may reach it, not the internet');
    else if (from.indexOf(cidr) < index) yield error(`${path}[${index}]`, 'be named once', show(cidr), 'leave it out');
  }
}
