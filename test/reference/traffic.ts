import { ClinicalService, percent, ScheduledTask, seconds } from '@clinfra/core';
import type { Ground } from './ground';

/** What can be said of requests on their way through the mesh. */
export function declareTraffic({ clinical }: Ground): void {
  const terminology = new ClinicalService(clinical, 'terminology', {
    image: 'registry.reference.example/terminology:1.4.2',
    port: 4010,
    scale: { min: 2, max: 4 },
    traffic: {
      timeout: seconds(10),
      retries: { attempts: 2, perTry: seconds(4), on: ['gateway-error', 'reset', 'connect-failure'], repeatable: true },
      pool: { connections: 200, waiting: 20, requests: 150, requestsPerConnection: 0 },
      outliers: { failures: 3, interval: seconds(10), ejection: seconds(60), most: percent(34), healthy: percent(40) },
      balancing: 'round-robin',
    },
  });
  new ScheduledTask(clinical, 'code-sets', { image: 'registry.reference.example/code-sets:1.4.2', schedule: '30 3 * * *' })
    .calls(terminology, { methods: ['GET'], paths: ['/code-systems/*'] })
    .calls(terminology, { methods: ['POST'], paths: ['/expansions'] });
}
