import { type LinkedSite, Network, SiteFacts, SitePeering, SiteTransit, TransitPeering } from '@clinfra/aws';
import { type AwsHostingProps, aws, type Platform, Site } from '@clinfra/core';
import { type PlannedResource, planOf, record } from '@clinfra/plan';
import { Provider } from '@pulumi/aws/provider';
import { stacks } from '../../../stacks/platforms';
import { canJudge, judge, UNLESS_THERE } from '../../cloud/real-provider';
import { aPlatform } from '../../fixtures/a-platform';
import { references } from '../../reference';
import { TODAY } from '../harness/environment';

/** The real provider plans each resource, so that it sees what holds between the arguments of one as well; values alone are judged in test/cloud. */
describe('the AWS resources of a plan', () => {
  const itIfJudged = canJudge() ? it : it.skip;
  const VALID = { problems: [], judged: expect.any(Number) };

  itIfJudged.each(Object.entries({ ...stacks, 'reference-aws': references['reference-aws'] as () => Platform }))(
    `of %s are valid ${UNLESS_THERE}`,
    async (_, declare) => {
      const { resources } = await planOf(declare(), { today: TODAY });
      expect(judge(resources, 'everything')).toMatchObject(VALID);
    },
  );

  itIfJudged(`of two sites joined either way, one of them without a way out, are valid ${UNLESS_THERE}`, async () => {
    expect(judge(await twoSites(), 'everything')).toMatchObject(VALID);
  });

  itIfJudged(`are refused where one is wrong ${UNLESS_THERE}`, async () => {
    const acl = (await twoSites()).filter(({ type }) => type === 'aws:ec2/networkAcl:NetworkAcl').slice(0, 1);
    const broken = acl.map(resource => ({
      ...resource,
      inputs: { ...resource.inputs, ingress: [{ ruleNo: 1, action: 'perhaps', protocol: 'tcp', fromPort: 0, toPort: 0 }] },
    }));
    expect(broken).toHaveLength(1);
    expect(judge(broken, 'everything').problems).toEqual([expect.objectContaining({ message: expect.stringContaining('got perhaps') })]);
  });
});

async function twoSites(): Promise<readonly PlannedResource[]> {
  const { platform } = aPlatform();
  const site = (name: string, region: 'eu-north-1' | 'eu-central-1', more: Pick<AwsHostingProps, 'cidr' | 'nat'>) =>
    new Site(platform, name, { hosting: aws({ region, nodes: { min: 3, max: 9 }, ...more }), zones: [`${region}a`, `${region}b`, `${region}c`] });
  const cork = site('cork', 'eu-north-1', { cidr: '10.20.0.0/16', nat: 'none' });
  const galway = site('galway', 'eu-central-1', { cidr: '10.30.0.0/22' });
  const { resources } = await record({ project: 'ward', stack: 'ward-production' }, () => {
    const linked = (one: Site): LinkedSite => {
      const facts = new SiteFacts(one);
      const provider = new Provider(facts.prefix, { region: facts.region });
      const network = new Network(facts.prefix, { facts }, { providers: [provider] });
      return { facts, network, securityGroupId: 'sg-12345678', provider };
    };
    const sites = { requester: linked(cork), accepter: linked(galway) };
    new SitePeering('ward-cork-galway', sites);
    const transit = (site: LinkedSite) => new SiteTransit(`${site.facts.prefix}-transit`, { site }, { providers: [site.provider] });
    new TransitPeering('ward-cork-galway.transit', { requester: transit(sites.requester), accepter: transit(sites.accepter) });
    return {};
  });
  return resources;
}
