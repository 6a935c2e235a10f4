import { type ApiNeed, type ApiServer, type ApiVerb, type Inventory, parseRange, type Workload } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isWhole } from '../whole';

const VERBS = Object.keys({ get: true, list: true, watch: true, create: true, update: true, patch: true, delete: true } satisfies Record<ApiVerb, true>);
const RESOURCE = /^[a-z]+(\/[a-z]+)?(\.[a-z0-9.-]+[a-z0-9])?$/;
/** What stands in the path of a URL. */
const OBJECT = /^(?!\.{1,2}$)[^\s/%]{1,253}$/;
/** A name narrows neither what does not exist yet nor a list. */
const NOT_NARROWED = ['list', 'watch', 'create'];

/** What gives away more than it seems, and what to do instead. */
const REFUSED: Readonly<Record<string, string>> = {
  secrets: 'take what is needed of a Secret by uses',
  'serviceaccounts/token': 'let each workload use its own identity',
  'pods/exec': 'leave it to people, whom the cluster knows by name',
  'pods/attach': 'leave it to people, whom the cluster knows by name',
  'pods/ephemeralcontainers': 'leave it to people, whom the cluster knows by name',
};

export const apiAccess = rule(
  'api-access',
  'what a workload may do in the Kubernetes API is named, does not give away secrets or rights, and can be reached',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      for (const [index, need] of workload.api.entries()) yield* needed(`${workload.path}.api[${index}]`, need);
      if (workload.api.length > 0) yield* reached(workload, inventory);
    }
    for (const { path, hosting } of inventory.sites) {
      if (hosting?.kind === 'cluster' && hosting.apiServer) yield* server(`${path}.hosting.apiServer`, hosting.apiServer);
    }
  },
);

function* needed(path: string, { verbs, resources, names }: ApiNeed): Generator<Fault> {
  const asked: readonly unknown[] = verbs ?? [];
  const kinds: readonly unknown[] = resources ?? [];
  if (asked.length === 0) yield error(`${path}.verbs`, 'name at least one', 'none', "write it as ['get', 'list']");
  if (kinds.length === 0) yield error(`${path}.resources`, 'name at least one', 'none', "write it as ['pods']");
  for (const [index, verb] of asked.entries()) {
    if (!VERBS.includes(String(verb))) yield error(`${path}.verbs[${index}]`, `be one of ${VERBS.join(', ')}`, show(verb), 'name what is done');
  }
  for (const [index, resource] of kinds.entries()) yield* resourceAt(`${path}.resources[${index}]`, resource);
  for (const [index, name] of (names ?? []).entries()) {
    if (!isText(name, OBJECT)) yield error(`${path}.names[${index}]`, 'be the name of an object', show(name), 'write it as kubectl shows it');
  }
  const wide = names === undefined ? undefined : asked.find(verb => NOT_NARROWED.includes(String(verb)));
  if (wide !== undefined) {
    const must = `be left out for ${NOT_NARROWED.join(', ')}, which no name narrows`;
    yield error(`${path}.names`, must, `names with ${show(wide)}`, 'make it a need of its own');
  }
}

function* resourceAt(path: string, resource: unknown): Generator<Fault> {
  if (!isText(resource, RESOURCE)) yield error(path, 'be a kind as kubectl spells it, never all', show(resource), 'write it as pods or deployments.apps');
  else if (Object.hasOwn(REFUSED, resource)) yield error(path, 'not give away secrets, rights or shells', show(resource), String(REFUSED[resource]));
  else if (resource.endsWith('.rbac.authorization.k8s.io')) {
    yield error(path, 'not give away secrets, rights or shells', show(resource), 'declare the needs of each workload');
  }
}

function* reached(workload: Workload, inventory: Inventory): Generator<Fault> {
  for (const { path, hosting } of sitesOf(inventory, workload)) {
    if (hosting?.kind !== 'cluster' || hosting.apiServer) continue;
    yield error(`${workload.path}.api`, `be reached at ${path}`, 'no address of its API', 'set hosting.apiServer there');
  }
}

function* server(path: string, { addresses, port = 6443 }: ApiServer): Generator<Fault> {
  if (addresses.length === 0) yield error(`${path}.addresses`, 'name at least one', 'none', 'write them as 10.20.0.10/32');
  for (const [index, range] of addresses.entries()) {
    if (typeof range === 'string' && parseRange(range)) continue;
    yield error(`${path}.addresses[${index}]`, 'be a range of addresses', show(range), 'write it as 10.20.0.10/32');
  }
  if (!isWhole(port) || port < 1 || port > 65_535) yield error(`${path}.port`, 'be a whole number from 1 to 65535', show(port), 'write the port');
}
