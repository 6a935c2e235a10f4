import { type AlarmFigures, alarmFigures, type Kafka } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import { kafkaName } from '../stores/kafka/kafka-settings';
import { type AlarmFact, type Measure, metric, plain } from './alarm-fact';
import { filling, lasting } from './figure-facts';

const NAMESPACE = 'AWS/Kafka';
/** The credits of a day of the smallest broker, which alone has some. */
const CREDITS = 576;

/** What rings of a Kafka cluster. Brokers are numbered by MSK and may be added, so that a query finds the worst of them. */
export function kafkaFacts(store: Kafka, facts: SiteFacts, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const name = kafkaName(facts, store);
  const ofBrokers = (how: 'MAX' | 'MIN' | 'SUM', figure: string): Measure => ({
    kind: 'query',
    query: `SELECT ${how}(${figure}) FROM SCHEMA("${NAMESPACE}", "Broker ID", "Cluster Name") WHERE "Cluster Name" = '${name}'`,
  });
  const held = lasting(figures);
  const counted = { rings: 'above', threshold: 0, ...held, silence: 'notBreaching' } as const;
  const disk = { name: 'storage', measure: ofBrokers('MAX', 'KafkaDataLogsDiskUsed'), rings: 'above', ...held } as const;
  return [
    {
      ...counted,
      name: 'offline-partitions',
      severity: 'critical',
      measure: plain(metric(NAMESPACE, 'OfflinePartitionsCount', 'Maximum', { 'Cluster Name': name })),
      why: 'Partitions have no leader: nobody can write to them or read them. Look for a broker that is gone.',
    },
    {
      ...counted,
      name: 'unsafe-partitions',
      severity: 'critical',
      measure: ofBrokers('SUM', 'UnderMinIsrPartitionCount'),
      why: 'Partitions have fewer copies in step than a write needs: whoever wants its messages kept is refused. Look for a broker that is gone or behind.',
    },
    {
      ...counted,
      name: 'behind-partitions',
      severity: 'high',
      measure: ofBrokers('SUM', 'UnderReplicatedPartitions'),
      why: 'Copies of partitions are behind their leaders; one more loss may take messages along. Look for a broker that is gone, patched or overloaded.',
    },
    ...filling(disk, figures.storage, {
      threshold: used => used,
      why: 'A broker whose disk is full stops. Shorten what topics keep, or let the disks grow further.',
    }),
    {
      name: 'cpu',
      severity: 'high',
      measure: ofBrokers('MIN', 'CpuIdle'),
      rings: 'below',
      threshold: 100 - figures.cpu.toNumber(),
      ...held,
      why: `A broker works at more than ${figures.cpu}. Look for partitions that are unequally divided, or add brokers.`,
    },
    {
      name: 'memory',
      severity: 'medium',
      measure: ofBrokers('MAX', 'HeapMemoryAfterGC'),
      rings: 'above',
      threshold: figures.memory.toNumber(),
      ...held,
      why: `More than ${figures.memory} of a broker's memory is taken after it has cleaned up. Look for too many partitions or connections, or take a larger machine.`,
    },
    ...(alarmFigures(store).includes('credits')
      ? [
          {
            name: 'credits',
            severity: 'medium',
            measure: ofBrokers('MIN', 'CPUCreditBalance'),
            rings: 'below',
            threshold: Math.floor((CREDITS * figures.credits.toNumber()) / 100),
            ...held,
            why: 'A broker has worked beyond its measure for long, and will soon be held to it. Take machines from medium on.',
          } as const,
        ]
      : []),
  ];
}
