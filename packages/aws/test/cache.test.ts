import { ClinicalService, days, minutes, percent, ScheduledTask } from '@clinfra/core';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { memoryTracking, shardRange } from '../src/stores/cache/cache-scaling-settings';
import { aSite, recordSite } from './recorded';

describe('a cache', () => {
  it('is divided, copied, encrypted and snapshotted as declared', async () => {
    const { platform, stores } = aSite('production');
    stores.redis('sessions', { holds: ['phi'], size: 'xlarge', shards: 3, replicas: 2, eviction: 'volatile-lru', snapshotRetention: days(14) });
    const site = await recordSite(platform);
    const { inputs, protect } = site.one('elasticache/replicationGroup:ReplicationGroup');
    expect(inputs).toMatchObject({
      replicationGroupId: 'ward-production-dublin-sessions',
      nodeType: 'cache.r7g.2xlarge',
      clusterMode: 'enabled',
      numNodeGroups: 3,
      replicasPerNodeGroup: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      kmsKeyId: '${aws:kms/key:Key::ward-dublin-sessions.arn}',
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      snapshotRetentionLimit: 14,
      finalSnapshotIdentifier: 'ward-production-dublin-sessions-final',
    });
    expect(protect).toBe(true);
    expect(site.one('elasticache/parameterGroup:ParameterGroup').inputs).toMatchObject({
      family: 'redis7',
      parameters: [
        { name: 'cluster-enabled', value: 'yes' },
        { name: 'maxmemory-policy', value: 'volatile-lru' },
        { name: 'timeout', value: '0' },
      ],
    });
    expect(site.all('appautoscaling/target:Target')).toEqual([]);
  });

  it('[D7] runs Valkey where that is chosen, with users of its own, and disconnects the silent', async () => {
    const { platform, stores } = aSite('production');
    stores.redis('sessions', { holds: ['phi'], engine: 'valkey', eviction: 'noeviction', idleTimeout: minutes(5) });
    const site = await recordSite(platform);
    expect(site.one('elasticache/replicationGroup:ReplicationGroup').inputs).toMatchObject({ engine: 'valkey', engineVersion: '8.0' });
    expect(site.one('elasticache/userGroup:UserGroup').inputs.engine).toBe('valkey');
    expect(site.all('elasticache/user:User').map(({ inputs }) => inputs.engine)).toEqual(['valkey']);
    expect(site.one('elasticache/parameterGroup:ParameterGroup').inputs).toMatchObject({
      family: 'valkey8',
      parameters: expect.arrayContaining([
        { name: 'maxmemory-policy', value: 'noeviction' },
        { name: 'timeout', value: '300' },
      ]),
    });
  });

  it('[A6] begins with its fewest nodes, adds shards up to its most by the memory in use, and its size is left to the autoscaler', async () => {
    const { platform, stores } = aSite('production');
    stores.redis('sessions', { holds: ['phi'], scale: { min: 6, max: 18 } });
    const site = await recordSite(platform);
    const group = site.one('elasticache/replicationGroup:ReplicationGroup');
    expect(group.inputs).toMatchObject({ numNodeGroups: 3, replicasPerNodeGroup: 1 });
    const scaled = {
      serviceNamespace: 'elasticache',
      scalableDimension: 'elasticache:replication-group:NodeGroups',
      resourceId: 'replication-group/ward-production-dublin-sessions',
    };
    const target = site.one('appautoscaling/target:Target');
    expect(target.inputs).toMatchObject({ ...scaled, minCapacity: 3, maxCapacity: 9 });
    expect(target.dependsOn).toContain(group.urn);
    const policy = site.one('appautoscaling/policy:Policy');
    expect(policy.dependsOn).toContain(target.urn);
    expect(policy.inputs).toMatchObject({
      ...scaled,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 75,
        customizedMetricSpecification: {
          namespace: 'AWS/ElastiCache',
          metricName: 'DatabaseMemoryUsageCountedForEvictPercentage',
          dimensions: [{ name: 'ReplicationGroupId', value: 'ward-production-dublin-sessions' }],
        },
      },
    });
  });

  it.each([
    [70, { predefinedMetricSpecification: { predefinedMetricType: 'ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage' } }],
    [71, { customizedMetricSpecification: expect.objectContaining({ statistic: 'Average' }) }],
  ])('[A6] follows the memory to %i %% by the measure that takes such a target', (target, measure) => {
    expect(memoryTracking('one', percent(target))).toEqual({ targetValue: target, scaleOutCooldown: 600, scaleInCooldown: 1800, ...measure });
  });

  it.each([
    [1, 6, 18, 3, 9],
    [2, 6, 18, 2, 6],
    [0, 6, 18, 6, 18],
  ])('[A6] makes of %i replicas and %i to %i nodes from %i to %i shards', (replicas, min, max, least, most) => {
    expect(shardRange({ replicas }, { min, max })).toEqual({ minCapacity: least, maxCapacity: most });
  });

  it('does not ask for a second zone where there is no copy to put there', async () => {
    const { platform, stores } = aSite('development', {}, ['eu-west-1a']);
    stores.redis('sessions', { holds: ['operational'], replicas: 0, finalSnapshot: false });
    const { inputs } = (await recordSite(platform)).one('elasticache/replicationGroup:ReplicationGroup');
    expect(inputs).toMatchObject({ replicasPerNodeGroup: 0, multiAzEnabled: false });
    expect(inputs).not.toHaveProperty('finalSnapshotIdentifier');
  });

  it('knows one user for each workload, with the commands of its edges, and turns strangers away', async () => {
    const { platform, stores } = aSite('production');
    const sessions = stores.redis('sessions', { holds: ['phi'] });
    const clinical = aDomain(platform, 'clinical');
    aService(clinical, 'ehr').reads(sessions).writes(sessions);
    aService(clinical, 'viewer').reads(sessions);
    new ScheduledTask(clinical, 'warming', { image: 'registry.example/warming:1.0.0', schedule: '0 * * * *' }).writes(sessions);
    aService(clinical, 'stranger');
    const site = await recordSite(platform);
    const users = Object.fromEntries(site.all('elasticache/user:User').map(({ name, inputs }) => [name.replace('ward-dublin-sessions-', ''), inputs]));
    expect(Object.keys(users).sort()).toEqual(['clinical.ehr', 'clinical.viewer', 'clinical.warming', 'default']);
    expect(users.default).toMatchObject({ userName: 'default', accessString: 'off ~* -@all' });
    const commands = (who: string) => String(users[who]?.accessString);
    expect(commands('clinical.viewer')).toBe('on ~* -@all +@connection +cluster|info +cluster|nodes +cluster|shards +cluster|slots +@read -@dangerous -@admin');
    expect(commands('clinical.warming')).toContain('+@write');
    expect(commands('clinical.warming')).not.toContain('+@read');
    expect(commands('clinical.ehr')).toMatch(/\+@read \+@write/);
    for (const who of ['clinical.ehr', 'clinical.viewer', 'clinical.warming']) {
      expect(users[who]).toMatchObject({ authenticationMode: { type: 'iam' }, userName: users[who]?.userId });
      expect(String(users[who]?.userId).length).toBeLessThanOrEqual(40);
    }
    expect(site.one('elasticache/userGroup:UserGroup').inputs.userIds).toHaveLength(4);
  });

  it('keeps workloads of the same name in two domains apart', async () => {
    const { platform, stores } = aSite('production');
    const sessions = stores.redis('sessions', { holds: ['phi'] });
    const services = ['clinical', 'business'].map(domain => aService(aDomain(platform, domain), 'api').reads(sessions));
    expect(services.every(service => service instanceof ClinicalService)).toBe(true);
    const ids = (await recordSite(platform)).all('elasticache/user:User').map(({ inputs }) => inputs.userId);
    expect(new Set(ids).size).toBe(3);
  });

  describe('whose snapshots are exported', () => {
    async function recordExport() {
      const { platform, stores } = aSite('production', { region: 'me-south-1' }, ['me-south-1a', 'me-south-1b', 'me-south-1c']);
      stores.redis('sessions', { holds: ['phi'], snapshotExport: { at: '04:30', keep: days(14) } });
      return recordSite(platform);
    }

    it('[B3] has them written each day, in the time of the platform, by a role that may start nothing else', async () => {
      const site = await recordExport();
      expect(site.one('scheduler/schedule:Schedule').inputs).toMatchObject({
        scheduleExpression: 'cron(30 4 * * ? *)',
        scheduleExpressionTimezone: 'Europe/Dublin',
        target: {
          arn: '${aws:sfn/stateMachine:StateMachine::ward-dublin-sessions.arn}',
          roleArn: '${aws:iam/role:Role::ward-dublin-sessions-export-start.arn}',
        },
      });
      const { Statement } = site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-sessions-export-start'));
      expect(Statement).toEqual([
        expect.objectContaining({ Action: ['states:StartExecution'], Resource: '${aws:sfn/stateMachine:StateMachine::ward-dublin-sessions.arn}' }),
      ]);
    });

    it('[B3] has the newest one copied to its bucket under its own name, and fails where it does not come', async () => {
      const site = await recordExport();
      const { States } = JSON.parse(String(site.one('sfn/stateMachine:StateMachine').inputs.definition)) as { readonly States: Record<string, unknown> };
      expect(States.Find).toMatchObject({ Arguments: { ReplicationGroupId: 'ward-production-dublin-sessions', SnapshotSource: 'system' } });
      expect(States.Export).toMatchObject({ Arguments: { TargetBucket: expect.stringMatching(/^ward-production-dublin-sessions-snapshots-[0-9a-f]{6}-/) } });
      expect(States.Came).toMatchObject({ Default: 'Missing' });
      expect(States.Missing).toMatchObject({ Type: 'Fail' });
    });

    it('[B3][X4] keeps them with its own key, which ElastiCache may use there, for as long as declared', async () => {
      const site = await recordExport();
      const rules = site.one('s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', 'ward-dublin-sessions-snapshots').inputs.rules;
      expect(rules).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'aging', expiration: { days: 14 } })]));
      const encryption = site.one('s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration', 'ward-dublin-sessions-snapshots');
      expect(JSON.stringify(encryption.inputs)).toContain('${aws:kms/key:Key::ward-dublin-sessions.arn}');
      const { Statement } = site.policy(site.one('kms/key:Key', 'ward-dublin-sessions'));
      expect(Statement.find(({ Sid }) => Sid === 'WriteByServices')?.Principal).toEqual({ Service: ['me-south-1.elasticache-snapshot.amazonaws.com'] });
    });

    it('[B3] has nothing of that where it is not declared', async () => {
      const { platform, stores } = aSite('production');
      stores.redis('sessions', { holds: ['phi'] });
      const site = await recordSite(platform);
      expect([...site.names('scheduler/schedule:Schedule'), ...site.names('sfn/stateMachine:StateMachine')]).toEqual([]);
      expect(site.names('s3/bucket:Bucket')).not.toContain('ward-dublin-sessions-snapshots');
    });
  });
});
