import { parseRange, printRange, type ZoneSubnets } from './subnets';

/**
 * The APIs of AWS that workloads call themselves: S3 for buckets, Data Firehose for audit trails, STS for what shows a broker who they are, Secrets Manager for
 * the passwords of administrators.
 */
export type WorkloadApi = 's3' | 'firehose' | 'sts' | 'secretsmanager';

/** Which of the kept addresses each API has. */
const PLACE = { s3: 0, firehose: 1, sts: 2, secretsmanager: 3 } as const satisfies Record<WorkloadApi, number>;

const KEPT_PREFIX = 30;
/** How far before its end the addresses of a subnet are kept: AWS has the last one itself. */
const BEFORE_END = 8;

/**
 * The four addresses of a zone that are kept for endpoints of workloads. They are the same whatever else stands in the subnet, so that policies of the network can
 * open them alone: the control plane of the cluster is their neighbour.
 */
export function keptForEndpoints({ intra }: Pick<ZoneSubnets, 'intra'>): string {
  const { first = 0, prefix = KEPT_PREFIX } = parseRange(intra) ?? {};
  return printRange({ first: first + 2 ** (32 - prefix) - BEFORE_END, prefix: KEPT_PREFIX });
}

/** Where an API answers in a zone, as one address. */
export function endpointAddress(subnets: Pick<ZoneSubnets, 'intra'>, api: WorkloadApi): string {
  const { first = 0 } = parseRange(keptForEndpoints(subnets)) ?? {};
  return printRange({ first: first + PLACE[api], prefix: 32 }).replace('/32', '');
}
