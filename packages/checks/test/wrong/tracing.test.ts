import { days, gib, minutes, percent, type TracingProps } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const PLACE = 'sites.dublin.tracing';
const tracing = (props: unknown) => aWard({ site: { tracing: untyped<TracingProps>(props) } });

describe('[O6] tracing', () => {
  findsExactly([
    {
      what: 'a share of no request',
      declare: () => tracing({ sampled: percent(0) }),
      expect: [`${PLACE}.sampled: must be a share of requests, more than none and at most all, got 0%; write it as percent(10) [tracing]`],
    },
    {
      what: 'a share that is none',
      declare: () => tracing({ sampled: 0.1 }),
      expect: [`${PLACE}.sampled: must be a share of requests, more than none and at most all, got 0.1; write it as percent(10) [tracing]`],
    },
    {
      what: 'a namespace that is none',
      declare: () => tracing({ namespace: 'Telemetry' }),
      expect: [`${PLACE}.namespace: must be the name of a namespace, got "Telemetry"; write it as opentelemetry [tracing]`],
    },
    {
      what: 'a collector in a domain',
      declare: () => tracing({ namespace: 'clinical' }),
      expect: [
        `${PLACE}.namespace: must leave opentelemetry-collector a namespace of its own, got "clinical", which is a domain; give one of the two another name [add-ons]`,
      ],
    },
    {
      what: 'traces that are hardly kept',
      declare: () => tracing({ keep: minutes(10), storage: gib(0) }),
      expect: [
        `${PLACE}.keep: must be a length of time from 1h to 90d, got 10m; write it as days(7) [figures]`,
        `${PLACE}.storage: must be a size from 1Gi to 16Ti, got 0; write it as gib(20) [figures]`,
      ],
    },
    {
      what: 'a variable by which a workload learns where its traces go',
      declare: () => aWard({ site: { tracing: {} }, ehr: { variables: { OTEL_SERVICE_NAME: 'records' } } }),
      expect: [
        'clinical.ehr.variables.OTEL_SERVICE_NAME: must leave what the platform sets to it, got OTEL_SERVICE_NAME for the tracing of its site; rename it, or leave it out [variables]',
      ],
    },
  ]);

  it('may be of all requests', () => {
    expect(messagesOf(tracing({ sampled: percent(100), keep: days(30) }))).toEqual([]);
  });
});

describe('[O1] a Prometheus that is installed', () => {
  const prometheus = (props: object) => aWard({ site: { prometheus: untyped({ namespace: 'watch', selects: { release: 'p' }, ...props }) } });
  findsExactly([
    {
      what: 'an administrator of Grafana who is no Secret',
      declare: () => prometheus({ grafana: { admin: 'Admin Password' } }),
      expect: ['sites.dublin.prometheus.grafana.admin: must be the name of a Secret, got "Admin Password"; write it as grafana-admin [metrics]'],
    },
    {
      what: 'figures that are hardly kept',
      declare: () => prometheus({ keep: minutes(5), storage: gib(1) }),
      expect: [
        'sites.dublin.prometheus.keep: must be a length of time from 2h to 365d, got 5m; write it as days(15) [figures]',
        'sites.dublin.prometheus.storage: must be a size from 5Gi to 16Ti, got 1Gi; write it as gib(50) [figures]',
      ],
    },
  ]);
});
