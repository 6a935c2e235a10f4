import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { aSite, type RecordedSite, recordSite } from './recorded';

const RULE = 'vpc/securityGroupIngressRule:SecurityGroupIngressRule';

/** Which stores the cluster reaches, each with its port. */
function reached(site: RecordedSite): Readonly<Record<string, unknown>> {
  return Object.fromEntries(site.all(RULE).map(({ name, inputs }) => [name.replace('ward-dublin-', ''), inputs.fromPort]));
}

function aTier() {
  const { platform, stores } = aSite('production', { endpoints: false });
  const records = stores.postgres('records', { holds: ['phi'] });
  const sessions = stores.redis('sessions', { holds: ['phi'] });
  const kafka = stores.kafka('events', { holds: ['phi'] });
  const topic = kafka.topic('clinical-events', { partitions: 3, key: 'facility_id', holds: ['phi'] });
  return { platform, records, sessions, topic, ehr: aService(aDomain(platform, 'clinical'), 'ehr') };
}

describe('the way from the cluster to a store', () => {
  it('is closed while no workload has an edge to it', async () => {
    const site = await recordSite(aTier().platform);
    expect(site.names('ec2/securityGroup:SecurityGroup')).toHaveLength(3);
    expect(site.all(RULE)).toEqual([]);
  });

  it('opens on the port of exactly the stores to which an edge leads, and of the cluster whose topic one leads to', async () => {
    const { platform, ehr, records, sessions, topic } = aTier();
    ehr.reads(records);
    expect(reached(await recordSite(platform))).toEqual({ records: 5432 });
    ehr.publishes(topic);
    expect(reached(await recordSite(platform))).toEqual({ records: 5432, events: 9098 });
    ehr.writes(sessions);
    expect(reached(await recordSite(platform))).toEqual({ records: 5432, events: 9098, sessions: 6379 });
  });

  it('leads from the security group of nodes and pods, never from an address range', async () => {
    const { platform, ehr, records } = aTier();
    ehr.reads(records);
    const { inputs } = (await recordSite(platform)).one(RULE);
    expect(inputs).toMatchObject({
      securityGroupId: '${aws:ec2/securityGroup:SecurityGroup::ward-dublin-records.id}',
      referencedSecurityGroupId: '${aws:eks/cluster:Cluster::ward-dublin.vpcConfig.clusterSecurityGroupId}',
      ipProtocol: 'tcp',
      fromPort: 5432,
      toPort: 5432,
    });
    expect(inputs).not.toHaveProperty('cidrIpv4');
  });
});
