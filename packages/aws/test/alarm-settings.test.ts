import { mailTo, Platform, postTo, postToSecret, sendToQueue } from '@clinfra/core';
import type { AlarmFact } from '../src/alarms/alarm-fact';
import { alarmRule, alarmSettings, ringsAlone, ringsOf } from '../src/alarms/alarm-settings';
import { budgetSettings } from '../src/alarms/budget-settings';
import { dashboardBody } from '../src/alarms/dashboard-body';
import { endpointOf, secretSubscriptions, subscribed } from '../src/alarms/subscription-settings';
import { topicPolicy } from '../src/alarms/topic-policies';

describe('an alarm', () => {
  const fact = (measure: AlarmFact['measure'], more: Partial<AlarmFact> = {}): AlarmFact => ({
    name: 'x',
    severity: 'high',
    measure,
    rings: 'above',
    threshold: 5,
    period: 60,
    points: 3,
    silence: 'missing',
    why: 'so',
    ...more,
  });
  const figure = { namespace: 'AWS/RDS', name: 'CPUUtilization', statistic: 'Maximum', dimensions: { DBInstanceIdentifier: 'a' } } as const;

  it('is written as CloudWatch has it: a figure, a reckoning, a query', () => {
    expect(alarmSettings(fact({ kind: 'metric', metric: figure }, { among: 5, rings: 'below' }))).toEqual({
      alarmDescription: 'so',
      comparisonOperator: 'LessThanThreshold',
      threshold: 5,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: 'missing',
      namespace: 'AWS/RDS',
      metricName: 'CPUUtilization',
      statistic: 'Maximum',
      dimensions: { DBInstanceIdentifier: 'a' },
      period: 60,
    });
    expect(alarmSettings(fact({ kind: 'reckoned', expression: 'MAX(METRICS())', metrics: { m1: figure } }))).toMatchObject({
      metricQueries: [
        { id: 'm1', returnData: false, metric: { stat: 'Maximum', period: 60, metricName: 'CPUUtilization' } },
        { id: 'reckoned', returnData: true, expression: 'MAX(METRICS())' },
      ],
    });
    expect(alarmSettings(fact({ kind: 'query', query: 'SELECT 1' }))).toMatchObject({
      metricQueries: [{ expression: 'SELECT 1', period: 60, returnData: true }],
    });
  });

  const named = (name: string, severity: AlarmFact['severity']) => fact({ kind: 'query', query: name }, { name, severity });

  it('calls alone where nothing else of its subject does, and otherwise with those of its severity and whatever is worse', () => {
    const rings = ringsOf([named('m', 'medium'), named('c', 'critical'), named('h1', 'high'), named('h2', 'high')]);
    expect(rings.map(ring => [ring.severity, ringsAlone(ring), alarmRule(ring, ({ name }) => name)])).toEqual([
      ['critical', true, 'ALARM("c")'],
      ['high', false, 'ALARM("h1") OR ALARM("h2") OR ALARM("c")'],
      ['medium', false, 'ALARM("m") OR ALARM("c") OR ALARM("h1") OR ALARM("h2")'],
    ]);
    expect(ringsOf([named('m', 'medium')]).map(ringsAlone)).toEqual([true]);
  });

  it('[O8] is a line on the dashboard of its site, two of one figure in one graph, none upon another', () => {
    const same = { kind: 'metric', metric: figure } as const;
    const subject = (name: string, count: number) => ({
      name,
      facts: [
        fact(same),
        fact(same, { name: 'y', threshold: 9, severity: 'critical' }),
        ...Array.from({ length: count }, (_, index) => fact({ kind: 'query', query: `q${index}` })),
      ],
    });
    const seen = [{ name: 'restored', measure: same, period: 3600 }];
    const shown = () =>
      dashboardBody({ title: 'ward', region: 'eu-west-1', rings: ['arn:1'], subjects: [subject('records', 3), { ...subject('_backups', 0), seen }] });
    const body = shown();
    const { widgets } = JSON.parse(body) as {
      widgets: { type: string; x: number; y: number; width: number; height: number; properties: Record<string, unknown> }[];
    };
    expect(widgets.map(({ type, x, y }) => [type, x, y])).toEqual([
      ['alarm', 0, 0],
      ['text', 0, 4],
      ['metric', 0, 5],
      ['metric', 8, 5],
      ['metric', 16, 5],
      ['metric', 0, 11],
      ['text', 0, 17],
      ['metric', 0, 18],
      ['metric', 8, 18],
    ]);
    expect(widgets[2]?.properties).toMatchObject({
      metrics: [['AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'a', { stat: 'Maximum' }]],
      annotations: {
        horizontal: [
          { label: 'high', value: 5 },
          { label: 'critical', value: 9 },
        ],
      },
    });
    expect(widgets.at(-1)?.properties).not.toHaveProperty('annotations');
    expect(shown()).toBe(body);
  });
});

describe('who is told', () => {
  const notify = {
    critical: [postToSecret('paging/pagerduty', 'url'), sendToQueue('alarms')],
    medium: [mailTo('a@ward.example'), postTo('https://ward.example/x')],
  };

  it('[C5] stands in the account and the region of the topic where it is called by a name', () => {
    const { open } = subscribed({ notify });
    expect(open.map(({ severity, channel }) => [severity, endpointOf(channel, 'eu-west-1', '111122223333')])).toEqual([
      ['critical', 'arn:aws:sqs:eu-west-1:111122223333:alarms'],
      ['medium', 'a@ward.example'],
      ['medium', 'https://ward.example/x'],
    ]);
  });

  it('[X3] is told at a secret address without anybody here knowing it', () => {
    const template = JSON.parse(secretSubscriptions(subscribed({ notify }).secret));
    expect(Object.keys(template.Parameters)).toEqual(['critical']);
    expect(Object.values(template.Resources)).toEqual([
      {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'critical' }, Protocol: 'https', Endpoint: '{{resolve:secretsmanager:paging/pagerduty:SecretString:url}}' },
      },
    ]);
    expect(Object.keys(template.Resources)[0]).toMatch(/^critical[0-9a-f]{8}$/);
  });

  it('[C5] hears alarms of the account alone, by TLS', () => {
    const { Statement } = topicPolicy('arn:topic', '111122223333', 'eu-west-1');
    expect(Statement.map(({ Sid, Effect, Principal, Condition }) => [Sid, Effect, Principal, Condition])).toEqual([
      [
        'Alarms',
        'Allow',
        { Service: 'cloudwatch.amazonaws.com' },
        { StringEquals: { 'aws:SourceAccount': '111122223333' }, ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*' } },
      ],
      ['Events', 'Allow', { Service: 'events.amazonaws.com' }, undefined],
      ['EncryptedOnly', 'Deny', { AWS: '*' }, { Bool: { 'aws:SecureTransport': 'false' } }],
    ]);
  });

  it('is told of money at shares of it, spent and expected', () => {
    const locale = { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' } as const;
    const platform = new Platform('ward', { environment: 'staging', locale, owner: 'ward', residency: {} });
    const budget = budgetSettings({ monthly: 5000, notify: ['finance@ward.example'] }, platform);
    expect(budget).toMatchObject({ budgetType: 'COST', limitAmount: '5000', limitUnit: 'USD', timeUnit: 'MONTHLY' });
    expect(budget.notifications.map(({ notificationType, threshold }) => `${notificationType} ${threshold}`)).toEqual([
      'ACTUAL 50',
      'ACTUAL 80',
      'ACTUAL 100',
      'FORECASTED 100',
    ]);
    expect(budget).not.toHaveProperty('costFilters');
    const tagged = budgetSettings({ monthly: 5000, of: 'platform', expected: [], notify: ['finance@ward.example'] }, platform);
    expect(tagged.costFilters).toEqual([{ name: 'TagKeyValue', values: ['user:platform$ward', 'user:environment$staging'] }]);
    expect(tagged.notifications).toHaveLength(3);
  });
});
