import { ClinicalService, type Inventory, previewName, type StoreKind, subsetsOf, versionName } from '@clinfra/core';
import { declarationsOf, type Kind } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { copiesOf } from '../standing';

const LABEL = 63;

/**
 * Where a kind's own name may not fill a label. A CronJob's jobs get eleven more characters, a
 * release's Job gets nine; Kafka and RabbitMQ have limits of their own.
 */
const LONGEST: Partial<Record<Kind, number>> = { 'scheduled-task': 52, 'release-task': 54, topic: 249, exchange: 255, queue: 255 };

/** The longest names of the cloud, and the hyphen and seven digits that are appended so that a replacement can stand beside what it replaces. What is put together for buckets has a rule of its own. */
const CLOUD = {
  postgres: 63,
  mysql: 63,
  mongodb: 63,
  redis: 40,
  kafka: 64,
  rabbitmq: 50,
  bucket: 63,
  'audit-trail': 63,
  opensearch: 63,
} as const satisfies Record<StoreKind, number>;
const SUFFIX = 8;

export const nameLength = rule(
  'name-length',
  'names fit where they are used, also after they were put together with those around them',
  function* ({ inventory }) {
    for (const { kind, path, name } of declarationsOf(inventory)) {
      const longest = LONGEST[kind] ?? LABEL;
      if (name.length > longest) yield error(`${path}.name`, `have at most ${longest} characters`, String(name.length), 'shorten it');
    }
    yield* exposedNames(inventory);
    yield* versionNames(inventory);
    yield* cloudNames(inventory);
  },
);

/** A second Service leads from outside, and is called after both. */
function* exposedNames(inventory: Inventory): Generator<Fault> {
  for (const workload of inventory.workloads) {
    if (!(workload instanceof ClinicalService) || typeof workload.exposure !== 'object') continue;
    const composed = `${workload.name}-${workload.exposure?.kind}`;
    if (composed.length <= LABEL) continue;
    yield error(`${workload.path}.name`, `have at most ${LABEL} characters together with its exposure`, `${composed.length} in ${composed}`, 'shorten it');
  }
}

/** A new version has a Service of its own, before a blue-green release is switched over and where the mesh divides a canary. */
function* versionNames(inventory: Inventory): Generator<Fault> {
  for (const workload of inventory.workloads) {
    if (!(workload instanceof ClinicalService)) continue;
    const composed =
      workload.release?.kind === 'blue-green' ? previewName(workload) : subsetsOf(workload).includes('canary') ? versionName(workload, 'canary') : '';
    const what = workload.release?.kind === 'blue-green' ? 'its preview' : 'the name of its new version';
    if (composed.length <= LABEL) continue;
    yield error(`${workload.path}.name`, `have at most ${LABEL} characters together with ${what}`, `${composed.length} in ${composed}`, 'shorten it');
  }
}

function* cloudNames(inventory: Inventory): Generator<Fault> {
  for (const store of inventory.stores) {
    if (store.existing) continue;
    const longest = CLOUD[store.kind] - SUFFIX;
    for (const { site } of copiesOf(inventory, store)) {
      const composed = `${inventory.platform.name}-${site.name}-${store.name}`;
      if (site.hosting.kind !== 'aws' || composed.length <= longest) continue;
      const must = `have at most ${longest} characters together with platform and site`;
      yield error(`${store.path}.name`, must, `${composed.length} in ${composed}`, 'shorten the name of the store, the site or the platform');
    }
  }
}
