import { type AlarmFigures, type OpenSearch, Size } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import { searchDomainName } from '../stores/search/search-settings';
import type { AlarmFact, Measure } from './alarm-fact';
import { filling, lasting, leftOf } from './figure-facts';

const MIB_OF_A_GIB = 1024;

/** What rings of a domain of OpenSearch. Its figures carry the number of the account, which a query need not name. */
export function openSearchFacts(store: OpenSearch, facts: SiteFacts, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const name = searchDomainName(facts, store);
  const of = (how: 'MAX' | 'MIN', figure: string): Measure => ({
    kind: 'query',
    query: `SELECT ${how}("${figure}") FROM SCHEMA("AWS/ES", ClientId, DomainName) WHERE DomainName = '${name}'`,
  });
  const held = lasting(figures);
  const state = { rings: 'above', threshold: 0, ...held, severity: 'critical' } as const;
  const memory = { name: 'memory', measure: of('MAX', 'JVMMemoryPressure'), rings: 'above', ...held } as const;
  return [
    {
      ...state,
      name: 'red',
      measure: of('MAX', 'ClusterStatus.red'),
      why: 'An index has parts that nobody holds. Look for nodes that are gone, or restore the index.',
    },
    {
      ...state,
      name: 'automatic-snapshots',
      severity: 'high',
      // Told once when it happens.
      points: 1,
      measure: of('MAX', 'AutomatedSnapshotFailure'),
      why: 'The service could not take its snapshot of the hour. Look whether the domain is red; after two weeks there is none left to go back to.',
    },
    { ...state, name: 'blocked', measure: of('MAX', 'ClusterIndexWritesBlocked'), why: 'Nothing is written any more. Look for full disks or memory.' },
    ...disk(store, of('MIN', 'FreeStorageSpace'), held, figures),
    ...filling(memory, figures.memory, {
      threshold: used => used,
      why: 'A node whose memory is full refuses requests. Take a larger machine, or fewer shards.',
    }),
    {
      name: 'cpu',
      severity: 'high',
      measure: of('MAX', 'CPUUtilization'),
      rings: 'above',
      threshold: figures.cpu.toNumber(),
      ...held,
      why: `A node works at more than ${figures.cpu}. Take a larger machine, or more of them.`,
    },
  ];
}

/** Of a machine with disks of its own no size is declared; what is left of them is told by writes that are blocked. */
function disk({ storage }: OpenSearch, measure: Measure, held: ReturnType<typeof lasting>, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  if (!(storage instanceof Size)) return [];
  const free = { name: 'storage', measure, rings: 'below', ...held } as const;
  return filling(free, figures.storage, {
    threshold: used => leftOf(storage.toAwsGibibytes() * MIB_OF_A_GIB, used),
    why: 'A node whose disk is full takes no document any more. Enlarge the disk, or let indexes move on sooner.',
  });
}
