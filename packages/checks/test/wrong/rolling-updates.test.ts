import { percent, type RollingUpdate } from '@clinfra/core';
import { aWard, QUOTA, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const updated = (rolling: RollingUpdate, min = 3) => aWard({ ehr: { scale: { min, max: 9 }, availability: { rolling } } });

describe('rolling updates', () => {
  findsExactly([
    {
      what: 'neither a pod more nor a pod less',
      declare: () => updated({ surge: 0 }),
      expect: [
        'clinical.ehr.availability.rolling: must add a pod or take one, got surge and unavailable of zero; allow one of them, or no pod can ever be replaced [rolling-update]',
      ],
    },
    {
      what: 'shares of nothing',
      declare: () => updated({ surge: percent(0), unavailable: percent(0) }),
      expect: [
        'clinical.ehr.availability.rolling: must add a pod or take one, got surge and unavailable of zero; allow one of them, or no pod can ever be replaced [rolling-update]',
      ],
    },
    {
      what: 'a part of a pod more',
      declare: () => updated({ surge: 0.5 }),
      expect: [
        'clinical.ehr.availability.rolling.surge: must be a whole number of pods or a whole share of them up to 100%, got 0.5; write it as 1 or percent(25) [rolling-update]',
      ],
    },
    {
      what: 'a share in quotes',
      declare: () => updated({ unavailable: untyped('25%') }),
      expect: [
        'clinical.ehr.availability.rolling.unavailable: must be a whole number of pods or a whole share of them up to 100%, got "25%"; write it as 1 or percent(25) [rolling-update]',
      ],
    },
    {
      what: 'more than all gone',
      declare: () => updated({ unavailable: percent(101) }),
      expect: [
        'clinical.ehr.availability.rolling.unavailable: must be a whole number of pods or a whole share of them up to 100%, got 101%; write it as 1 or percent(25) [rolling-update]',
      ],
    },
    {
      what: 'all gone at once',
      declare: () => updated({ unavailable: 3 }),
      expect: [
        'clinical.ehr.availability.rolling.unavailable: must be less than scale.min (3), got 3; lower it, or an update takes every pod at once [rolling-update]',
      ],
    },
    {
      what: 'a platform whose updates can never go on, said once',
      declare: () => aWard({ platform: { rolling: { surge: 0 } } }),
      expect: [
        'ward.rolling: must add a pod or take one, got surge and unavailable of zero; allow one of them, or no pod can ever be replaced [rolling-update]',
      ],
    },
    {
      what: 'a share below nothing for the platform, said once',
      declare: () => aWard({ platform: { rolling: { surge: percent(-1) } } }),
      expect: ['ward.rolling.surge: must be zero or more, got percent(-1); correct the figure [quantity]'],
    },
    {
      what: 'a share below nothing for a service',
      declare: () => updated({ surge: percent(-1) }),
      expect: ['clinical.ehr.availability.rolling.surge: must be zero or more, got percent(-1); correct the figure [quantity]'],
    },
    {
      what: '[V4] no room for the pods that an update adds, a share of the most rounded up',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, pods: 16 } }, ehr: { availability: { rolling: { surge: percent(25) } } } }),
      expect: ['clinical.quota.pods: must cover every pod at maximum scale, got 16 for 17 (ehr 12, notifier 5); raise it or lower scale.max [capacity]'],
    },
  ]);

  it('may take the only pod, because an update that adds none has to', () => {
    expect(messagesOf(aWard({ notifier: { scale: { min: 1, max: 1 }, availability: { rolling: { surge: 0, unavailable: 1 } } } }))).toEqual([]);
  });

  it('may take a quarter and add a quarter', () => {
    expect(messagesOf(aWard({ platform: { rolling: { surge: percent(25), unavailable: percent(25) } } }))).toEqual([]);
  });
});
