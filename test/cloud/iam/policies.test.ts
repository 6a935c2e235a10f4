import { planOf } from '@clinfra/plan';
import { stacks } from '../../../stacks/platforms';
import { references } from '../../reference';
import { anExportingWard } from '../exporting-ward';
import { policiesOf } from '../open-policies';
import { kindOf, type PolicyKind, policyFaults } from './policy-lint';
import { SettledPlan } from './settled-plan';

const TODAY = { today: '2026-11-23' };

const DECLARED = { ...stacks, 'reference-aws': references['reference-aws'] as (typeof stacks)[string], ward: anExportingWard };

describe.each(Object.entries(DECLARED))('the policies of %s', (_stack, declare) => {
  it('[X4] are what AWS takes: of known syntax, actions, resources and conditions, and give no service away', async () => {
    const plan = new SettledPlan((await planOf(declare(), TODAY)).resources);
    const faults: string[] = [];
    let judged = 0;
    for (const resource of plan.resources) {
      for (const [property] of policiesOf(resource)) {
        const kind = kindOf(resource.type, property);
        judged += 1;
        const found = kind
          ? await policyFaults(kind, plan.policy(resource, property))
          : [`say in KINDS of test/cloud/iam/policy-lint.ts what ${property} of ${resource.type} is attached to`];
        faults.push(...found.map(fault => `${resource.name} ${property}: ${fault}`));
      }
    }
    expect(judged).toBeGreaterThan(15);
    expect(faults).toEqual([]);
  });
});

describe('the judge of policies', () => {
  const TOPIC = 'arn:aws:kafka:eu-west-1:111122223333:topic/events/uuid-2/encounters';
  const one = (statement: object) => ({ Version: '2012-10-17', Statement: [{ Sid: 'One', Effect: 'Allow', ...statement }] });
  const read = { Action: ['kafka-cluster:ReadData'], Resource: [TOPIC] };
  const kept = { Principal: { AWS: '*' }, Action: ['s3:*'], Resource: ['arn:aws:s3:::scans'] };

  it.each<readonly [why: string, kind: PolicyKind, document: object, faults: readonly string[]]>([
    ['with all in order', 'identity', one(read), []],
    ['for a resource with all in order', 'resource', one({ ...kept, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }), []],
    ['with a word that is none', 'identity', one({ ...read, Recource: '*' }), ['Statement[0].#Recource: Invalid key Recource']],
    ['of another version', 'identity', { ...one(read), Version: '2012-10-18' }, ['Version: Version must be either "2012-10-17" or "2008-10-17"']],
    [
      'with an action that does not exist',
      'identity',
      one({ ...read, Action: ['kafka-cluster:ReadDatum'] }),
      ['One: kafka-cluster:ReadDatum is no action of AWS'],
    ],
    [
      'with a service that does not exist',
      'identity',
      one({ ...read, Action: ['kafka-clusters:ReadData'] }),
      ['One: kafka-clusters:ReadData is no action of AWS'],
    ],
    ['with stars that mean nothing', 'resource', one({ ...kept, Action: ['s3:Fetch*'] }), ['One: s3:Fetch* is no action of AWS']],
    [
      'with a condition that does not exist',
      'identity',
      one({ ...read, Condition: { StringEquals: { 'aws:Nowhere': '1' } } }),
      ['One: aws:Nowhere is no condition key of AWS'],
    ],
    [
      'with an operator that does not exist',
      'identity',
      one({ ...read, Condition: { StringIs: { 'aws:SourceAccount': '1' } } }),
      ['One: StringIs is no operator of conditions'],
    ],
    [
      'on something that the action cannot be done to',
      'identity',
      one({ ...read, Resource: ['arn:aws:s3:::scans'] }),
      ['One: kafka-cluster:ReadData cannot be done to arn:aws:s3:::scans'],
    ],
    ['that gives a service away', 'identity', one({ Action: ['s3:*'], Resource: ['arn:aws:s3:::scans/*'] }), ['One: s3:* gives a whole service away']],
    [
      'that changes anything at all',
      'identity',
      one({ Action: ['rds:DeleteDBCluster'], Resource: ['*'] }),
      ['One: rds:DeleteDBCluster is granted on everything, and changes what it is done to'],
    ],
    [
      'that names resources where there are none',
      'identity',
      one({ Action: ['ec2:DescribeInstances'], Resource: ['arn:aws:ec2:eu-west-1:111122223333:instance/i-1'] }),
      ['One: ec2:DescribeInstances knows no resources and is granted on none; it needs *'],
    ],
    [
      'of trust with a resource',
      'trust',
      one({ Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole'], Resource: '*' }),
      [expect.stringMatching(/Resource/)],
    ],
    ['of an identity with a principal', 'identity', one({ ...read, Principal: { AWS: '*' } }), [expect.stringMatching(/Principal/)]],
    [
      'with a name twice',
      'identity',
      { Version: '2012-10-17', Statement: [one(read).Statement[0], one(read).Statement[0]] },
      [expect.stringMatching(/[Ss]id|One/), expect.stringMatching(/[Ss]id|One/)],
    ],
  ])('hears a policy %s', async (_why, kind, document, faults) => {
    expect(await policyFaults(kind, document)).toEqual(faults);
  });
});
