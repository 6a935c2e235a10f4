import { type Channel, carrierOf, DATA_CLASSES, type DataClass, type Inventory, type Jurisdiction, type Store, type VolumeClaim } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { isCountry } from '../jurisdiction';
import { rule } from '../rule';
import { show } from '../show';
import { copiesOf } from '../standing';

const CLASSES = Object.keys(DATA_CLASSES).join(', ');

export const residency = rule(
  'residency',
  'every copy of every class of data stands in a country that the platform allows for it, also where a failover would replicate it to',
  function* ({ inventory }) {
    const { platform } = inventory;
    yield* policy(inventory);
    for (const holder of holdersOf(inventory)) yield* classes(holder);
    for (const channel of [...inventory.topics, ...inventory.exchanges, ...inventory.queues]) yield* withinCarrier(channel);
    if (platform.data === 'synthetic' && platform.stage !== 'production') return;
    yield* healthData(inventory);
    for (const holder of holdersOf(inventory)) yield* copies(holder, inventory);
  },
);

/** What keeps data. */
type Holder = Store | Channel | VolumeClaim;

function holdersOf({ stores, topics, exchanges, queues, claims }: Inventory): readonly Holder[] {
  return [...stores, ...topics, ...exchanges, ...queues, ...claims];
}

function countriesFor(inventory: Inventory, dataClass: DataClass): readonly Jurisdiction[] | undefined {
  const { residency: allowed } = inventory.platform;
  return Object.hasOwn(allowed ?? {}, dataClass) ? allowed[dataClass] : undefined;
}

function* policy({ platform }: Inventory): Generator<Fault> {
  const path = `${platform.path}.residency`;
  for (const [dataClass, countries] of Object.entries(platform.residency ?? {})) {
    if (!Object.hasOwn(DATA_CLASSES, dataClass)) yield error(path, `name classes of data (${CLASSES})`, show(dataClass), 'correct the class');
    if (countries.length === 0) yield error(`${path}.${dataClass}`, 'name at least one country', show(countries), 'add the country, or leave the class out');
    for (const country of countries) {
      if (!isCountry(country)) yield error(`${path}.${dataClass}`, 'name countries by their two capital letters', show(country), 'write it as SD');
    }
  }
  if (platform.data === 'synthetic' && platform.stage === 'production') {
    yield error(`${platform.path}.data`, "be 'real' in production", show(platform.data), 'leave it out, because residency binds production');
  }
}

function* classes({ path, holds }: Holder): Generator<Fault> {
  const listed: readonly string[] = holds ?? [];
  if (listed.length === 0) yield error(`${path}.holds`, `name at least one class of data (${CLASSES})`, show(holds), 'say what is in it');
  for (const dataClass of listed) {
    if (!Object.hasOwn(DATA_CLASSES, dataClass)) yield error(`${path}.holds`, `name classes of data (${CLASSES})`, show(dataClass), 'correct the class');
  }
}

function* withinCarrier(channel: Channel): Generator<Fault> {
  const { path, holds } = channel;
  const carrier = carrierOf(channel);
  const noun = carrier.kind === 'kafka' ? 'cluster' : 'broker';
  for (const dataClass of holds ?? []) {
    if (!Object.hasOwn(DATA_CLASSES, dataClass) || carrier.holds?.includes(dataClass)) continue;
    const must = `hold only what its ${noun} holds (${show(carrier.holds)})`;
    yield error(`${path}.holds`, must, show(dataClass), `add it to holds of ${carrier.path}, or use another ${noun}`);
  }
}

/** Health data without a rule of where it may stand would stand anywhere. */
function* healthData(inventory: Inventory): Generator<Fault> {
  if (countriesFor(inventory, 'phi') !== undefined) return;
  const holder = holdersOf(inventory).find(({ holds }) => holds?.includes('phi'));
  if (!holder) return;
  const path = `${inventory.platform.path}.residency.phi`;
  yield error(path, 'say where health data may stand, because stores hold it', 'nothing', "add the countries, as in { phi: ['SD'] }");
}

function* copies(holder: Holder, inventory: Inventory): Generator<Fault> {
  for (const dataClass of new Set(holder.holds)) {
    const countries = countriesFor(inventory, dataClass);
    if (!countries || countries.length === 0) continue;
    for (const { site, how } of copiesOf(inventory, holder)) {
      const { jurisdiction } = site;
      if (!isCountry(jurisdiction) || countries.includes(jurisdiction)) continue;
      const got = `${holder.path} -> ${how === 'stands' ? '' : `${how} at `}${site.path} -> ${jurisdiction}`;
      yield error(`${holder.path}.holds`, `keep ${dataClass} in ${countries.join(', ')}`, got, 'place it on sites there, or attest the site with evidence');
    }
  }
}
