import type { AlarmFigures, RabbitMq } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import { rabbitMqName } from '../stores/rabbitmq/rabbitmq-settings';
import { type AlarmFact, metric, plain, type Statistic, share } from './alarm-fact';
import { filling, lasting } from './figure-facts';

/** How many times the free disk at which a broker stops taking messages must be free. */
const ROOM = 2;

/** What rings of a broker of RabbitMQ, of the worst of its nodes. */
export function rabbitMqFacts(store: RabbitMq, facts: SiteFacts, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const figure = (name: string, statistic: Statistic) => metric('AWS/AmazonMQ', name, statistic, { Broker: rabbitMqName(facts, store) });
  const held = lasting(figures);
  const memory = {
    name: 'memory',
    measure: share(figure('RabbitMQMemUsed', 'Maximum'), figure('RabbitMQMemLimit', 'Minimum')),
    rings: 'above',
    ...held,
  } as const;
  return [
    {
      name: 'backlog',
      severity: 'critical',
      measure: plain(figure('MessageCount', 'Maximum')),
      rings: 'above',
      threshold: figures.backlog,
      ...held,
      why: `More than ${figures.backlog} messages wait. Look for a consumer that is gone or too slow.`,
    },
    {
      name: 'disk',
      severity: 'critical',
      measure: {
        kind: 'reckoned',
        expression: 'free / limit',
        metrics: { free: figure('RabbitMQDiskFree', 'Minimum'), limit: figure('RabbitMQDiskFreeLimit', 'Maximum') },
      },
      rings: 'below',
      threshold: ROOM,
      ...held,
      why: 'A broker has hardly more disk than that at which it takes no message any more. Look for queues that nobody consumes, or take a larger machine.',
    },
    ...filling(memory, figures.memory, {
      threshold: used => used,
      why: 'A broker whose memory is full takes no message any more. Look for queues that nobody consumes, or take a larger machine.',
    }),
    {
      name: 'cpu',
      severity: 'high',
      measure: plain(figure('SystemCpuUtilization', 'Maximum')),
      rings: 'above',
      threshold: figures.cpu.toNumber(),
      ...held,
      why: `A broker works at more than ${figures.cpu}. Look for too many connections and channels, or take a larger machine.`,
    },
  ];
}
