import {
  ADD_ON_VERSIONS,
  ADD_ONS,
  type AddOnName,
  addOnChoice,
  addOnPlace,
  addOnsUsed,
  addOnVersion,
  type Inventory,
  installedAddOns,
  KUBERNETES_VERSIONS,
  type Site,
} from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { count, show } from '../show';
import { addOnValues } from './add-on-values';

export const addOns = rule(
  'add-ons',
  'what a cluster needs beside the platform is there, in versions that go with it, once, and told what the platform relies on',
  function* ({ inventory }) {
    for (const site of inventory.sites) {
      const { addOns: said, path } = site;
      if (said === undefined || said === 'preinstalled') yield* installed(inventory, site);
      else if (typeof said !== 'object' || said === null || Array.isArray(said)) {
        yield error(`${path}.addOns`, "be 'preinstalled' or say it of each", show(said), "write it as { keda: 'preinstalled' }");
      } else {
        const faults = [...choices(site, said)];
        yield* faults.length > 0 ? faults : installed(inventory, site);
      }
    }
  },
);

function* choices({ path, hosting }: Site, said: object): Generator<Fault> {
  for (const [name, choice] of Object.entries(said) as readonly (readonly [string, unknown])[]) {
    const place = `${path}.addOns.${name}`;
    if (!isAddOn(name)) {
      yield error(place, `be one of ${ADD_ONS.join(', ')}`, show(name), 'name one of them, or install it yourself');
      continue;
    }
    const values = typeof choice === 'object' && choice !== null ? Reflect.get(choice, 'values') : undefined;
    if (values !== undefined) yield* addOnValues(`${place}.values`, name, values);
    else if (choice !== undefined && choice !== 'installed' && choice !== 'preinstalled' && choice !== 'absent') {
      yield error(place, "be 'installed', 'preinstalled', 'absent' or { values }", show(choice), 'use one of them');
    }
    const { only } = addOnVersion(name);
    if (only && hosting && only !== hosting.kind && (choice === 'installed' || values !== undefined)) {
      yield error(
        place,
        `be installed ${only === 'aws' ? 'on AWS' : 'on a cluster that exists'}, for which it is made`,
        `a site on ${hosting.kind}`,
        'leave it out',
      );
    }
  }
}

function* installed(inventory: Inventory, site: Site): Generator<Fault> {
  const names = installedAddOns(inventory, site).map(({ name }) => name);
  const here = new Set(names);
  for (const [name, by] of addOnsUsed(inventory, site)) {
    if (addOnChoice(site, name) !== 'absent') continue;
    yield error(`${site.path}.addOns.${name}`, `be there, because ${by} uses it`, "'absent'", "leave it out, or say that it is 'preinstalled'");
  }
  yield* missing(site, names);
  if (here.has('cluster-autoscaler') && here.has('karpenter')) {
    const must = 'be one of cluster-autoscaler and karpenter: each would undo what the other does';
    yield error(`${site.path}.addOns`, must, 'both', 'leave it to autoscaling of the hosting');
  }
  yield* versions(site, names);
  yield* places(inventory, site, names);
  yield* answers(site, here);
  if (here.has('nginx-ingress')) yield* controllers(inventory, site);
}

/** What an add-on requires that nothing uses by itself. */
function* missing(site: Site, names: readonly AddOnName[]): Generator<Fault> {
  for (const name of names) {
    for (const required of addOnVersion(name).requires ?? []) {
      if (addOnChoice(site, required as AddOnName) !== 'absent') continue;
      const asked = addOnChoice(site, name);
      if (asked !== 'installed' && typeof asked !== 'object') continue;
      yield error(`${site.path}.addOns.${required}`, `be there, because ${name} requires it`, "'absent'", "leave it out, or say that it is 'preinstalled'");
    }
  }
}

function* versions({ path, hosting }: Site, names: readonly AddOnName[]): Generator<Fault> {
  const version: unknown = hosting?.kubernetesVersion;
  // Of a version that EKS does not run another rule says so.
  if (typeof version !== 'string' || (hosting?.kind === 'aws' && !Object.hasOwn(KUBERNETES_VERSIONS, version))) return;
  for (const name of names) {
    const { tested, version: pinned } = addOnVersion(name);
    if (!tested || (minor(version) >= minor(tested[0]) && minor(version) <= minor(tested[1]))) continue;
    const must = `be from ${tested[0]} to ${tested[1]}, with which ${name} ${pinned} is known to be tested`;
    yield warning(`${path}.hosting.kubernetesVersion`, must, show(version), `try it first where no patient is, or say that ${name} is 'preinstalled'`);
  }
}

/** A domain has quotas, a standard and a default denial that no chart knows. */
function* places(inventory: Inventory, site: Site, names: readonly AddOnName[]): Generator<Fault> {
  const domains = new Set(inventory.domains.filter(domain => inventory.sitesOf(domain).includes(site)).map(({ name }) => name));
  const seen = new Set<string>();
  for (const name of names) {
    const { namespace, by, level } = addOnPlace(name, inventory, site);
    // Namespaces that every cluster has are refused as names of domains.
    if (level === undefined || !domains.has(namespace) || seen.has(namespace)) continue;
    seen.add(namespace);
    const place = `${site.path}.${by ?? `addOns.${name}`}`;
    yield error(place, `leave ${name} a namespace of its own`, `${show(namespace)}, which is a domain`, 'give one of the two another name');
  }
}

/** What is installed answers where its operator has it answer. */
function* answers({ path, prometheus }: Site, here: ReadonlySet<AddOnName>): Generator<Fault> {
  if (!here.has('kube-prometheus-stack') || prometheus?.url === undefined) return;
  const remedy = "leave it out, or say that kube-prometheus-stack is 'preinstalled'";
  yield error(`${path}.prometheus.url`, 'be left to the Prometheus that is installed', show(prometheus.url), remedy);
}

/** One controller serves a site: it has one class, one namespace and one account. */
function* controllers(inventory: Inventory, site: Site): Generator<Fault> {
  const wanted = new Set<string>();
  for (const edge of inventory.edges) {
    if (edge.entrance?.kind === 'nginx' && inventory.sitesOf(edge).includes(site)) wanted.add(JSON.stringify(edge.entrance));
  }
  if (wanted.size < 2) return;
  const remedy = "let the edges agree, or say that nginx-ingress is 'preinstalled'";
  yield error(`${site.path}.addOns.nginx-ingress`, 'be one controller with one class, namespace and account', count(wanted.size, 'entrance'), remedy);
}

function isAddOn(name: string): name is AddOnName {
  return Object.hasOwn(ADD_ON_VERSIONS, name);
}

/** `1.35` as a number that can be compared. */
function minor(version: string): number {
  const [major, rest] = version.split('.').map(Number);
  return (major ?? 0) * 1000 + (rest ?? 0);
}
