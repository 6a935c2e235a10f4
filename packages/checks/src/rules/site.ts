import {
  type Attestation,
  AWS_REGIONS,
  type AwsHosting,
  type ClusterHosting,
  Duration,
  type Inventory,
  MAX_ZONES,
  type NatGateways,
  type NetworkPolicyEngine,
  type NodeAutoscaling,
  Percent,
  RelationalDeclaration,
  type Site,
} from '@clinfra/core';
import { error, type Fault } from '../finding';
import { isCountry } from '../jurisdiction';
import { byPath } from '../order';
import { rule } from '../rule';
import { count, show } from '../show';
import { sitesOf } from '../standing';
import { isBlank, isText } from '../text';

const GATEWAYS = Object.keys({ none: true, single: true, 'per-zone': true } satisfies Record<NatGateways, true>);
const ENGINES = Object.keys({ 'vpc-cni': true, calico: true } satisfies Record<NetworkPolicyEngine, true>);

export const site = rule(
  'site',
  'every site can exist: its zones are those of its region, its choices are known, and so is its law',
  function* ({ inventory }) {
    const { platform, sites } = inventory;
    if (sites.length === 0) yield error(`${platform.path}.sites`, 'be at least one', 'none', 'declare a Site');
    for (const one of sites) {
      yield* zones(one);
      const hosting: AwsHosting | { readonly kind: unknown } = one.hosting;
      if (one.hosting?.kind === 'aws') yield* aws(one.path, one.hosting);
      else if (one.hosting?.kind === 'cluster') yield* cluster(`${one.path}.hosting`, one.hosting);
      else yield error(`${one.path}.hosting`, 'be aws(...) or cluster(...)', show(hosting?.kind), 'use one of the two');
    }
    yield* sharedClusters(inventory);
    yield* standbyZones(inventory);
  },
);

function* zones({ path, zones: names, hosting }: Site): Generator<Fault> {
  const place = `${path}.zones`;
  if (names.length === 0) yield error(place, 'be at least one', 'none', 'name the zones');
  if (names.length > MAX_ZONES) yield error(place, `be at most ${MAX_ZONES}`, String(names.length), 'leave some out');
  for (const [index, zone] of names.entries()) {
    if (names.indexOf(zone) < index) yield error(`${place}[${index}]`, 'be named once', show(zone), 'name another zone, or leave it out');
    else if (hosting?.kind === 'aws' && Object.hasOwn(AWS_REGIONS, hosting.region) && !isZoneOf(zone, hosting.region)) {
      yield error(`${place}[${index}]`, `be a zone of ${hosting.region}`, show(zone), `write it as ${hosting.region}a`);
    } else if (isBlank(zone)) yield error(`${place}[${index}]`, 'have a name', show(zone), 'write the real name of the zone');
  }
}

function isZoneOf(zone: string, region: string): boolean {
  return typeof zone === 'string' && zone.length === region.length + 1 && zone.startsWith(region) && /[a-z]$/.test(zone);
}

function* aws(path: string, { region, nat, networkPolicies, autoscaling, attestation }: AwsHosting): Generator<Fault> {
  const place = `${path}.hosting`;
  if (!Object.hasOwn(AWS_REGIONS, region)) yield error(`${place}.region`, 'be a region of AWS', show(region), 'write it as eu-west-1');
  const choices = { networkPolicies: ENGINES, ...(nat !== undefined && { nat: GATEWAYS }) };
  for (const [property, allowed] of Object.entries(choices)) {
    const value: unknown = property === 'nat' ? nat : networkPolicies;
    if (!allowed.includes(value as string)) yield error(`${place}.${property}`, `be one of ${allowed.join(', ')}`, show(value), 'choose one of them');
  }
  if (autoscaling?.kind !== 'cluster-autoscaler' && autoscaling?.kind !== 'karpenter') {
    yield error(`${place}.autoscaling`, 'be clusterAutoscaler(...) or karpenter(...)', show(autoscaling), 'use one of the two');
  } else yield* autoscalingFigures(`${place}.autoscaling`, autoscaling);
  if (attestation) yield* attested(`${place}.attestation`, attestation);
}

