import type { ClinicalService, Locale, Store } from '@clinfra/core';
import type { EnvVar } from 'cdk8s-plus-27/lib/imports/k8s';
import { connectionName } from '../connection-name';
import type { Plain } from '../plain';
import type { StoreUse, Uses } from './uses';

type Variable = Plain<EnvVar>;

/** What names a store's address in a container; the same objects stand in every workload that uses the store. */
interface StoreVariables {
  readonly host: Variable;
  readonly readerHost: Variable;
  readonly port: Variable;
}

const ofStores = new WeakMap<Store, StoreVariables>();
const ofLocales = new WeakMap<Locale, readonly Variable[]>();

/** The environment of a workload's container besides its own variables: the platform's locale, and where its edges lead. */
export function environment(locale: Locale, { services, stores, topics }: Uses): readonly Variable[] {
  const variables = [...localeVariables(locale)];
  for (const service of services) variables.push({ name: `${variableName(service.name)}_URL`, value: urlOf(service) });
  for (const use of stores) addStore(variables, use);
  for (const topic of topics) variables.push({ name: `${variableName(topic.name)}_TOPIC`, value: topic.name });
  return variables;
}

/**
 * Language, place and time of the platform. They stand in each container rather than in a shared ConfigMap, so that changing them starts
 * new pods.
 */
function localeVariables(locale: Locale): readonly Variable[] {
  const known = ofLocales.get(locale);
  if (known) return known;
  const made = [
    { name: 'TZ', value: locale.timeZone },
    { name: 'LANG', value: `${locale.language}.UTF-8` },
    { name: 'COUNTRY', value: locale.country },
  ];
  ofLocales.set(locale, made);
  return made;
}

/** Only writers learn the host that takes writes, and only readers the one that answers reads. */
function addStore(variables: Variable[], { store, reads, writes }: StoreUse): void {
  const { host, readerHost, port } = storeVariables(store);
  if (writes || store.kind === 'kafka') variables.push(host);
  if (reads) variables.push(readerHost);
  // The brokers of a Kafka cluster carry their ports.
  if (store.kind !== 'kafka') variables.push(port);
}

function storeVariables(store: Store): StoreVariables {
  const known = ofStores.get(store);
  if (known) return known;
  const prefix = variableName(store.name);
  const name = connectionName(store);
  const variable = (suffix: string, key: string): Variable => ({ name: `${prefix}_${suffix}`, valueFrom: { configMapKeyRef: { name, key } } });
  const made = {
    host: variable(store.kind === 'kafka' ? 'BROKERS' : 'HOST', 'host'),
    readerHost: variable('READER_HOST', 'readerHost'),
    port: variable('PORT', 'port'),
  };
  ofStores.set(store, made);
  return made;
}

function urlOf({ name, domain, port }: ClinicalService): string {
  return `http://${name}.${domain.name}.svc.cluster.local:${port}`;
}

function variableName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
