import { percent } from '@clinfra/core';
import { aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const scaled = (scale: NonNullable<WardChanges['ehr']>['scale'] & object) => aWard({ ehr: { scale } });

describe('scales', () => {
  findsExactly([
    {
      what: 'a maximum below the minimum',
      declare: () => scaled({ min: 3, max: 2 }),
      expect: ['clinical.ehr.scale.max: must be at least min (3), got 2; raise max or lower min [scale-range]'],
    },
    {
      what: 'no pod at the least',
      declare: () => scaled({ min: 0, max: 9 }),
      expect: ['clinical.ehr.scale.min: must be at least 1, got 0; keep one pod, for none is an outage [scale-range]'],
    },
    {
      what: 'less than no pod',
      declare: () => scaled({ min: -1, max: 9 }),
      expect: ['clinical.ehr.scale.min: must be at least 1, got -1; keep one pod, for none is an outage [scale-range]'],
    },
    {
      what: 'a part of a pod at the least',
      declare: () => scaled({ min: 2.5, max: 9 }),
      expect: ['clinical.ehr.scale.min: must be a whole number, got 2.5; write how many pods there are at least [scale-range]'],
    },
    {
      what: 'a part of a pod at the most',
      declare: () => scaled({ min: 3, max: 9.5 }),
      expect: ['clinical.ehr.scale.max: must be a whole number, got 9.5; write how many pods there may be [scale-range]'],
    },
    {
      what: 'a minimum that is no number',
      declare: () => scaled({ min: Number.NaN, max: 9 }),
      expect: ['clinical.ehr.scale.min: must be a whole number, got NaN; write how many pods there are at least [scale-range]'],
    },
    {
      what: 'a maximum without end',
      declare: () => scaled({ min: 3, max: Number.POSITIVE_INFINITY }),
      expect: ['clinical.ehr.scale.max: must be a whole number, got Infinity; write how many pods there may be [scale-range]'],
    },
    {
      what: 'a minimum in quotes',
      declare: () => scaled({ min: untyped('3'), max: 9 }),
      expect: ['clinical.ehr.scale.min: must be a whole number, got "3"; write how many pods there are at least [scale-range]'],
    },
    {
      what: 'no maximum',
      declare: () => scaled({ min: 3, max: untyped(undefined) }),
      expect: ['clinical.ehr.scale.max: must be a whole number, got nothing; write how many pods there may be [scale-range]'],
    },
    {
      what: 'no pod at all',
      declare: () => scaled({ min: 0, max: 0 }),
      expect: [
        'clinical.ehr.scale.max: must be at least 1, got 0; allow one pod, for none is an outage [scale-range]',
        'clinical.ehr.scale.min: must be at least 1, got 0; keep one pod, for none is an outage [scale-range]',
      ],
    },
    {
      what: 'a target of nothing',
      declare: () => scaled({ min: 3, max: 9, cpu: percent(0) }),
      expect: ['clinical.ehr.scale.cpu: must be a whole percentage from 1% to 100%, got 0%; write it as percent(70) [scale-range]'],
    },
    {
      what: 'a target above everything',
      declare: () => scaled({ min: 3, max: 9, cpu: percent(101) }),
      expect: ['clinical.ehr.scale.cpu: must be a whole percentage from 1% to 100%, got 101%; write it as percent(70) [scale-range]'],
    },
    {
      what: 'a target between two percent',
      declare: () => scaled({ min: 3, max: 9, memory: percent(70.5) }),
      expect: ['clinical.ehr.scale.memory: must be a whole percentage from 1% to 100%, got 70.5%; write it as percent(70) [scale-range]'],
    },
    {
      what: 'a target that is a plain number',
      declare: () => scaled({ min: 3, max: 9, memory: untyped(80) }),
      expect: ['clinical.ehr.scale.memory: must be a whole percentage from 1% to 100%, got 80; write it as percent(70) [scale-range]'],
    },
    {
      what: 'a worker whose maximum is below its minimum',
      declare: () => aWard({ notifier: { scale: { min: 2, max: 1 } } }),
      expect: ['clinical.notifier.scale.max: must be at least min (2), got 1; raise max or lower min [scale-range]'],
    },
    {
      what: 'both ends wrong',
      declare: () => scaled({ min: 1.5, max: 0.5 }),
      expect: [
        'clinical.ehr.scale.max: must be a whole number, got 0.5; write how many pods there may be [scale-range]',
        'clinical.ehr.scale.min: must be a whole number, got 1.5; write how many pods there are at least [scale-range]',
      ],
    },
  ]);
});
