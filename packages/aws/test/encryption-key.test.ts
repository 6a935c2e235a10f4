import { keyPolicy } from '../src/encryption/key-policy';
import { aSite, recordSite } from './recorded';

const POLICY = keyPolicy({
  accountId: '123456789012',
  region: 'eu-west-1',
  usedBy: ['rds'],
  roles: [],
  logGroups: ['/aws/rds/instance/records/postgresql'],
});

/** What a policy lets somebody do by hand, without a service between: the use of the key by anybody but a named role. */
function usedByHand({ Statement }: typeof POLICY): readonly string[] {
  return Statement.filter(({ Sid, Action, Condition, Principal }) => {
    const uses = Action.some(action => /^kms:(\*|Decrypt|Encrypt|GenerateDataKey\*?|ReEncrypt\*?)$/.test(action));
    return uses && Sid !== 'UseByRoles' && !Condition?.StringEquals?.['kms:ViaService'] && !(Principal && 'Service' in Principal);
  }).map(({ Sid }) => Sid);
}

describe('the policy of a key', () => {
  it('lets nobody use the key by hand, not even an administrator of the account', () => {
    expect(usedByHand(POLICY)).toEqual([]);
    const open = { ...POLICY, Statement: [{ Sid: 'Open', Effect: 'Allow', Principal: { AWS: '*' }, Action: ['kms:*'], Resource: '*' } as const] };
    expect(usedByHand(open)).toEqual(['Open']);
  });

  it('lets only callers of the account use it, through the services that were named', () => {
    const use = POLICY.Statement.find(({ Sid }) => Sid === 'UseThroughServices');
    expect(use?.Condition).toEqual({ StringEquals: { 'kms:CallerAccount': '123456789012', 'kms:ViaService': ['rds.eu-west-1.amazonaws.com'] } });
  });

  it('lets CloudWatch use it for exactly the log groups that were named', () => {
    const logs = POLICY.Statement.find(({ Sid }) => Sid === 'Logs');
    expect(logs?.Principal).toEqual({ Service: 'logs.eu-west-1.amazonaws.com' });
    expect(logs?.Condition).toEqual({
      ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': ['arn:aws:logs:eu-west-1:123456789012:log-group:/aws/rds/instance/records/postgresql'] },
    });
  });

  it('says nothing about logs or roles where there are none', () => {
    const policy = keyPolicy({ accountId: '1', region: 'eu-west-1', usedBy: ['kafka'], roles: [], logGroups: [] });
    expect(policy.Statement.map(({ Sid }) => Sid)).toEqual(['Administration', 'UseThroughServices', 'GrantsToServices']);
  });
});

describe('keys of a site', () => {
  it('[X4] are one for the cluster, one for its backups, one for the disks of pods and one for each store, renewed every year and deleted after thirty days', async () => {
    const { platform, stores } = aSite('production');
    stores.postgres('records', { holds: ['phi'] });
    stores.redis('sessions', { holds: ['phi'] });
    const site = await recordSite(platform);
    expect([...site.names('kms/key:Key')].sort()).toEqual([
      'ward-dublin',
      'ward-dublin-cluster.backup',
      'ward-dublin-records',
      'ward-dublin-sessions',
      'ward-dublin-volumes.key',
    ]);
    for (const { inputs, protect } of site.all('kms/key:Key')) {
      expect(inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30 });
      expect(protect).toBe(true);
    }
    expect(site.all('kms/alias:Alias').map(({ inputs }) => inputs.name)).toContain('alias/ward-production-dublin-records');
  });

  it('name every log group that is encrypted with them', async () => {
    const { platform, stores } = aSite('production');
    stores.postgres('records', { holds: ['phi'], managed: 'aurora' });
    stores.postgres('ledger', { holds: ['financial'] });
    stores.redis('sessions', { holds: ['phi'] });
    stores.kafka('events', { holds: ['phi'] });
    const site = await recordSite(platform);
    const policies = new Map(site.all('kms/key:Key').map(key => [`\${aws:kms/key:Key::${key.name}.arn}`, String(key.inputs.policy)]));
    const groups = site.all('cloudwatch/logGroup:LogGroup');
    expect(groups).toHaveLength(7);
    for (const { inputs } of groups) expect(policies.get(String(inputs.kmsKeyId))).toContain(`:log-group:${inputs.name}"`);
  });
});
