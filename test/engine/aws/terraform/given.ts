import type { Inputs } from './provider';
import { type Block, holding } from './schema';

/** What a resource must have besides for the provider to say anything of its other arguments, by the provider's type. */
const GIVEN: Readonly<Record<string, (block: Block) => Inputs>> = {
  // A blue-green update is known for these engines only.
  aws_db_instance: () => ({ engine: 'postgres' }),
  // Several zones need a failover, and an older engine is another one.
  aws_elasticache_replication_group: () => ({ engine: 'redis', automatic_failover_enabled: true }),
  // A stream leads somewhere.
  aws_kinesis_firehose_delivery_stream: block => ({ destination: 'extended_s3', ...holdingNothing(block, 'extended_s3_configuration') }),
  // Targets that are instances are reached by something.
  aws_lb_target_group: () => ({ port: 80, protocol: 'HTTP', vpc_id: 'vpc-1' }),
  // Older engines cannot be encrypted afterwards.
  aws_opensearch_domain: () => ({ engine_version: 'OpenSearch_2.19' }),
  // Every state has both; where the owner is not there yet, each change fills it in, which makes a new one.
  aws_s3_bucket_lifecycle_configuration: () => ({ bucket: 'one', expected_bucket_owner: '' }),
};

/** Types whose blocks in blocks in blocks take the provider seconds for each question. Nothing of them is asked. */
export const TOO_LARGE: ReadonlySet<string> = new Set(['aws_wafv2_web_acl']);

/** A resource of that type in which nothing is asked about yet. */
export function bare(type: string, block: Block): Inputs {
  return { ...block.empty, ...GIVEN[type]?.(block) };
}

function holdingNothing(block: Block, name: string): Inputs {
  const nested = block.blocks.find(one => one.name === name);
  return nested ? { [name]: holding(nested.holds, nested.block.empty) } : {};
}
