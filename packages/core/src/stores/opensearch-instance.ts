import { gib, type Size } from '../units';

/** The sizes of each line of machines, each with the largest gp3 disk in GiB that the service attaches to it; none where the machine has disks of its own. */
const LINES = {
  t3: { small: 100, medium: 200 },
  m5: { large: 1024, xlarge: 2048, '2xlarge': 3072, '4xlarge': 6144, '12xlarge': 18_432 },
  m6g: { large: 1024, xlarge: 2048, '2xlarge': 3072, '4xlarge': 6144, '8xlarge': 12_288, '12xlarge': 18_432 },
  c6g: { large: 256, xlarge: 512, '2xlarge': 1024, '4xlarge': 1536, '8xlarge': 3072, '12xlarge': 4608 },
  r5: { large: 2048, xlarge: 3072, '2xlarge': 6144, '4xlarge': 12_288, '12xlarge': 24_576 },
  r6g: { large: 2048, xlarge: 3072, '2xlarge': 6144, '4xlarge': 12_288, '8xlarge': 16_384, '12xlarge': 24_576 },
  r6gd: { large: 'own', xlarge: 'own', '2xlarge': 'own', '4xlarge': 'own', '8xlarge': 'own', '12xlarge': 'own', '16xlarge': 'own' },
  i3: { large: 'own', xlarge: 'own', '2xlarge': 'own', '4xlarge': 'own', '8xlarge': 'own', '16xlarge': 'own' },
} as const;

type Line = keyof typeof LINES;

/** A machine of OpenSearch Service, as it is called there: `r6g.large.search`. */
export type OpenSearchInstance = { [Name in Line]: `${Name}.${Extract<keyof (typeof LINES)[Name], string>}.search` }[Line];

export interface OpenSearchMachine {
  /** The largest disk that is attached to it; none where it has disks of its own and takes no other. */
  readonly largestDisk: Size | undefined;
  /** Whether it lives on credits, which are spent under load: no machine for production, and none beside a warm tier. */
  readonly burstable: boolean;
}

/** Every machine that a domain may have. */
export const OPENSEARCH_MACHINES: ReadonlyMap<string, OpenSearchMachine> = new Map(
  Object.entries(LINES).flatMap(([line, sizes]) =>
    Object.entries<number | 'own'>(sizes).map(([size, disk]): [string, OpenSearchMachine] => [
      `${line}.${size}.search`,
      { largestDisk: disk === 'own' ? undefined : gib(disk), burstable: line === 't3' },
    ]),
  ),
);
