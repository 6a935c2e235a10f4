import {
  type AwsHosting,
  gib,
  INSTANCE_TYPES,
  type Inventory,
  instanceSize,
  type NodeGroup,
  PURPOSES,
  type Purpose,
  type Site,
  Size,
  type Stage,
  tib,
} from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isWhole } from '../whole';

/** An image of Amazon Linux 2023 and a few of a platform; and the largest volume of the kind. */
const LEAST_DISK = gib(20);
const MOST_DISK = tib(16);
const NAME = /^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/;
const LABEL_KEY = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const RESERVED_LABEL = /^([a-z0-9-]+\.)*(kubernetes\.io|k8s\.io|clinfra\.io)\//;

export const nodeGroups = rule(
  'node-groups',
  'the nodes of a site can be made, everything that runs there finds nodes of the kind it asks for, and none are kept for nobody',
  function* ({ inventory }) {
    for (const site of inventory.sites) {
      const { hosting } = site;
      if (hosting?.kind !== 'aws') continue;
      for (const [index, group] of hosting.nodes.entries()) yield* oneGroup(groupPath(site, hosting, index), group, site.zones.length);
      yield* together(site, hosting, inventory.platform.stage);
      yield* asked(inventory, site, hosting);
    }
    yield* placements(inventory);
  },
);

/** Where a group stands in the declaration: the only one is no list there. */
export function groupPath({ path }: Site, { nodes }: AwsHosting, index: number): string {
  return `${path}.hosting.nodes${nodes.length > 1 ? `[${index}]` : ''}`;
}

function* oneGroup(path: string, group: NodeGroup, zones: number): Generator<Fault> {
  yield* bounds(path, group, zones);
  if (!PURPOSES.includes(group.purpose)) yield error(`${path}.purpose`, `be one of ${PURPOSES.join(', ')}`, show(group.purpose), 'choose one of them');
  else if (!isText(group.name, NAME)) {
    yield error(`${path}.name`, 'be lowercase letters, digits and hyphens, at most 20', show(group.name), "write it as 'memory'");
  }
  if (!instanceSize(group.instanceType) && PURPOSES.includes(group.purpose)) {
    const must = `be one of the ${Object.keys(INSTANCE_TYPES).length} instance types that are known here`;
    yield error(`${path}.instanceType`, must, show(group.instanceType), 'choose one from INSTANCE_TYPES, such as m6i.xlarge');
  }
  yield* settings(path, group);
  for (const [key, value] of Object.entries(group.labels ?? {})) {
    if (!LABEL_KEY.test(key) || RESERVED_LABEL.test(key)) {
      yield error(`${path}.labels`, 'have keys of your own, as Kubernetes writes labels', show(key), "write it as 'example.com/rack'");
    } else if (!isText(value, LABEL_VALUE))
      yield error(`${path}.labels.${key}`, 'be a value as Kubernetes writes labels', show(value), 'write at most 63 letters, digits, dots and hyphens');
  }
}

function* settings(path: string, group: NodeGroup): Generator<Fault> {
  const disk: unknown = group.disk;
  // An amount with a problem of its own is reported by the rule about those.
  if (!(disk instanceof Size) || (!disk.problem && !(inBounds(disk) && disk.amount % gib(1).amount === 0n))) {
    yield error(`${path}.disk`, `be whole gibibytes from ${LEAST_DISK} to ${MOST_DISK}`, show(disk), 'write it as gib(100)');
  }
  for (const property of ['dedicated', 'perZone'] as const) {
    if (typeof group[property] !== 'boolean') yield error(`${path}.${property}`, 'be true or false', show(group[property]), 'leave it out');
  }
}

function inBounds(disk: Size): boolean {
  return !LEAST_DISK.exceeds(disk) && !disk.exceeds(MOST_DISK);
}

function* bounds(path: string, { min, max, dedicated, perZone }: NodeGroup, zones: number): Generator<Fault> {
  const least = dedicated === true ? 0 : 1;
  if (!isWhole(min) || min < least) yield error(`${path}.min`, `be a whole number of at least ${least}`, show(min), 'keep one node');
  if (!isWhole(max) || max < 1) yield error(`${path}.max`, 'be a whole number of at least 1', show(max), 'allow one node');
  else if (isWhole(min) && max < min) yield error(`${path}.max`, `be at least min (${min})`, show(max), 'raise max or lower min');
  else if (perZone === true && isWhole(min) && zones > 0 && (min % zones !== 0 || max % zones !== 0)) {
    const must = `be multiples of the zones (${zones}), because each has its own part`;
    yield error(`${path}`, must, `min ${min} and max ${max}`, 'choose multiples, or set perZone to false');
  }
}

function* together(site: Site, hosting: AwsHosting, stage: Stage): Generator<Fault> {
  const { nodes } = hosting;
  const open = nodes.filter(({ dedicated }) => dedicated !== true);
  for (const [index, { name }] of nodes.entries()) {
    if (nodes.findIndex(other => other.name === name) < index) {
      yield error(`${groupPath(site, hosting, index)}.name`, 'be that of one group', show(name), 'name one of the two');
    }
  }
  if (open.length === 0) {
    yield error(`${site.path}.hosting.nodes`, 'have a group for what the cluster itself needs', 'dedicated groups only', 'add one that is not dedicated');
    return;
  }
  const sum = open.reduce((total, { min }) => total + (isWhole(min) && min > 0 ? min : Number.NaN), 0);
  const zones = site.zones.length;
  if (stage !== 'production' || !(sum < zones)) return;
  const must = `be at least the number of zones (${zones}) in production`;
  yield error(`${site.path}.hosting.nodes${nodes.length > 1 ? '' : '.min'}`, must, `${sum}`, 'raise it, or no node stands in some zone');
}

/** Nodes that only those who ask for them may use, and that nobody asks for. */
function* asked(inventory: Inventory, site: Site, hosting: AwsHosting): Generator<Fault> {
  const wanted = new Set(inventory.workloads.filter(workload => sitesOf(inventory, workload).includes(site)).map(({ placement }) => placement));
  // On a site that waits nothing runs yet.
  if (wanted.size === 0) return;
  for (const [index, { dedicated, purpose }] of hosting.nodes.entries()) {
    if (dedicated !== true || !PURPOSES.includes(purpose) || wanted.has(purpose)) continue;
    const must = 'be asked for by a workload, because its taint keeps all others away';
    yield error(
      groupPath(site, hosting, index),
      must,
      `placement ${show(purpose)} nowhere at ${site.path}`,
      'place a workload there, or set dedicated to false',
    );
  }
}

function* placements(inventory: Inventory): Generator<Fault> {
  for (const workload of inventory.workloads) {
    const placement: unknown = workload.placement;
    if (placement === undefined) continue;
    const path = `${workload.path}.placement`;
    if (!PURPOSES.includes(placement as Purpose)) {
      yield error(path, `be one of ${PURPOSES.join(', ')}`, show(placement), 'choose one of them');
      continue;
    }
    for (const { path: where, hosting } of sitesOf(inventory, workload)) {
      if (hosting?.kind !== 'aws' || hosting.nodes.some(({ purpose }) => purpose === placement)) continue;
      yield error(path, `have nodes of that purpose at ${where}`, show(placement), 'declare a group of them, or leave it out');
    }
  }
}
