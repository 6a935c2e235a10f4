import { type AlarmFigures, alarmFigures, connectionLimit, DATABASE_MACHINES, type RelationalStore } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import { databaseIdentifier } from '../stores/database-identifier';
import { proxyName } from '../stores/relational/proxy-settings';
import { type AlarmFact, combined, forEach, type Measure, type Metric, metric, type Statistic, share } from './alarm-fact';
import { filling, lasting, leftOf } from './figure-facts';

const NAMESPACE = 'AWS/RDS';
const GIB = 1024 ** 3;

/** The most credits that a machine can save: those of a day. */
const CREDITS: Readonly<Record<string, number>> = { 'db.t4g.medium': 576, 'db.t4g.large': 864, 'db.t4g.xlarge': 2304, 'db.t4g.2xlarge': 4608 };

/** What rings of a relational database. */
export function relationalFacts(store: RelationalStore, facts: SiteFacts, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const has = new Set(alarmFigures(store));
  const worst = ofServers(store, facts);
  return [
    ...connectionFacts(store, worst, figures),
    ...(has.has('replicationLag') ? lagFacts(store, worst, figures) : []),
    ...(has.has('storage') ? storageFacts(store, worst, figures) : []),
    ...machineFacts(store, worst, figures),
    ...(has.has('credits') ? creditFacts(store, worst, figures) : []),
    ...(store.proxy ? proxyFacts(proxyName(facts, store), figures) : []),
  ];
}

/** The worst of a figure over the servers: CloudWatch has it for a whole cluster of Aurora; of other clusters it knows the servers alone, whose names RDS makes. */
type Worst = (how: 'MAX' | 'MIN', name: string) => Measure;

function ofServers({ managed, replicas, ...store }: RelationalStore, facts: SiteFacts): Worst {
  const id = databaseIdentifier(facts, store);
  const servers = Array.from({ length: 1 + replicas }, (_, index) => ({ DBInstanceIdentifier: `${id}-instance-${index + 1}` }));
  const dimensions = {
    rds: [{ DBInstanceIdentifier: id }],
    'rds-cluster': servers,
    aurora: [{ DBClusterIdentifier: id }],
  } as const satisfies Record<RelationalStore['managed'], readonly Metric['dimensions'][]>;
  const statistics = { MAX: 'Maximum', MIN: 'Minimum' } as const satisfies Record<string, Statistic>;
  return (how, name) => {
    const [measure] = combined(
      how,
      dimensions[managed].map(one => metric(NAMESPACE, name, statistics[how], one)),
    );
    if (!measure) throw new Error(`${id} has no server`);
    return measure;
  };
}

/** Where the limit follows from neither machine nor parameter, nothing is known to be near. */
function connectionFacts(store: RelationalStore, worst: Worst, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const limit = connectionLimit(store);
  if (limit === undefined) return [];
  const why = `More than ${figures.connections} of the ${limit} connections that a server holds are open, and soon nobody else gets in. Look for a workload that opens more than it was declared to, or take a larger machine.`;
  const threshold = Math.floor((limit * figures.connections.toNumber()) / 100);
  const measure = worst('MAX', 'DatabaseConnections');
  return [{ name: 'connections', severity: 'critical', measure, rings: 'above', threshold, ...lasting(figures), why }];
}

/** Aurora tells milliseconds, a Multi-AZ cluster seconds. */
function lagFacts({ managed }: RelationalStore, worst: Worst, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const aurora = managed === 'aurora';
  const measure = worst('MAX', aurora ? 'AuroraReplicaLag' : 'ReplicaLag');
  const threshold = figures.replicationLag.toSeconds() * (aurora ? 1000 : 1);
  const why = `A replica is more than ${figures.replicationLag} behind: whoever reads there sees the past, and a failover may lose what is missing. Look for a long transaction, or writes that are too many for it.`;
  return [{ name: 'lag', severity: 'high', measure, rings: 'above', threshold, ...lasting(figures), why }];
}

function storageFacts({ storage }: RelationalStore, worst: Worst, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const whole = storage.toAwsGibibytes() * GIB;
  const fact = { name: 'storage', measure: worst('MIN', 'FreeStorageSpace'), rings: 'below', ...lasting(figures) } as const;
  return filling(fact, figures.storage, {
    threshold: used => leftOf(whole, used),
    why: 'A database whose disk is full stops. Free what is not needed, or declare a larger one.',
  });
}

function machineFacts({ instanceClass }: RelationalStore, worst: Worst, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const cpu = {
    name: 'cpu',
    severity: 'high',
    measure: worst('MAX', 'CPUUtilization'),
    rings: 'above',
    threshold: figures.cpu.toNumber(),
    ...lasting(figures),
    why: `A server works at more than ${figures.cpu}. Look for the query that takes it in Performance Insights, or take a larger machine.`,
  } as const;
  const machine = DATABASE_MACHINES.get(instanceClass);
  if (!machine) return [cpu];
  const memory = {
    name: 'memory',
    severity: 'medium',
    measure: worst('MIN', 'FreeableMemory'),
    rings: 'below',
    threshold: leftOf(machine.memoryGib * GIB, figures.memory.toNumber()),
    ...lasting(figures),
    why: `More than ${figures.memory} of a server's memory is taken. Look for sorts and connections that take it, or take a larger machine.`,
  } as const;
  return [cpu, memory];
}

function creditFacts({ instanceClass, managed }: RelationalStore, worst: Worst, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const fact = { severity: 'medium', rings: 'below', ...lasting(figures) } as const;
  const most = CREDITS[instanceClass];
  const left = figures.credits.toNumber();
  const machine =
    most === undefined ? [] : [{ ...fact, name: 'credits', measure: worst('MIN', 'CPUCreditBalance'), threshold: Math.floor((most * left) / 100), why: BUSY }];
  if (managed === 'aurora') return machine;
  const disk = [
    ['disk-credits', 'EBSIOBalance%'],
    ['throughput-credits', 'EBSByteBalance%'],
  ] as const;
  return [...machine, ...disk.map(([name, balance]) => ({ ...fact, name, measure: worst('MIN', balance), threshold: left, why: BUSY_DISK }))];
}

const BUSY = 'The machine has worked beyond its measure for long; AWS charges for what it goes on to take. Take one of a line that has no credits.';
const BUSY_DISK =
  'The machine has read and written beyond its measure for long, and will soon be held to it. Take a larger machine, or look for what reads so much.';

/** What stands before the servers: how much it has lent of what it may, and whether it finds a server that takes writes. */
function proxyFacts(ProxyName: string, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const dimensions = { ProxyName, TargetGroup: 'default', TargetRole: 'READ_WRITE' };
  const lent = metric(NAMESPACE, 'DatabaseConnectionsCurrentlyBorrowed', 'Maximum', dimensions);
  const most = metric(NAMESPACE, 'MaxDatabaseConnectionsAllowed', 'Maximum', dimensions);
  return [
    {
      name: 'proxy-connections',
      severity: 'critical',
      measure: share(lent, most),
      rings: 'above',
      threshold: figures.connections.toNumber(),
      ...lasting(figures),
      why: `More than ${figures.connections} of what the proxy may open is lent at once, and who comes next waits. Look for long transactions, or take a larger machine.`,
    },
    ...forEach(combined('MAX', [metric(NAMESPACE, 'AvailabilityPercentage', 'Maximum', dimensions)]), {
      name: 'proxy-target',
      severity: 'critical',
      rings: 'below',
      threshold: 50,
      ...lasting(figures),
      why: 'The proxy finds no server that takes writes for more than half of the time. Look at the events of the database, and at what the proxy says in its log.',
    }),
  ];
}
