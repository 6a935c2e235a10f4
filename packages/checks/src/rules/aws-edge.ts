import { type AwsEdge, BALANCER_TLS, DnsZone, type Edge, HEALTH_CHECK_REGIONS, type Inventory, type Site } from '@clinfra/core';
import { rangeFaults } from '../address-range';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isUrlPath } from '../url-path';

/** The longest name that a certificate of ACM can have first. */
const LONGEST_NAME = 64;

export const awsEdge = rule(
  'aws-edge',
  'what stands before the gateway of an edge is what AWS can make there, and leads to a gateway that can be bound to it',
  function* ({ inventory }) {
    for (const edge of inventory.edges) {
      if (!edge.aws) continue;
      yield* names(edge, edge.aws, inventory);
      yield* bound(edge, edge.aws);
      for (const site of inventory.domains.includes(edge.domain) ? sitesOf(inventory, edge) : []) yield* ground(edge, edge.aws, site);
      yield* watched(`${edge.path}.aws.health`, edge, edge.aws);
      yield* callers(`${edge.path}.aws.balancer`, edge.aws);
    }
  },
);

function* names({ path, host }: Edge, { zone }: AwsEdge, { platform, zones }: Inventory): Generator<Fault> {
  if (String(host).length > LONGEST_NAME) {
    yield error(`${path}.host`, `have at most ${LONGEST_NAME} characters, for a certificate`, String(host.length), 'shorten it');
  }
  const place = `${path}.aws.zone`;
  if (!(zone instanceof DnsZone) || !zones.includes(zone)) {
    yield error(place, `be a zone of platform ${platform.name}`, showOn(platform, zone), 'pass a DnsZone that was declared there');
  } else if (zone.visibility === 'private') {
    yield error(place, 'be a public zone, or no certificate can be had for the host', show(zone), 'use a public zone');
  } else if (!zone.has(host)) {
    const remedy = 'use a host below it, or the zone of the host: elsewhere neither its record nor the proof for its certificate can stand';
    yield error(`${path}.host`, `lie in ${show(zone.domain)}, the domain of ${show(zone)}`, show(host), remedy);
  }
}

/** Only where it is known what the Service of a gateway is called, and that it needs no load balancer of its own. */
function* bound({ path, entrance, challenge }: Edge, { balancer }: AwsEdge): Generator<Fault> {
  const kind: unknown = balancer?.kind;
  if (kind !== 'application' && kind !== 'network') {
    yield error(`${path}.aws.balancer`, 'be applicationBalancer(...) or networkBalancer(...)', show(kind), 'use one of the two');
  }
  const tls: unknown = kind === 'application' && balancer?.kind === 'application' ? balancer.tls : 'tls-1.2';
  if (typeof tls !== 'string' || !Object.hasOwn(BALANCER_TLS, tls)) {
    yield error(`${path}.aws.balancer.tls`, `be one of ${Object.keys(BALANCER_TLS).join(', ')}`, show(tls), 'choose one of them');
  }
  const by = entrance?.kind === 'gateway' ? `class ${show(entrance.class)}` : show(entrance?.kind);
  if (entrance?.kind !== 'gateway' || entrance.class !== 'istio') {
    yield error(`${path}.entrance`, 'be a gateway of class istio behind a load balancer of AWS', by, 'use gateway(), or leave aws out');
  }
  if (kind === 'application' && challenge === 'http') {
    yield error(`${path}.challenge`, "be 'dns' behind an Application Load Balancer, which answers over HTTP itself", show(challenge), 'leave it out');
  }
}

function* ground({ path }: Edge, { balancer }: AwsEdge, { hosting, loadBalancers, zones, path: site }: Site): Generator<Fault> {
  if (hosting?.kind !== 'aws') {
    yield error(`${path}.aws`, 'stand on sites on AWS alone', `${site}, hosted by ${show(hosting?.kind)}`, 'leave aws out, or place the domain on AWS');
    return;
  }
  if (!loadBalancers) {
    yield error(
      `${path}.aws`,
      `stand where gateways can be bound to a load balancer, as on ${site}`,
      'nothing there that does',
      'set loadBalancers on the site',
    );
  }
  if (balancer?.kind === 'application' && zones.length === 1) {
    yield error(`${path}.aws.balancer`, 'have two zones at least', `1 zone of ${site}`, 'use networkBalancer(), or give the site another zone');
  }
}

const LEAST_PLACES = 3;

function* watched(place: string, { routes }: Edge, { health }: AwsEdge): Generator<Fault> {
  if (!health) return;
  if (!isUrlPath(health.path)) yield error(`${place}.path`, 'be a path that begins with /', show(health.path), 'write it as /health');
  else if (!routes.some(({ path }) => isBelow(health.path, path))) {
    yield error(`${place}.path`, 'lead to a service of the edge', show(health.path), 'use a path that the edge exposes');
  }
  const interval = health.interval?.toSeconds?.();
  if (!health.interval?.problem && interval !== 10 && interval !== 30) {
    yield error(`${place}.interval`, 'be 10 or 30 seconds', show(health.interval), 'write it as seconds(30)');
  }
  const known: readonly string[] = HEALTH_CHECK_REGIONS;
  for (const region of health.regions) {
    if (!known.includes(region)) yield error(`${place}.regions`, `be among ${known.join(', ')}`, show(region), 'choose places that Route 53 has');
  }
  if (new Set(health.regions).size < LEAST_PLACES) {
    yield error(`${place}.regions`, `be ${LEAST_PLACES} places at least`, show(health.regions), 'add a place, or leave it out for all');
  }
  if (health.contains !== undefined && !isText(health.contains, /^.{1,255}$/)) {
    yield error(`${place}.contains`, 'have 1 to 255 characters, in one line', show(health.contains), 'shorten it, or leave it out');
  }
}

function isBelow(path: string, prefix: unknown): boolean {
  const trimmed = String(prefix).replace(/\/+$/, '');
  return path === trimmed || path.startsWith(`${trimmed}/`);
}

function* callers(place: string, { balancer }: AwsEdge): Generator<Fault> {
  for (const [index, cidr] of (balancer?.from ?? []).entries()) yield* rangeFaults(`${place}.from[${index}]`, cidr);
}