/** How long is waited and how much is given up at once; amounts with a problem of their own are reported by the rule about those. */
function* autoscalingFigures(path: string, autoscaling: NodeAutoscaling): Generator<Fault> {
  for (const [property, value] of Object.entries(autoscaling) as [string, unknown][]) {
    if (property === 'kind') continue;
    const share = property === 'utilization' || property === 'disruptions';
    if (share && !(value instanceof Percent && (value.problem || (!value.isZero && value.toNumber() <= 100)))) {
      yield error(`${path}.${property}`, 'be a share of more than zero and at most 100%', show(value), 'write it as percent(50)');
    }
    if (!share && !(value instanceof Duration && (value.problem || !value.isZero))) {
      yield error(`${path}.${property}`, 'be a length of time of more than zero', show(value), 'write it as minutes(10)');
    }
  }
}

function* version(path: string, kubernetesVersion: string): Generator<Fault> {
  if (isText(kubernetesVersion, /^1\.[1-9]\d$/)) return;
  yield error(`${path}.kubernetesVersion`, 'be a minor version of Kubernetes', show(kubernetesVersion), "write it as '1.33'");
}

function* attested(path: string, { jurisdiction, evidence, by }: Attestation): Generator<Fault> {
  yield* country(`${path}.jurisdiction`, jurisdiction);
  if (isBlank(evidence)) yield error(`${path}.evidence`, 'say what proves it', show(evidence), 'name the contract, certificate or letter');
  if (isBlank(by)) yield error(`${path}.by`, 'say who attests it', show(by), 'name the person or office');
}

function* cluster(path: string, { context, jurisdiction, kubernetesVersion }: ClusterHosting): Generator<Fault> {
  if (isBlank(context)) yield error(`${path}.context`, 'name a context of the kubeconfig', show(context), 'write the context that reaches the cluster');
  yield* country(`${path}.jurisdiction`, jurisdiction);
  if (kubernetesVersion !== undefined) yield* version(path, kubernetesVersion);
}

function* country(path: string, jurisdiction: string): Generator<Fault> {
  if (!isCountry(jurisdiction)) yield error(path, 'be a country by its two capital letters', show(jurisdiction), 'write it as SD');
}

/** Two sites on one cluster would write the same namespaces. */
function* sharedClusters({ sites }: Inventory): Generator<Fault> {
  const owners = new Map<string, Site>();
  for (const one of byPath(sites)) {
    if (one.hosting?.kind !== 'cluster' || isBlank(one.hosting.context)) continue;
    const { context } = one.hosting;
    const owner = owners.get(context);
    owners.set(context, owner ?? one);
    if (owner)
      yield error(`${one.path}.hosting.context`, 'reach a cluster of its own', `${show(context)}, which is also that of ${owner.path}`, 'name another cluster');
  }
}

/** The servers of a Multi-AZ cluster stand in a zone each. */
const CLUSTER_ZONES = 3;

/** The standby of a database stands in another zone than the database. */
function* standbyZones(inventory: Inventory): Generator<Fault> {
  for (const store of inventory.stores) {
    if (!(store instanceof RelationalDeclaration) || store.highAvailability !== true || store.existing) continue;
    for (const one of sitesOf(inventory, store)) {
      if (one.hosting?.kind !== 'aws') continue;
      if (store.managed === 'rds-cluster' && one.zones.length < CLUSTER_ZONES) {
        const got = `${count(one.zones.length, 'zone')} at ${one.path}`;
        yield error(`${store.path}.managed`, `have ${CLUSTER_ZONES} zones for the servers of a cluster`, got, "add zones, or set managed to 'rds'");
      }
      if (store.managed === 'rds-cluster' || one.zones.length !== 1) continue;
      const got = `${count(one.zones.length, 'zone')} at ${one.path}`;
      yield error(`${store.path}.highAvailability`, 'have a second zone for the standby', got, 'add a zone, or turn it off where care does not depend on it');
    }
  }
}
