import {
  CACHED_CONTENT,
  type Cache,
  CDN_PLACES,
  type Cdn,
  ClinicalService,
  classesIn,
  DATA_CLASSES,
  type DataClass,
  type Edge,
  type Inventory,
  type Jurisdiction,
} from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

/** Where the firewall of a CDN logs, with the addresses of callers. */
const LOGGED_IN: Jurisdiction = 'US';
const SHOWN = 3;

export const edgeCache = rule(
  'edge-cache',
  'what a CDN keeps or logs may stand in every country in which it does; everything else it passes through and keeps nowhere',
  function* ({ inventory }) {
    const { platform } = inventory;
    const handled = new Handled(inventory);
    for (const edge of inventory.edges) {
      const { cdn } = edge.aws ?? {};
      if (!cdn) continue;
      for (const [index, cache] of cdn.caches.entries()) yield* classes(`${edge.path}.aws.cdn.caches[${index}].holds`, cache);
      if (platform.data === 'synthetic' && platform.stage !== 'production') continue;
      for (const [index, cache] of cdn.caches.entries()) yield* kept(`${edge.path}.aws.cdn.caches[${index}]`, cache, cdn, edge, handled);
      yield* logged(edge, inventory);
    }
  },
);

/** Contents that are about a patient by their very kind. */
const OF_PATIENTS: readonly unknown[] = ['fhir', 'patient-images'] satisfies Cache['content'][];

function* classes(path: string, { holds, content }: Cache): Generator<Fault> {
  const listed: readonly string[] = holds ?? [];
  const known = Object.keys(DATA_CLASSES).join(', ');
  if (listed.length === 0) yield error(path, `name at least one class of data (${known})`, show(holds), 'say what is in it');
  for (const name of listed) {
    if (!Object.hasOwn(DATA_CLASSES, name)) yield error(path, `name classes of data (${known})`, show(name), 'correct the class');
  }
  if (OF_PATIENTS.includes(content) && !listed.includes('phi')) yield error(path, `name phi, for ${content} is about patients`, show(holds), 'add phi');
}

function* kept(path: string, cache: Cache, cdn: Cdn, edge: Edge, handled: Handled): Generator<Fault> {
  if (cache.ttl === 'no-store') return;
  const places = Object.hasOwn(CDN_PLACES, cdn.priceClass) ? CDN_PLACES[cdn.priceClass] : CDN_PLACES.all;
  for (const { dataClass, from } of handled.by(cache, edge)) {
    const allowed = handled.countries(dataClass);
    const abroad = allowed && places.filter(place => !allowed.includes(place));
    if (!abroad || abroad.length === 0) continue;
    const got = `${from} -> ${edge.path} ${cache.path} -> copies for ${cache.ttl} in ${listed(abroad)}`;
    yield error(`${path}.ttl`, `keep ${dataClass} in ${allowed.join(', ')}`, got, "write 'no-store'");
  }
}

/** The first few of many. */
function listed(countries: readonly Jurisdiction[]): string {
  const [first, more] = [countries.slice(0, SHOWN).join(', '), countries.length - SHOWN];
  return more > 0 ? `${first} and ${more} ${more === 1 ? 'country' : 'countries'} more` : first;
}

function* logged({ path, aws }: Edge, { platform }: Inventory): Generator<Fault> {
  const allowed = platform.residency?.pii;
  if (!aws?.firewall?.logs || !allowed || allowed.includes(LOGGED_IN)) return;
  const got = `addresses of callers -> log of the firewall in us-east-1 -> ${LOGGED_IN}`;
  yield error(`${path}.aws.firewall.logs`, `keep pii in ${allowed.join(', ')}`, got, 'turn it off, or leave the CDN out: load balancers log where they stand');
}

/** A class of data with what brings it. */
interface Brought {
  readonly dataClass: DataClass;
  readonly from: string;
}

/** What services handle, with all that they call; each is asked once. */
class Handled {
  readonly #known = new Map<ClinicalService, readonly DataClass[]>();

  constructor(private readonly inventory: Inventory) {}

  countries(dataClass: DataClass): readonly Jurisdiction[] | undefined {
    const { residency } = this.inventory.platform;
    return Object.hasOwn(residency ?? {}, dataClass) ? residency[dataClass] : undefined;
  }

  /** What is said to be in it; of answers also what the services handle that may give them. */
  by({ holds, content, bucket, path }: Cache, edge: Edge): readonly Brought[] {
    const found = new Map<DataClass, string>();
    const add = (list: readonly DataClass[], from: string) => {
      for (const dataClass of list ?? []) if (!found.has(dataClass)) found.set(dataClass, from);
    };
    add(holds, 'holds');
    if (bucket?.holds) add(bucket.holds, bucket.path);
    if (Object.hasOwn(CACHED_CONTENT, content) && CACHED_CONTENT[content].answers) {
      for (const service of servicesBehind(path, edge)) add(this.#handledBy(service), service.path);
    }
    return [...found].map(([dataClass, from]) => ({ dataClass, from }));
  }

  #handledBy(service: ClinicalService): readonly DataClass[] {
    const known = this.#known.get(service);
    if (known) return known;
    const reached = new Set([service]);
    for (const one of reached) {
      for (const { kind, to } of one.relations) if (kind === 'calls' && to instanceof ClinicalService) reached.add(to);
    }
    const all = classesIn([...reached].map(({ handles }) => handles));
    this.#known.set(service, all);
    return all;
  }
}

/** The services that may answer under a pattern: those whose path it lies below, and those whose paths lie below it. */
function servicesBehind(pattern: unknown, { routes }: Edge): readonly ClinicalService[] {
  const fixed = String(pattern).split('*')[0] ?? '';
  const below = (path: string, prefix: string) => path.startsWith(prefix.replace(/\/+$/, ''));
  const services = routes.filter(({ path }) => fixed === '' || below(fixed, String(path)) || below(String(path), fixed)).map(({ service }) => service);
  return [...new Set(services)].filter(service => service instanceof ClinicalService);
}
