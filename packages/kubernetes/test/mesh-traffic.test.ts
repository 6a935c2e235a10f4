import { percent, seconds, type Traffic } from '@clinfra/core';
import { aService } from '../../../test/fixtures/a-platform';
import { meshed } from './meshed';
import { at, type Rendered } from './rendered';

describe('requests to a service', () => {
  const traffic = (settings: Traffic, more = {}) => meshed(({ clinical }) => aService(clinical, 'labs', { traffic: settings, ...more }));
  const routesOf = (objects: Rendered) => at(objects.get('VirtualService', 'labs'), 'spec', 'http');

  it('[M3] wait 30 s, and are tried again three times for 10 s; those that change something only where they never arrived', () => {
    const route = [{ destination: { host: 'labs.clinical.svc.cluster.local' } }];
    expect(routesOf(traffic({}))).toEqual([
      {
        name: 'primary-reads',
        match: [{ method: { regex: 'GET|HEAD|OPTIONS' } }],
        route,
        timeout: '30s',
        retries: { attempts: 3, perTryTimeout: '10s', retryOn: '5xx,reset,connect-failure,refused-stream' },
      },
      { name: 'primary', route, timeout: '30s', retries: { attempts: 3, perTryTimeout: '10s', retryOn: 'connect-failure,refused-stream' } },
    ]);
  });

  it('[M3] are all tried again alike where the service knows a repeated one, and never where that is said', () => {
    expect(routesOf(traffic({ timeout: seconds(9), retries: { attempts: 2, perTry: seconds(4), on: ['reset'], repeatable: true } }))).toMatchObject([
      { name: 'primary', timeout: '9s', retries: { attempts: 2, perTryTimeout: '4s', retryOn: 'reset' } },
    ]);
    expect(routesOf(traffic({ retries: { attempts: 0 } }))).toMatchObject([{ name: 'primary', retries: { attempts: 0 } }]);
  });

  it('[M3] have no routes where there are no requests but a connection', () => {
    const objects = traffic({}, { protocol: 'tcp' });
    expect(objects.names('VirtualService')).not.toContain('labs');
    expect(at(objects.get('DestinationRule', 'labs'), 'spec', 'trafficPolicy', 'connectionPool')).toEqual({ tcp: { maxConnections: 100 } });
  });

  it('[M4] meet limits and leave failing pods alone, by default as the deployment document says', () => {
    expect(at(traffic({}).get('DestinationRule', 'labs'), 'spec')).toEqual({
      host: 'labs.clinical.svc.cluster.local',
      trafficPolicy: {
        tls: { mode: 'ISTIO_MUTUAL' },
        loadBalancer: { simple: 'LEAST_REQUEST' },
        connectionPool: { tcp: { maxConnections: 100 }, http: { http1MaxPendingRequests: 50, http2MaxRequests: 100, maxRequestsPerConnection: 2 } },
        outlierDetection: { consecutive5xxErrors: 5, interval: '30s', baseEjectionTime: '30s', maxEjectionPercent: 50, minHealthPercent: 50 },
      },
    });
  });

  it('[M4] take every figure that is stated instead', () => {
    const objects = traffic({
      balancing: 'round-robin',
      pool: { connections: 10, waiting: 20, requests: 30, requestsPerConnection: 0 },
      outliers: { failures: 2, interval: seconds(5), ejection: seconds(60), most: percent(34), healthy: percent(66) },
    });
    expect(at(objects.get('DestinationRule', 'labs'), 'spec', 'trafficPolicy')).toMatchObject({
      loadBalancer: { simple: 'ROUND_ROBIN' },
      connectionPool: { tcp: { maxConnections: 10 }, http: { http1MaxPendingRequests: 20, http2MaxRequests: 30, maxRequestsPerConnection: 0 } },
      outlierDetection: { consecutive5xxErrors: 2, interval: '5s', baseEjectionTime: '1m', maxEjectionPercent: 34, minHealthPercent: 66 },
    });
  });
});
