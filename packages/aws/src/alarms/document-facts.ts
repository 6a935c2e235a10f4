import { type AlarmFigures, alarmFigures, MONGODB_CLASSES, type MongoDb } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import { databaseIdentifier } from '../stores/database-identifier';
import { type AlarmFact, metric, plain, type Statistic, share } from './alarm-fact';
import { lasting, leftOf } from './figure-facts';

const GIB = 1024 ** 3;
/** The credits of a day of the one machine that has some. */
const CREDITS = 576;

/** What rings of a database of documents, of the worst of its instances. */
export function documentFacts(store: MongoDb, facts: SiteFacts, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const has = new Set(alarmFigures(store));
  const dimensions = { DBClusterIdentifier: databaseIdentifier(facts, store) };
  const figure = (name: string, statistic: Statistic) => metric('AWS/DocDB', name, statistic, dimensions);
  const high = { rings: 'above', ...lasting(figures) } as const;
  const low = { rings: 'below', ...lasting(figures) } as const;
  const memory = MONGODB_CLASSES.get(store.instanceClass);
  const lag: AlarmFact = {
    ...high,
    name: 'lag',
    severity: 'high',
    measure: plain(figure('DBClusterReplicaLagMaximum', 'Maximum')),
    threshold: figures.replicationLag.toSeconds() * 1000,
    why: `An instance is more than ${figures.replicationLag} behind: whoever reads there sees the past. Look for writes that are too many for it.`,
  };
  const connections: AlarmFact = {
    ...high,
    name: 'connections',
    severity: 'critical',
    measure: share(figure('DatabaseConnectionsMax', 'Maximum'), figure('DatabaseConnectionsLimit', 'Maximum')),
    threshold: figures.connections.toNumber(),
    why: `More than ${figures.connections} of the connections that an instance holds are open, and soon nobody else gets in. Look for a workload that opens too many, or take a larger machine.`,
  };
  const cpu: AlarmFact = {
    ...high,
    name: 'cpu',
    severity: 'high',
    measure: plain(figure('CPUUtilization', 'Maximum')),
    threshold: figures.cpu.toNumber(),
    why: `An instance works at more than ${figures.cpu}. Look for operations without an index, or take a larger machine.`,
  };
  const throttled: AlarmFact = {
    ...high,
    name: 'throttled',
    severity: 'critical',
    measure: plain(figure('LowMemNumOperationsThrottled', 'Maximum')),
    threshold: 0,
    silence: 'notBreaching',
    why: 'DocumentDB holds operations back, because it has no memory for them. Take a larger machine.',
  };
  const free: readonly AlarmFact[] =
    memory === undefined
      ? []
      : [
          {
            ...low,
            name: 'memory',
            severity: 'medium',
            measure: plain(figure('FreeableMemory', 'Minimum')),
            threshold: leftOf(memory * GIB, figures.memory.toNumber()),
            why: `More than ${figures.memory} of an instance's memory is taken. Look for large sorts and many cursors, or take a larger machine.`,
          },
        ];
  const credits: AlarmFact = {
    ...low,
    name: 'credits',
    severity: 'medium',
    measure: plain(figure('CPUCreditBalance', 'Minimum')),
    threshold: Math.floor((CREDITS * figures.credits.toNumber()) / 100),
    why: 'The machine has worked beyond its measure for long; AWS charges for what it goes on to take. Take one of a line that has no credits.',
  };
  return [connections, ...(has.has('replicationLag') ? [lag] : []), cpu, ...free, throttled, ...(has.has('credits') ? [credits] : [])];
}
