import { cores, gib, mib, millicores, type SiteProps, type Sizing } from '@clinfra/core';
import { aWard, QUOTA, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const SITE: Partial<SiteProps> = { verticalPodAutoscaler: {} };
const FIXED = { min: 4, max: 4 };
const sized = (sizing: Sizing, scale = FIXED, site = SITE) => aWard({ site, ehr: { scale, sizing } });

describe('sizing', () => {
  findsExactly([
    {
      what: '[A4] applied while an autoscaler changes the number of pods',
      declare: () => sized({ apply: 'restart' }, { min: 3, max: 9 }),
      expect: [
        'clinical.ehr.sizing.apply: must be left out where the number of pods changes by itself, got "restart"; leave it out, or make scale.min and scale.max the same [sizing]',
      ],
    },
    {
      what: 'applied where nobody does it',
      declare: () => sized({ apply: 'in-place' }, FIXED, {}),
      expect: [
        'clinical.ehr.sizing.apply: must stand only where there is a vertical autoscaler, got sites.dublin, which has none; set verticalPodAutoscaler on that site, or leave it out [sizing]',
      ],
    },
    {
      what: 'applied in a way that there is not',
      declare: () => sized({ apply: untyped('auto') }),
      expect: ['clinical.ehr.sizing.apply: must be one of at-start, restart, in-place, got "auto"; choose one of them [sizing]'],
    },
    {
      what: 'a most below the least',
      declare: () => sized({ min: { cpu: cores(1), memory: gib(1) }, max: { cpu: millicores(500), memory: gib(1) } }),
      expect: ['clinical.ehr.sizing.max.cpu: must be at least the least (1), got 500m; raise max or lower min [sizing]'],
    },
    {
      what: 'more than a container of the domain may have',
      declare: () => sized({ max: { cpu: cores(3), memory: gib(4) } }),
      expect: ['clinical.ehr.sizing.max.cpu: must be at most the largest of clinical (2), got 3; lower it, or raise limits.max of the domain [sizing]'],
    },
    {
      what: 'a least without memory',
      declare: () => sized({ min: untyped({ cpu: millicores(100) }) }),
      expect: ['clinical.ehr.sizing.min.memory: must be an amount of memory, got nothing; write it as gib(2) [sizing]'],
    },
    {
      what: '[K4] more than the quota admits once it is applied',
      declare: () =>
        aWard({
          site: SITE,
          clinical: { quota: { ...QUOTA, memory: gib(10) } },
          ehr: { scale: FIXED, sizing: { apply: 'at-start', max: { cpu: cores(1), memory: gib(2) } } },
        }),
      expect: [
        'clinical.quota.memory: must cover every pod at maximum scale, got 10Gi for 11520Mi (ehr 10Gi, notifier 1280Mi); raise it or lower scale.max [capacity]',
      ],
    },
  ]);

  it('[A4] may be applied to a number of pods that stays, and bounded anywhere', () => {
    expect(messagesOf(sized({ apply: 'restart' }))).toEqual([]);
    expect(messagesOf(sized({ min: { cpu: millicores(50), memory: mib(64) } }, { min: 3, max: 9 }))).toEqual([]);
  });
});
