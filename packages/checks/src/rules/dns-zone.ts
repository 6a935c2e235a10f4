import { ClinicalService, type DnsZone, type Inventory, type Jurisdiction, type ServiceAddress } from '@clinfra/core';
import { isHostName } from '../dns';
import { error, type Fault } from '../finding';
import { groupBy } from '../grouping';
import { byPath } from '../order';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';

/** Where Route 53 writes what was asked, with the addresses of those who asked. */
const LOGGED_IN: Jurisdiction = 'US';

export const dnsZone = rule('dns-zone', 'a zone of DNS is one that Route 53 can have, and what it logs may stand where it logs', function* ({ inventory }) {
  for (const zone of inventory.zones) {
    yield* naming(zone);
    yield* made(zone);
    yield* logged(zone, inventory);
    yield* signed(zone, inventory);
  }
  yield* once(inventory);
});

function* naming({ path, domain, visibility, existing, authorities }: DnsZone): Generator<Fault> {
  if (!isHostName(domain) || domain !== domain.toLowerCase())
    yield error(`${path}.domain`, 'be a domain in lowercase', show(domain), 'write it as nilecare.sd');
  if (existing !== undefined && !isText(existing, /^Z[A-Z0-9]{1,31}$/)) {
    yield error(`${path}.existing`, 'be the id of a zone of Route 53', show(existing), 'write it as Z0123456789ABCDEFGHIJ');
  }
  for (const authority of authorities) {
    if (!isHostName(authority)) yield error(`${path}.authorities`, 'name authorities by their domains', show(authority), 'write it as amazon.com');
  }
  if (visibility === 'private' && authorities.length > 0) {
    yield error(`${path}.authorities`, 'be left out of a private zone, which no authority can ask', show(authorities), 'leave it out');
  }
}

/** What holds for a zone that is made here and answers everybody. */
function* made({ path, visibility, existing, dnssec, queryLogs }: DnsZone): Generator<Fault> {
  const why = visibility === 'private' ? 'is made anew at each site' : 'exists already';
  if (visibility === 'private' && existing !== undefined) {
    yield error(`${path}.existing`, 'be left out of a private zone', `${show(existing)} for one that ${why}`, 'leave it out');
  }
  if (visibility === 'public' && existing === undefined) return;
  for (const [property, value] of Object.entries({ dnssec, queryLogs })) {
    if (value) yield error(`${path}.${property}`, 'be left to a public zone that is made here', `true for one that ${why}`, 'leave it out');
  }
}

function* logged({ path, queryLogs }: DnsZone, { platform }: Inventory): Generator<Fault> {
  const { residency, data } = platform;
  const allowed = residency?.pii;
  if (!queryLogs || data === 'synthetic' || !allowed || allowed.includes(LOGGED_IN)) return;
  const got = `${path} -> log of questions in us-east-1 -> ${LOGGED_IN}`;
  yield error(`${path}.queryLogs`, `keep pii in ${allowed.join(', ')}`, got, 'leave it out');
}

/** The names of ACM among authorities, any of which is enough. */
const OF_ACM = ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com'];

/** Load balancers and CDNs show certificates of ACM, and `up` would wait for one that the zone forbids. */
function* signed(zone: DnsZone, { edges, workloads }: Inventory): Generator<Fault> {
  const { path, visibility, authorities } = zone;
  if (visibility === 'private' || authorities.length === 0 || authorities.some(authority => OF_ACM.includes(authority))) return;
  const shown = edges.filter(({ aws }) => aws?.zone === zone && aws.balancer?.kind === 'application');
  const named = workloads.filter(workload => workload instanceof ClinicalService && addressOf(workload)?.zone === zone);
  const [first] = byPath([...shown, ...named]);
  if (first) yield error(`${path}.authorities`, `let ACM sign for ${show(first)}`, show(authorities), 'add amazon.com');
}

function addressOf({ exposure }: ClinicalService): ServiceAddress | undefined {
  return typeof exposure === 'object' && exposure?.kind === 'load-balancer' ? exposure.address : undefined;
}

function* once({ zones }: Inventory): Generator<Fault> {
  for (const [domain, same] of groupBy(zones, zone => `${zone.visibility} ${zone.domain}`)) {
    const [first, ...others] = byPath(same);
    for (const { path } of others) yield error(`${path}.domain`, 'have one zone of its visibility', `${domain}, as ${show(first)} has`, 'use the one zone');
  }
}
