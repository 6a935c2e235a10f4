import { cores, gib, mib, millicores, ScheduledTask } from '@clinfra/core';
import { aDomain, aService, aWard, QUOTA, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('sizes', () => {
  const own = (cpu: [number, number], memory: [number, number]) => ({
    requests: { cpu: cores(cpu[0]), memory: gib(memory[0]) },
    limits: { cpu: cores(cpu[1]), memory: gib(memory[1]) },
  });
  const max = { cpu: cores(1), memory: gib(1) };
  findsExactly([
    {
      what: 'a tier that is none',
      declare: () => aWard({ ehr: { size: untyped('huge') } }),
      expect: ['clinical.ehr.size: must be a tier (small, medium, large, xlarge) or figures of its own, got "huge"; choose one [resources]'],
    },
    {
      what: 'a tier that is a property of every object',
      declare: () => aWard({ ehr: { size: untyped('constructor') } }),
      expect: ['clinical.ehr.size: must be a tier (small, medium, large, xlarge) or figures of its own, got "constructor"; choose one [resources]'],
    },
    {
      what: 'a request above its limit',
      declare: () => aWard({ ehr: { size: own([2, 1], [1, 1]) } }),
      expect: ['clinical.ehr.size.requests.cpu: must be at most its limit (1), got 2; lower the request or raise the limit [resources]'],
    },
    {
      what: 'memory above its limit',
      declare: () => aWard({ ehr: { size: own([1, 1], [2, 1]) } }),
      expect: ['clinical.ehr.size.requests.memory: must be at most its limit (1Gi), got 2Gi; lower the request or raise the limit [resources]'],
    },
    {
      what: 'no processor time',
      declare: () => aWard({ ehr: { size: own([0, 1], [1, 1]) } }),
      expect: ['clinical.ehr.size.requests.cpu: must be more than zero, got 0; write it as cores(0.5) [resources]'],
    },
    {
      what: 'a limit of no memory',
      declare: () => aWard({ ehr: { size: own([1, 1], [1, 0]) } }),
      expect: ['clinical.ehr.size.limits.memory: must be more than zero, got 0; write it as gib(1) [resources]'],
    },
    {
      what: 'plain numbers',
      declare: () => aWard({ ehr: { size: untyped({ requests: { cpu: 1, memory: 1 }, limits: { cpu: 1, memory: 1 } }) } }),
      expect: [
        'clinical.ehr.size.limits.cpu: must be processor time, got 1; write it as cores(0.5) [resources]',
        'clinical.ehr.size.limits.memory: must be an amount of memory, got 1; write it as gib(1) [resources]',
        'clinical.ehr.size.requests.cpu: must be processor time, got 1; write it as cores(0.5) [resources]',
        'clinical.ehr.size.requests.memory: must be an amount of memory, got 1; write it as gib(1) [resources]',
      ],
    },
    {
      what: 'requests without limits',
      declare: () => aWard({ ehr: { size: untyped({ requests: { cpu: cores(1), memory: gib(1) } }) } }),
      expect: ['clinical.ehr.size.limits: must be an object, got nothing; write it as { cpu: ..., memory: ... } [shapes]'],
    },
    {
      what: 'limits above what the domain allows',
      declare: () => aWard({ ehr: { size: own([1, 4], [1, 8]) } }),
      expect: [
        'clinical.ehr.size.limits.cpu: must stay within clinical.limits.max.cpu (2), got 4; ask for less, or raise limits.max [resources]',
        'clinical.ehr.size.limits.memory: must stay within clinical.limits.max.memory (4Gi), got 8Gi; ask for less, or raise limits.max [resources]',
      ],
    },
    {
      what: 'a tier above what the domain allows',
      declare: () => aWard({ clinical: { limits: { max } }, ehr: { size: 'xlarge', scale: { min: 3, max: 5 } } }),
      expect: [
        'clinical.ehr.size: must stay within clinical.limits.max.cpu (1), got 2; ask for less, or raise limits.max [resources]',
        'clinical.ehr.size: must stay within clinical.limits.max.memory (1Gi), got 4Gi; ask for less, or raise limits.max [resources]',
      ],
    },
    {
      what: 'defaults above what the domain allows',
      declare: () => aWard({ clinical: { limits: { defaults: own([1, 4], [1, 1]) } } }),
      expect: ['clinical.limits.defaults.limits.cpu: must stay within clinical.limits.max.cpu (2), got 4; ask for less, or raise limits.max [resources]'],
    },
    {
      what: 'defaults above their own limits',
      declare: () => aWard({ clinical: { limits: { defaults: own([1, 0.5], [1, 1]) } } }),
      expect: ['clinical.limits.defaults.requests.cpu: must be at most its limit (500m), got 1; lower the request or raise the limit [resources]'],
    },
    {
      what: 'a domain that allows no memory',
      declare: () => aWard({ clinical: { limits: { max: { cpu: cores(2), memory: gib(0) } } } }),
      expect: ['clinical.limits.max.memory: must be more than zero, got 0; write it as gib(1) [resources]'],
    },
    {
      what: 'a worker of a tier that is none',
      declare: () => aWard({ notifier: { size: untyped('') } }),
      expect: ['clinical.notifier.size: must be a tier (small, medium, large, xlarge) or figures of its own, got ""; choose one [resources]'],
    },
  ]);
});

describe('quotas', () => {
  findsExactly([
    {
      what: 'too little processor time for the maximum',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, cpu: cores(2) } } }),
      expect: ['clinical.quota.cpu: must cover every pod at maximum scale, got 2 for 3 (ehr 2500m, notifier 500m); raise it or lower scale.max [capacity]'],
    },
    {
      what: 'one thousandth of a core too little',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, cpu: millicores(2999) } } }),
      expect: ['clinical.quota.cpu: must cover every pod at maximum scale, got 2999m for 3 (ehr 2500m, notifier 500m); raise it or lower scale.max [capacity]'],
    },
    {
      what: 'too little memory for the maximum',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, memory: mib(6399) } } }),
      expect: [
        'clinical.quota.memory: must cover every pod at maximum scale, got 6399Mi for 6400Mi (ehr 5Gi, notifier 1280Mi); raise it or lower scale.max [capacity]',
      ],
    },
    {
      what: 'one pod too few for a rolling update',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, pods: 14 } } }),
      expect: ['clinical.quota.pods: must cover every pod at maximum scale, got 14 for 15 (ehr 10, notifier 5); raise it or lower scale.max [capacity]'],
    },
    {
      what: 'no room for the pod of a scheduled task',
      declare: () =>
        aWard(
          { clinical: { quota: { ...QUOTA, pods: 15 } } },
          ({ clinical }) => new ScheduledTask(clinical, 'nightly', { image: 'registry.example/nightly:1', schedule: '0 2 * * *' }),
        ),
      expect: [
        'clinical.quota.pods: must cover every pod at maximum scale, got 15 for 16 (ehr 10, notifier 5, nightly 1); raise it or lower scale.max [capacity]',
      ],
    },
    {
      what: 'many workloads, of which the largest are named',
      declare: () =>
        aWard({}, ({ platform }) => {
          const care = aDomain(platform, 'care', { quota: { ...QUOTA, pods: 20 } });
          for (const [index, name] of ['triage', 'beds', 'wards', 'meals'].entries()) aService(care, name, { scale: { min: 3, max: 4 + index } });
        }),
      expect: [
        'care.quota.pods: must cover every pod at maximum scale, got 20 for 26 (most by meals 8, wards 7, beds 6); raise it or lower scale.max [capacity]',
      ],
    },
    {
      what: 'no processor time at all',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, cpu: cores(0) } } }),
      expect: ['clinical.quota.cpu: must be more than zero, got 0; write it as cores(20) [capacity]'],
    },
    {
      what: 'no memory at all',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, memory: gib(0) } } }),
      expect: ['clinical.quota.memory: must be more than zero, got 0; write it as gib(40) [capacity]'],
    },
    {
      what: 'no pods at all',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, pods: 0 } } }),
      expect: ['clinical.quota.pods: must be more than zero, got 0; write a whole number of pods [capacity]'],
    },
    {
      what: 'less than no pods',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, pods: -5 } } }),
      expect: ['clinical.quota.pods: must be more than zero, got -5; write a whole number of pods [capacity]'],
    },
    {
      what: 'part of a pod',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, pods: 20.5 } } }),
      expect: ['clinical.quota.pods: must be a whole number, got 20.5; write a whole number of pods [capacity]'],
    },
    {
      what: 'a size where processor time is wanted',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, cpu: untyped(gib(20)) } } }),
      expect: ['clinical.quota.cpu: must be processor time, got 20Gi; write it as cores(20) [capacity]'],
    },
    {
      what: 'a plain number of gibibytes',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, memory: untyped(40) } } }),
      expect: ['clinical.quota.memory: must be an amount of memory, got 40; write it as gib(40) [capacity]'],
    },
  ]);
});
