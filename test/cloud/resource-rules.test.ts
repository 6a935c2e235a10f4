import { DURABLE } from '@clinfra/plan';
import { resourceType } from '../engine/aws/resource-types';
import { RULES } from './resource-rules';

describe('the table of rules', () => {
  it('names types that AWS has', () => {
    expect(Object.keys(RULES).filter(type => !resourceType(`aws:${type}`))).toEqual([]);
  });

  it('says of the same types that they hold data as the comparison of plans, which must not lose them', () => {
    const holding = Object.entries(RULES).flatMap(([type, { holdsData }]) => (holdsData ? [`aws:${type}`] : []));
    expect(holding.filter(type => !Object.hasOwn(DURABLE, type))).toEqual([]);
    expect(Object.keys(DURABLE).filter(type => Object.hasOwn(RULES, type.slice('aws:'.length)) && !holding.includes(type))).toEqual([]);
  });

  it('names a key for each input by which the SDK lets a type have one', () => {
    const keysOf = (type: string) =>
      [...(resourceType(`aws:${type}`)?.properties ?? [])].filter(([name, { given }]) => /kms\w*key/i.test(name) && given !== 'never');
    const forgotten = Object.entries(RULES).flatMap(([type, { keys = [] }]) =>
      keysOf(type).flatMap(([name]) => (keys.includes(name) || NOT_USED.has(`${type}.${name}`) ? [] : [`${type}.${name}`])),
    );
    expect(forgotten).toEqual([]);
  });

  /** Inputs for keys that stay empty, because what they would encrypt is not there or is encrypted through another input. */
  const NOT_USED: ReadonlySet<string> = new Set([
    // The small machines have nothing to look into; where one has, the input is judged like every other that names a key.
    'docdb/clusterInstance:ClusterInstance.performanceInsightsKmsKeyId',
    'rds/cluster:Cluster.performanceInsightsKmsKeyId',
    // What it sends is nothing.
    'scheduler/schedule:Schedule.kmsKeyArn',
    'sqs/queue:Queue.kmsDataKeyReusePeriodSeconds',
  ]);
});
