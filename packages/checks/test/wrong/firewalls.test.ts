import { type AwsEdgeProps, Edge, type FirewallProps, kib, mib, minutes, networkBalancer, seconds } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';
import { aZone, BALANCED, wardWith } from './an-aws-edge';

const judged =
  (firewall: FirewallProps): (() => Partial<AwsEdgeProps>) =>
  () => ({ firewall });

describe('firewalls', () => {
  findsExactly([
    {
      what: 'none in production',
      declare: () => wardWith(() => ({ firewall: false })),
      expect: ['public.aws.firewall: must be there in production, got false; leave it out, or waive firewall with a reason and an end [firewall]'],
    },
    {
      what: 'a group that only counts',
      declare: () => wardWith(judged({ groups: { sql: { action: 'count' } } })),
      expect: [
        `public.aws.firewall.groups.sql.action: must be 'block' in production, got "count"; leave it out, or waive firewall with a reason and an end [firewall]`,
      ],
    },
    {
      what: 'no logs',
      declare: () => wardWith(judged({ logs: false })),
      expect: ['public.aws.firewall.logs: must be true in production, got false; leave it out, or waive firewall with a reason and an end [firewall]'],
    },
    {
      what: 'a firewall that cannot read what it guards',
      declare: () => wardWith(() => ({ firewall: {}, balancer: networkBalancer() })),
      expect: [
        'public.aws.firewall: must stand before an Application Load Balancer, for another hands TLS through unread, got networkBalancer(); use applicationBalancer(), or leave it out [aws-firewall]',
      ],
    },
    {
      what: 'no request at all',
      declare: () => wardWith(judged({ rateLimit: { requests: 0, per: minutes(15) } })),
      expect: ['public.aws.firewall.rateLimit.requests: must be a whole number of at least 1, got 0; let one request through at least [aws-firewall]'],
    },
    {
      what: 'seconds, which AWS cannot count',
      declare: () => wardWith(judged({ rateLimit: { requests: 100, per: seconds(30) } })),
      expect: ['public.aws.firewall.rateLimit.per: must be at least 60s, got 30s; write it as minutes(15) [aws-firewall]'],
    },
    {
      what: 'a window that is a number',
      declare: () => wardWith(judged({ rateLimit: { requests: 1000, per: untyped(900) } })),
      expect: ['public.aws.firewall.rateLimit.per: must be a length of time, got 900; write it as minutes(15) [aws-firewall]'],
    },
    {
      what: 'fewer requests than AWS can count to',
      declare: () => wardWith(judged({ rateLimit: { requests: 12, per: minutes(15) } })),
      expect: [
        'public.aws.firewall.rateLimit: must be at least 10 in 600s, for AWS counts to no less, got 12 in 15m, which are 8 in 600s; let more through, or shorten the time [aws-firewall]',
      ],
    },
    {
      what: 'a length of time that is none',
      declare: () => wardWith(judged({ rateLimit: { requests: 1000, per: minutes(-1) } })),
      expect: ['public.aws.firewall.rateLimit.per: must be zero or more, got minutes(-1); correct the figure [quantity]'],
    },
    {
      what: 'a group that AWS does not have',
      declare: () => wardWith(judged({ groups: untyped({ bots: {} }) })),
      expect: [
        'public.aws.firewall.groups.bots: must be one of anonymous-ip, common, ip-reputation, known-bad-inputs, sql, got "bots"; correct the name [shapes]',
      ],
    },
    {
      what: 'a rule that does what none can',
      declare: () => wardWith(judged({ groups: { common: { rules: { NoUserAgent_HEADER: untyped('allow') } } } })),
      expect: ['public.aws.firewall.groups.common.rules.NoUserAgent_HEADER: must be one of block, count, got "allow"; choose one of them [aws-firewall]'],
    },
    {
      what: 'a rule of a group that is off',
      declare: () =>
        aWard({ ...BALANCED, platform: { environment: 'staging' } }, ward => {
          const aws = { zone: aZone(ward), firewall: { groups: { sql: { action: 'off', rules: { SQLi_BODY: 'count' } } } } } as const;
          new Edge(ward.platform, 'public', { domain: ward.clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws }).exposes(ward.ehr);
        }),
      expect: ['public.aws.firewall.groups.sql.rules: must belong to a group that is not off, got off; leave them out [aws-firewall]'],
    },
    {
      what: 'a limit that is a number',
      declare: () => wardWith(judged({ bodies: { limit: untyped(8192) } })),
      expect: ['public.aws.firewall.bodies.limit: must be a size, got 8192; write it as kib(8) [aws-firewall]'],
    },
    {
      what: 'bodies larger than can be seen',
      declare: () => wardWith(judged({ bodies: { limit: kib(9) } })),
      expect: [
        'public.aws.firewall.bodies.limit: must be at most 8Ki, which is all that is looked at, got 9Ki; lower it, and name the paths in largeBelow [aws-firewall]',
      ],
    },
    {
      what: 'large bodies below what is no path',
      declare: () => wardWith(judged({ bodies: { largeBelow: ['fhir'] } })),
      expect: ['public.aws.firewall.bodies.largeBelow[0]: must be a path that begins with /, got "fhir"; write it as /fhir [aws-firewall]'],
    },
    {
      what: 'requests that the edge takes and the firewall does not',
      declare: () => wardWith(undefined, { maxRequest: mib(10) }),
      expect: [
        'public.aws.firewall.bodies: must let through what the edge takes (10Mi), got 8Ki for every path; name the paths of large requests in largeBelow [aws-firewall]',
      ],
    },
    {
      what: 'the internet among those who are not judged',
      declare: () => wardWith(judged({ allow: ['0.0.0.0/0', 'ward.ie'] })),
      expect: [
        'public.aws.firewall.allow[0]: must be no wider than a /8, got "0.0.0.0/0"; name who is not judged, not the internet [aws-firewall]',
        'public.aws.firewall.allow[1]: must be an address range, got "ward.ie"; write it as 192.0.2.0/24 or 2001:db8:40::/48, with no bits set behind the prefix [aws-firewall]',
      ],
    },
  ]);
});
