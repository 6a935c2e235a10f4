import {
  type AlarmFigures,
  type Budget,
  callFunction,
  days,
  hours,
  mailTo,
  minutes,
  type PlatformAlarmsProps,
  percent,
  postTo,
  postToSecret,
  seconds,
  sendToQueue,
  textTo,
} from '@clinfra/core';
import { aWard, HEARD, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const withAlarms = (alarms: Partial<PlatformAlarmsProps>) => () => aWard({ platform: { alarms: { ...HEARD, ...alarms } } });
const withRecords = (alarms: AlarmFigures | 'none') => () => aWard({ records: { alarms } });
const withBudget = (budget: Budget) => () => aWard({ platform: { budget } });
const told = (...critical: readonly unknown[]) => withAlarms({ notify: { ...HEARD.notify, critical: untyped(critical) } });
const AT = 'ward.alarms.notify.critical[0]';

describe('figures at which nothing can ring', () => {
  findsExactly([
    {
      what: '[O8] a share of more than the whole',
      declare: withAlarms({ connections: percent(120), failedRequests: percent(0) }),
      expect: [
        'ward.alarms.connections: must be a share from 1% to 99%, got 120%; write it as percent(80) [alarm-figures]',
        'ward.alarms.failedRequests: must be a share from 1% to 99%, got 0%; write it as percent(80) [alarm-figures]',
      ],
    },
    {
      what: '[O8] a CDN that may wait for no time, or for longer than anybody does',
      declare: withAlarms({ originLatency: minutes(5) }),
      expect: ['ward.alarms.originLatency: must be a multiple of 100ms from 100ms to 1m, got 5m; write it as seconds(3) [alarm-figures]'],
    },
    {
      what: '[O8] a share that is a number',
      declare: withRecords({ cpu: untyped(80) }),
      expect: ['stores.records.alarms.cpu: must be a share from 1% to 99%, got 80; write it as percent(80) [alarm-figures]'],
    },
    {
      what: '[O8] a period that CloudWatch does not have',
      declare: withAlarms({ lasting: seconds(90), replicationLag: seconds(0.5) }),
      expect: [
        'ward.alarms.lasting: must be a multiple of 1m from 1m to 3h, got 90s; write it as minutes(5) [alarm-figures]',
        'ward.alarms.replicationLag: must be a multiple of 1s from 1s to 1h, got 500ms; write it as seconds(30) [alarm-figures]',
      ],
    },
    {
      what: '[O8] a period that is longer than CloudWatch looks back',
      declare: withRecords({ lasting: hours(4) }),
      expect: ['stores.records.alarms.lasting: must be a multiple of 1m from 1m to 3h, got 4h; write it as minutes(5) [alarm-figures]'],
    },
    {
      what: '[B5] a gap in which no daily backup can be finished, and an end of which AWS does not tell so early',
      declare: withAlarms({ backupGap: hours(24), certificateEnd: days(60) }),
      expect: [
        'ward.alarms.backupGap: must be a multiple of 1h from 25h to 7d, got 1d; write it as hours(26) [alarm-figures]',
        'ward.alarms.certificateEnd: must be a multiple of 1d from 1d to 45d, got 60d; write it as days(30) [alarm-figures]',
      ],
    },
    {
      what: '[O8] a disk where there is none of a size, and copies where there are none',
      declare: () => aWard({ records: { managed: 'aurora', alarms: { storage: percent(70) } }, sessions: { alarms: { connections: percent(70) } } }),
      expect: [
        'stores.records.alarms.storage: must be left out: as it is declared, postgres has no such figure on AWS, got 70%; leave it out [alarm-figures]',
        'stores.sessions.alarms.connections: must be left out: as it is declared, redis has no such figure on AWS, got 70%; leave it out [alarm-figures]',
      ],
    },
    {
      what: '[O8] less than a message',
      declare: withAlarms({ backlog: 0.5 }),
      expect: ['ward.alarms.backlog: must be at least 1 message, got 0.5; write it as 10000 [alarm-figures]'],
    },
    {
      what: '[O8] credits of a machine that has none',
      declare: () => aWard({ records: { instanceClass: 'db.r6g.4xlarge', alarms: { credits: percent(10) } } }),
      expect: ['stores.records.alarms.credits: must be left out: as it is declared, postgres has no such figure on AWS, got 10%; leave it out [alarm-figures]'],
    },
    {
      what: '[O8] memory at which a cache is meant to work',
      declare: () => aWard({ sessions: { scale: { min: 2, max: 6, memory: percent(75) }, alarms: { memory: percent(75) } } }),
      expect: ['stores.sessions.alarms.memory: must be more than scale.memory (75%), got 75%; raise it, or let the cache grow earlier [alarm-figures]'],
    },
    {
      what: 'of a platform that are none',
      declare: () => aWard({ platform: { alarms: 'all' } }),
      expect: ['ward.alarms: must be an object, got "all"; write it as { ... } [shapes]'],
    },
    {
      what: 'a word that is none, and a store that exists already',
      declare: () => aWard({ records: { alarms: untyped('never') }, sessions: { existing: { host: 'sessions.ward.ie', cidr: '10.9.0.0/24' }, alarms: {} } }),
      expect: [
        "stores.records.alarms: must be figures, or 'none', got \"never\"; write it as 'none', or say from which figures on it rings [alarm-figures]",
        'stores.sessions.alarms: must be left out: it exists already, and whoever runs it watches it, got an object; leave it out [alarm-figures]',
      ],
    },
  ]);
});

describe('who cannot be told', () => {
  findsExactly([
    {
      what: '[C5] an address of mail that is none',
      declare: told(mailTo('oncall@ward')),
      expect: [`${AT}.address: must be an address of mail, got "oncall@ward"; write it as mailTo('oncall@example.org') [alarm-channels]`],
    },
    {
      what: '[C5] a number that is dialled from inside the country',
      declare: told(textTo('0861234567')),
      expect: [`${AT}.number: must be a number as it is dialled from abroad, got "0861234567"; write it as textTo('+249912345678') [alarm-channels]`],
    },
    {
      what: '[C5] an address without TLS',
      declare: told(postTo('http://alarms.ward.example/aws')),
      expect: [`${AT}.url: must be a URL of HTTPS, got none; write it as https://alarms.example.org/aws [alarm-channels]`],
    },
    {
      what: '[X3] an address that holds a key, in its way, its question or its log-in',
      declare: told(
        postTo('https://events.pager.example/integration/0123456789abcdef0123456789abcdef/enqueue'),
        postTo('https://alarms.ward.example/aws?token=x'),
        postTo('https://ward:pass@alarms.ward.example/aws'),
      ),
      expect: ['events.pager.example', 'alarms.ward.example', 'alarms.ward.example'].map(
        (host, index) =>
          `ward.alarms.notify.critical[${index}].url: must hold no key: it stands in plans and states, got one at "${host}"; keep it in Secrets Manager, and name it by postToSecret [alarm-channels]`,
      ),
    },
    {
      what: '[X3] a secret that no name can be, and a key that would end the reference',
      declare: told(postToSecret('paging/{{x}}', 'url:AWSPREVIOUS')),
      expect: [
        `${AT}.key: must be a key of its JSON, got "url:AWSPREVIOUS"; write it as url [alarm-channels]`,
        `${AT}.secret: must be the name of a secret in Secrets Manager, got "paging/{{x}}"; write it as paging/pagerduty [alarm-channels]`,
      ],
    },
    {
      what: '[C5] a queue that keeps an order, which alarms have not, and a function of elsewhere',
      declare: told(sendToQueue('alarms.fifo'), callFunction('arn:aws:lambda:eu-west-2:111122223333:function:chat')),
      expect: [
        `${AT}.queue: must be the name of a standard queue of SQS, got "alarms.fifo"; write it as alarms [alarm-channels]`,
        'ward.alarms.notify.critical[1].function: must be the name of a function of Lambda, got "arn:aws:lambda:eu-west-2:111122223333:function:chat"; write it as alarms-to-chat [alarm-channels]',
      ],
    },
    {
      what: 'nobody, twice',
      declare: told(mailTo('a@ward.example'), mailTo('a@ward.example'), 'carrier pigeon'),
      expect: [
        'ward.alarms.notify.critical[1]: must be told once, got one that is told already; remove it [alarm-channels]',
        'ward.alarms.notify.critical[2]: must be one of mail, text, web, secret-web, queue, function, got "carrier pigeon"; make it by mailTo, textTo and so on [alarm-channels]',
      ],
    },
    {
      what: 'a severity that there is not, and one that is no list',
      declare: withAlarms({ notify: { ...HEARD.notify, ...untyped<object>({ urgent: [], medium: 'me' }) } }),
      expect: [
        'ward.alarms.notify.medium: must be a list, got "me"; make it by its function [shapes]',
        'ward.alarms.notify.urgent: must be one of critical, high, medium, got "urgent"; correct the name [shapes]',
      ],
    },
  ]);
});

describe('what rings where nobody hears it', () => {
  const remedy = (what: string) => `${what}, or waive alarms with a reason and an end [alarms]`;
  findsExactly([
    {
      what: '[C5] production in which nobody is told',
      declare: () => aWard({ platform: { alarms: undefined } }),
      expect: ['critical', 'high'].map(
        severity => `ward.alarms.notify.${severity}: must tell somebody in production, got nothing; ${remedy('name who is told')}`,
      ),
    },
    {
      what: '[C5] a list with nobody in it',
      declare: withAlarms({ notify: { ...HEARD.notify, high: [] } }),
      expect: [`ward.alarms.notify.high: must tell somebody in production, got an empty list; ${remedy('name who is told')}`],
    },
    {
      what: '[O8] a database of which nothing rings',
      declare: withRecords('none'),
      expect: [`stores.records.alarms: must ring in production, got "none"; ${remedy('leave it out')}`],
    },
    {
      what: '[O8] a waiver of it',
      declare: () =>
        aWard({ records: { alarms: 'none' } }, ({ records }) => records.waive({ rule: 'alarms', reason: 'watched elsewhere', until: '2027-01-31' })),
      expect: ['warning: stores.records.alarms: must ring in production, got "none"; waived until 2027-01-31: watched elsewhere [alarms]'],
    },
  ]);
});

describe('a budget', () => {
  findsExactly([
    {
      what: '[O8] without an amount',
      declare: withBudget(untyped({ notify: ['finance@ward.example'] })),
      expect: ['ward.budget.monthly: must be more than 0 US dollars, got nothing; write it as 5000 [budget]'],
    },
    {
      what: 'of which nobody is told, or nobody that there is',
      declare: withBudget({ monthly: 0, of: untyped('team'), notify: untyped([]) }),
      expect: [
        'ward.budget.monthly: must be more than 0 US dollars, got 0; write it as 5000 [budget]',
        "ward.budget.notify: must be 1 to 10 addresses of mail, got an empty list; write it as ['finance@example.org'] [budget]",
        'ward.budget.of: must be one of account, platform, got "team"; choose one of them [budget]',
      ],
    },
    {
      what: 'with an address that is none, and shares that are none',
      declare: withBudget({ monthly: 10, spent: [percent(80), percent(80), untyped(0.9)], expected: untyped('100%'), notify: ['finance'] }),
      expect: [
        'ward.budget.expected: must be a list, got "100%"; write it as [percent(70)] [shapes]',
        'ward.budget.notify[0]: must be an address of mail, got "finance"; write it as \'finance@example.org\' [budget]',
        'ward.budget.spent[1]: must stand once, got 80%; remove it [budget]',
        'ward.budget.spent[2]: must be a share from 1% to 1000%, got 0.9; write it as percent(80) [budget]',
      ],
    },
    {
      what: 'that tells at nothing',
      declare: withBudget({ monthly: 10, spent: [], expected: [], notify: ['finance@ward.example'] }),
      expect: ['ward.budget: must tell at 1 to 10 shares, spent and expected, got 0 shares; say when somebody is told [budget]'],
    },
    {
      what: 'that is a number',
      declare: withBudget(untyped(5000)),
      expect: ['ward.budget: must be an object, got 5000; write it as { monthly: ..., notify: ... } [shapes]'],
    },
  ]);
});

describe('an account of Datadog', () => {
  const withDatadog = (datadog: unknown) => () => aWard({ platform: { datadog } });
  findsExactly([
    {
      what: '[C5] that no customer is told by, kept where Datadog is not',
      declare: withDatadog({ externalId: 'mine', site: 'sd1' }),
      expect: [
        'ward.datadog.externalId: must be the 32 letters and figures that Datadog gives, got "mine"; copy it from the AWS integration in Datadog [datadog]',
        'ward.datadog.site: must be one of us1, us3, us5, eu1, ap1, got "sd1"; choose one of them [datadog]',
      ],
    },
    {
      what: '[C5] that is a word',
      declare: withDatadog('yes'),
      expect: ['ward.datadog: must be an object, got "yes"; write it as { externalId: ... } [shapes]'],
    },
  ]);
});
