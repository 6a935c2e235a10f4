import {
  blueGreen,
  type CanaryProps,
  type ClinicalServiceProps,
  canary,
  cores,
  gib,
  hours,
  loadBalancer,
  minutes,
  type Platform,
  percent,
  type Release,
  seconds,
} from '@clinfra/core';
import { aService, aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const READY: NonNullable<WardChanges['site']> = { argoRollouts: true, prometheus: { namespace: 'watch', selects: { release: 'prometheus' } } };
const STAGES = [{ weight: 50, pause: hours(1) }, { weight: 100 }] as const;

function ward(release: Release, ehr: Partial<ClinicalServiceProps> = {}, changes: WardChanges = {}, add?: Parameters<typeof aWard>[1]): Platform {
  return aWard({ site: READY, ...changes, ehr: { metrics: { port: 9464 }, release, ...ehr } }, add);
}

/** A canary by the number of pods, which needs no mesh. */
const byPods = (changes: object = {}) => canary({ stages: STAGES, split: 'replicas', analysis: {}, ...changes } as CanaryProps);

describe('releases', () => {
  it('has nothing against a blue-green one and a canary where both can be led', () => {
    expect(messagesOf(ward(blueGreen({ promotion: 'automatic', analysis: {} })))).toEqual([]);
    expect(messagesOf(ward(byPods()))).toEqual([]);
    expect(messagesOf(ward(canary({ stages: STAGES, header: 'x-canary', analysis: {} }), {}, { site: { ...READY, mesh: {} } }))).toEqual([]);
  });

  findsExactly([
    {
      what: 'a release that is none',
      declare: () => ward(untyped({ kind: 'recreate' })),
      expect: ['clinical.ehr.release: must be rolling(), blueGreen(...) or canary(...), got "recreate"; use one of them [release]'],
    },
    {
      what: 'a release in quotes',
      declare: () => ward(untyped('canary')),
      expect: ['clinical.ehr.release: must be rolling(), blueGreen(...) or canary(...), got "canary"; use one of them [release]'],
    },
    {
      what: 'a blue-green release without Argo Rollouts',
      declare: () => ward(blueGreen(), {}, { site: {} }),
      expect: [
        'clinical.ehr.metrics: must stand where a Prometheus asks for them, as on sites.dublin, got none there; set prometheus on the site, or leave them out [metrics]',
        'clinical.ehr.release: must stand where Argo Rollouts runs, as on sites.dublin, got none there; set argoRollouts on the site, or use rolling() [release]',
      ],
    },
    {
      what: 'a canary without Argo Rollouts',
      declare: () => ward(byPods(), {}, { site: { ...READY, argoRollouts: false } }),
      expect: [
        'clinical.ehr.release: must stand where Argo Rollouts runs, as on sites.dublin, got none there; set argoRollouts on the site, or use rolling() [release]',
      ],
    },
    {
      what: 'a promotion by nobody',
      declare: () => ward(blueGreen({ promotion: untyped('later') })),
      expect: ['clinical.ehr.release.promotion: must be one of manual, automatic, got "later"; choose one of them [release]'],
    },
    {
      what: 'an old version that goes before the news of the switch has spread',
      declare: () => ward(blueGreen({ scaleDownDelay: seconds(5) })),
      expect: [
        'clinical.ehr.release.scaleDownDelay: must be a length of time of at least 30s, in which every node learns of the switch, got 5s; write it as minutes(5) [release]',
      ],
    },
    {
      what: 'a preview by the name of another service',
      declare: () => ward(blueGreen(), {}, {}, ({ clinical }) => aService(clinical, 'ehr-preview')),
      expect: [
        'clinical.ehr-preview.name: must leave names to what has them in its namespace, got ehr-preview, the preview of clinical.ehr; rename it [derived-names]',
      ],
    },
    {
      what: 'a name that its preview makes too long',
      declare: () => ward(blueGreen(), {}, { names: { ehr: 'e'.repeat(56) } }),
      expect: [
        `clinical.${'e'.repeat(56)}.name: must have at most 63 characters together with its preview, got 64 in ${'e'.repeat(56)}-preview; shorten it [name-length]`,
      ],
    },
    {
      what: 'a load balancer before two whole versions',
      declare: () => ward(blueGreen(), { exposure: loadBalancer({ from: ['10.40.0.0/16'] }) }, { site: { ...READY, loadBalancers: {} } }),
      expect: [
        `clinical.ehr.exposure: must be 'cluster' for a blue-green release, for what leads from outside leads to both versions, got "load-balancer"; use rolling(), or an Edge for HTTP [release]`,
      ],
    },
    {
      what: 'a budget that counts the pods of both versions',
      declare: () => ward(blueGreen(), { availability: { disruption: { minAvailable: 2 } } }),
      expect: [
        'clinical.ehr.availability.disruption: must be maxUnavailable for a blue-green release, whose pods of both versions count, got minAvailable; write it as { maxUnavailable: 1 }, or a drain may take every pod of one version [release]',
      ],
    },
    {
      what: 'a quota without room for two whole versions',
      declare: () => ward(blueGreen(), {}, { clinical: { quota: { cpu: cores(100), memory: gib(200), storage: gib(100), pods: 22 } } }),
      expect: ['clinical.quota.pods: must cover every pod at maximum scale, got 22 for 23 (ehr 18, notifier 5); raise it or lower scale.max [capacity]'],
    },
  ]);
});

describe('canaries', () => {
  const stages = (...all: readonly unknown[]) => ward(byPods({ stages: untyped(all) }));
  const hour = hours(1);
  findsExactly([
    {
      what: 'a canary of no stages',
      declare: () => stages(),
      expect: ['clinical.ehr.release.stages: must be at least one, got none; write them as [{ weight: 10, pause: hours(1) }, { weight: 100 }] [release]'],
    },
    {
      what: 'weights that do not rise to 100',
      declare: () => stages({ weight: 50, pause: hour }, { weight: 75, pause: hour }),
      expect: ['clinical.ehr.release.stages[1].weight: must be 100 in the last stage, got 75; add a stage of weight 100 [release]'],
    },
    {
      what: 'a weight twice',
      declare: () => stages({ weight: 50, pause: hour }, { weight: 50, pause: hour }, { weight: 100 }),
      expect: ['clinical.ehr.release.stages[1].weight: must be more than that of the stage before (50), got 50; let the weights rise [release]'],
    },
    {
      what: 'weights that fall',
      declare: () => stages({ weight: 75, pause: hour }, { weight: 50, pause: hour }, { weight: 100 }),
      expect: ['clinical.ehr.release.stages[1].weight: must be more than that of the stage before (75), got 50; let the weights rise [release]'],
    },
    {
      what: 'more than all requests',
      declare: () => stages({ weight: 50, pause: hour }, { weight: 110 }),
      expect: [
        'clinical.ehr.release.stages[1].weight: must be a whole number from 1 to 100, got 110; write how many of a hundred requests the new version gets [release]',
      ],
    },
    {
      what: 'a part of a request',
      declare: () => stages({ weight: 33.3, pause: hour }, { weight: 100 }),
      expect: [
        'clinical.ehr.release.stages[0].weight: must be a whole number from 1 to 100, got 33.3; write how many of a hundred requests the new version gets [release]',
      ],
    },
    {
      what: 'a pause of less than nothing',
      declare: () => stages({ weight: 50, pause: hours(-1) }, { weight: 100 }),
      expect: ['clinical.ehr.release.stages.0.pause: must be zero or more, got hours(-1); correct the figure [quantity]'],
    },
    {
      what: 'a pause of nothing',
      declare: () => stages({ weight: 50, pause: hours(0) }, { weight: 100 }),
      expect: ['clinical.ehr.release.stages[0].pause: must be more than zero, got 0s; leave it out for no pause [release]'],
    },
    {
      what: 'a pause that is no length of time',
      declare: () => stages({ weight: 50, pause: 60 }, { weight: 100 }),
      expect: [`clinical.ehr.release.stages[0].pause: must be a length of time or 'approval', got 60; write it as minutes(5) [release]`],
    },
    {
      what: 'a stage that is over before it is judged',
      declare: () => stages({ weight: 50, pause: minutes(3) }, { weight: 100 }),
      expect: [
        'clinical.ehr.release.stages[0].pause: must be at least 4m, in which 3 bad measurements can end the release, got 3m; lengthen the pause, or measure more often [release]',
      ],
    },
    {
      what: 'a stage that goes on without a judge',
      declare: () => ward(byPods({ analysis: undefined })),
      expect: [
        `clinical.ehr.release.stages[0].pause: must be 'approval' where nothing judges the new version, got 1h; give the release an analysis, or let a person approve the stage [release]`,
      ],
    },
    {
      what: 'a share that is less than a pod',
      declare: () => stages({ weight: 10, pause: hour }, { weight: 100 }),
      expect: [
        `clinical.ehr.release.stages[0].weight: must be at least the share of one pod of scale.min (34 with 3), got 10; raise scale.min to 10, raise the weight, or split by 'mesh' [release]`,
      ],
    },
    {
      what: 'a split by chance',
      declare: () => ward(byPods({ split: untyped('dice') })),
      expect: ['clinical.ehr.release.split: must be one of mesh, replicas, got "dice"; choose one of them [release]'],
    },
    {
      what: 'a split by a mesh that is not there',
      declare: () => ward(canary({ stages: STAGES, header: 'x-canary', analysis: {} })),
      expect: [
        `clinical.ehr.release.split: must stand where a mesh divides requests, as on sites.dublin, got none there; set mesh on the site, or split by 'replicas' [release]`,
      ],
    },
    {
      what: 'a header that nobody reads',
      declare: () => ward(byPods({ header: 'x-canary' })),
      expect: [`clinical.ehr.release.header: must be left out without the mesh, which reads it, got "x-canary"; leave it out, or split by 'mesh' [release]`],
    },
    {
      what: 'a header in capital letters',
      declare: () => ward(byPods({ header: 'X-Canary' })),
      expect: ['clinical.ehr.release.header: must be the name of a header in small letters, got "X-Canary"; write it as x-canary [release]'],
    },
    {
      what: 'a canary of connections',
      declare: () => ward(byPods({ analysis: undefined, stages: [{ weight: 50, pause: 'approval' }, { weight: 100 }] }), { protocol: 'tcp' }),
      expect: [
        'clinical.ehr.release: must be no canary where the port speaks tcp, whose connections cannot be shared out, got canary; use blueGreen(...) or rolling() [release]',
      ],
    },
  ]);
});

describe('what releases are judged by', () => {
  const judged = (analysis: object) => ward(blueGreen({ analysis: untyped(analysis) }));
  findsExactly([
    {
      what: 'a service without figures',
      declare: () => ward(blueGreen({ analysis: {} }), { metrics: untyped(undefined) }),
      expect: [
        'clinical.ehr.release.analysis: must have figures to judge by, got a service without metrics; set metrics on the service, or leave the analysis out [release]',
      ],
    },
    {
      what: 'a site without a Prometheus',
      declare: () => ward(blueGreen({ analysis: {} }), { metrics: untyped(undefined) }, { site: { argoRollouts: true } }),
      expect: [
        'clinical.ehr.release.analysis: must have figures to judge by, got a service without metrics; set metrics on the service, or leave the analysis out [release]',
        'clinical.ehr.release.analysis: must stand where a Prometheus has the figures, as on sites.dublin, got none there; set prometheus on the site, or leave it out [release]',
      ],
    },
    {
      what: 'connections, which have no outcome',
      declare: () => ward(blueGreen({ analysis: {} }), { protocol: 'tcp' }),
      expect: [
        'clinical.ehr.release.analysis: must be left out where the port speaks tcp, which has no requests to count, got an analysis; leave it out [release]',
      ],
    },
    {
      what: 'errors without end',
      declare: () => judged({ errors: percent(100) }),
      expect: ['clinical.ehr.release.analysis.errors: must be a percentage below 100%, got 100%; write it as percent(1) [release]'],
    },
    {
      what: 'every answer in no time',
      declare: () => judged({ latency: { share: percent(100), within: seconds(0) } }),
      expect: [
        'clinical.ehr.release.analysis.latency.share: must be a percentage above 0% and below 100%, got 100%; write it as percent(95) [release]',
        'clinical.ehr.release.analysis.latency.within: must be a length of time above zero, got 0s; write it as seconds(1) [release]',
      ],
    },
    {
      what: 'a latency without figures',
      declare: () => judged({ latency: {} }),
      expect: [
        'clinical.ehr.release.analysis.latency.share: must be a percentage above 0% and below 100%, got nothing; write it as percent(95) [release]',
        'clinical.ehr.release.analysis.latency.within: must be a length of time above zero, got nothing; write it as seconds(1) [release]',
      ],
    },
    {
      what: 'measurements without rest',
      declare: () => judged({ interval: seconds(1) }),
      expect: ['clinical.ehr.release.analysis.interval: must be a length of time of at least 10s, got 1s; write it as minutes(1) [release]'],
    },
    {
      what: 'counts that count nothing',
      declare: () => judged({ failures: 0, silent: -1, measurements: 1.5 }),
      expect: [
        'clinical.ehr.release.analysis.failures: must be a whole number of at least 1, got 0; correct the figure [release]',
        'clinical.ehr.release.analysis.measurements: must be a whole number of at least 1, got 1.5; correct the figure [release]',
        'clinical.ehr.release.analysis.silent: must be a whole number of at least 0, got -1; correct the figure [release]',
      ],
    },
    {
      what: 'limits that its few measurements never reach',
      declare: () => judged({ failures: 4, silent: 3, measurements: 3 }),
      expect: [
        'clinical.ehr.release.analysis.failures: must be at most measurements (3), got 4; lower it, or measure more often [release]',
        'clinical.ehr.release.analysis.silent: must be less than measurements (3), got 3; lower it, or measure more often [release]',
      ],
    },
    {
      what: 'a share that is none',
      declare: () => judged({ errors: percent(-1) }),
      expect: ['clinical.ehr.release.analysis.errors: must be zero or more, got percent(-1); correct the figure [quantity]'],
    },
  ]);
});
