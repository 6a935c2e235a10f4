import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Network, SiteFacts, SitePeering } from '@clinfra/aws';
import { type AwsHostingProps, aws, type Platform, Site } from '@clinfra/core';
import { type PlannedResource, planOf, record } from '@clinfra/plan';
import { Provider } from '@pulumi/aws/provider';
import { stacks } from '../../../stacks/platforms';
import { aPlatform } from '../../fixtures/a-platform';
import { references } from '../../reference';
import { TODAY } from '../harness/environment';

const ORACLE = path.resolve(__dirname, '..', '..', '..', '..', 'shared', 'tools', 'aws-oracle.mjs');
const SKIPPED = 3;

interface Judgement {
  readonly status: number | null;
  readonly said: string;
}

function judged(resources: readonly PlannedResource[]): Judgement {
  const folder = mkdtempSync(path.join(tmpdir(), 'clinfra-oracle-'));
  const plan = path.join(folder, 'plan.json');
  writeFileSync(plan, JSON.stringify({ resources: resources.filter(({ type }) => type.startsWith('aws:')) }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [ORACLE, plan], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { status, said: stdout + stderr };
}

/** The real provider validates and plans each resource, offline: it knows values that AWS would refuse, and nothing of an account. */
describe('the AWS resources of a plan', () => {
  const known = existsSync(ORACLE) && judged([]).status !== SKIPPED;
  const itIfJudged = known ? it : it.skip;
  const unless = '(skipped without terraform and its AWS provider)';

  itIfJudged.each(Object.entries({ ...stacks, 'reference-aws': references['reference-aws'] as () => Platform }))(
    `of %s are valid ${unless}`,
    async (_, declare) => {
      const { resources } = await planOf(declare(), { today: TODAY });
      expect(judged(resources)).toEqual({ status: 0, said: expect.stringMatching(/ AWS resources judged by provider .*: 0 problem/) });
    },
  );

  itIfJudged(`of two joined sites, one of them without a way out, are valid ${unless}`, async () => {
    expect(judged(await twoSites())).toEqual({ status: 0, said: expect.stringContaining(': 0 problem') });
  });

  itIfJudged(`are refused where one is wrong ${unless}`, async () => {
    const acl = (await twoSites()).filter(({ type }) => type === 'aws:ec2/networkAcl:NetworkAcl').slice(0, 1);
    const broken = acl.map(resource => ({ ...resource, inputs: { ...resource.inputs, ingress: [{ ruleNo: 1, action: 'perhaps', protocol: 'tcp' }] } }));
    expect(broken).toHaveLength(1);
    expect(judged(broken).status).toBe(1);
  });
});

async function twoSites(): Promise<readonly PlannedResource[]> {
  const { platform } = aPlatform();
  const site = (name: string, region: 'eu-north-1' | 'eu-central-1', more: Pick<AwsHostingProps, 'cidr' | 'nat'>) =>
    new Site(platform, name, { hosting: aws({ region, nodes: { min: 3, max: 9 }, ...more }), zones: [`${region}a`, `${region}b`, `${region}c`] });
  const cork = site('cork', 'eu-north-1', { cidr: '10.20.0.0/16', nat: 'none' });
  const galway = site('galway', 'eu-central-1', { cidr: '10.30.0.0/22' });
  const { resources } = await record({ project: 'ward', stack: 'ward-production' }, () => {
    const end = (one: Site, peers: readonly string[]) => {
      const facts = new SiteFacts(one);
      const provider = new Provider(facts.prefix, { region: facts.region });
      return { facts, provider, network: new Network(facts.prefix, { facts, peers }, { providers: [provider] }) };
    };
    new SitePeering('ward-cork-galway', { requester: end(cork, ['10.30.0.0/22']), accepter: end(galway, ['10.20.0.0/16']) });
    return {};
  });
  return resources;
}
