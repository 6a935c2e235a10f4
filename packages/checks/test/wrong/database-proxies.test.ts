import { type DatabaseProxyProps, minutes, percent, seconds } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const withProxy = (proxy: DatabaseProxyProps) => aWard({ records: { proxy } });

describe('[D5] proxies before databases', () => {
  findsExactly([
    {
      what: 'one before a database that is another’s',
      declare: () => aWard({ records: { proxy: {}, existing: { host: 'db.example', cidr: '10.9.0.0/28' } } }),
      expect: [
        'stores.records.proxy: must be left out for a database that exists already, got a proxy; give the address of its own proxy as existing.host [database-proxy]',
      ],
    },
    {
      what: 'more than all connections, and none',
      declare: () => withProxy({ connections: percent(101), idle: percent(0) }),
      expect: ['stores.records.proxy.connections: must be a whole share from 1% to 100%, got 101%; write it as percent(90) [database-proxy]'],
    },
    {
      what: 'a share that is not whole',
      declare: () => withProxy({ connections: percent(60), idle: percent(12.5) }),
      expect: ['stores.records.proxy.idle: must be a whole share from 0% to 100%, got 12.5%; write it as percent(90) [database-proxy]'],
    },
    {
      what: 'a share without its unit',
      declare: () => withProxy({ connections: untyped(90) }),
      expect: ['stores.records.proxy.connections: must be a whole share from 1% to 100%, got 90; write it as percent(90) [database-proxy]'],
    },
    {
      what: 'a share that makes no sense, which is reported once',
      declare: () => withProxy({ connections: percent(-1) }),
      expect: ['stores.records.proxy.connections: must be zero or more, got percent(-1); correct the figure [quantity]'],
    },
    {
      what: 'more kept open than may be opened',
      declare: () => withProxy({ connections: percent(40), idle: percent(41) }),
      expect: ['stores.records.proxy.idle: must be at most connections (40%), got 41%; lower it, or raise connections [database-proxy]'],
    },
    {
      what: 'a client that waits longer, and one that is idle longer, than RDS Proxy lets it',
      declare: () => withProxy({ borrowTimeout: seconds(301), idleTimeout: minutes(481) }),
      expect: [
        'stores.records.proxy.borrowTimeout: must be a length of time from 1s to 5m, got 301s; write it as seconds(30) [database-proxy]',
        'stores.records.proxy.idleTimeout: must be a length of time from 1s to 8h, got 481m; write it as minutes(30) [database-proxy]',
      ],
    },
    {
      what: 'a client that waits for nothing',
      declare: () => withProxy({ borrowTimeout: seconds(0) }),
      expect: ['stores.records.proxy.borrowTimeout: must be a length of time from 1s to 5m, got 0s; write it as seconds(30) [database-proxy]'],
    },
  ]);

  it('may open every connection, and let clients wait as long as RDS Proxy does', () => {
    expect(messagesOf(withProxy({ connections: percent(100), idle: percent(100), borrowTimeout: minutes(5), idleTimeout: minutes(480) }))).toEqual([]);
  });
});
