import { type DisruptionBudget, percent } from '@clinfra/core';
import { aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const scaled = (scale: NonNullable<WardChanges['ehr']>['scale'] & object) => aWard({ ehr: { scale } });
const drained = (disruption: DisruptionBudget, min = 3) => aWard({ ehr: { scale: { min, max: 9 }, availability: { disruption } } });

describe('availability', () => {
  findsExactly([
    {
      what: 'more zones than the site has',
      declare: () => aWard({ ehr: { scale: { min: 4, max: 9 }, availability: { zones: 4 } } }),
      expect: ['clinical.ehr.availability.zones: must be at most the zones of sites.dublin (3), got 4; lower it, or add zones [availability]'],
    },
    {
      what: 'more zones than pods',
      declare: () => aWard({ notifier: { scale: { min: 1, max: 9 }, availability: { zones: 2 } } }),
      expect: ['clinical.notifier.availability.zones: must be at most scale.min (1), got 2; raise scale.min or lower it [availability]'],
    },
    {
      what: '[V1] no zone that can be lost',
      declare: () => aWard({ ehr: { availability: { zones: 3 } } }),
      expect: [
        'clinical.ehr.availability.zones: must be less than the zones of sites.dublin (3), got 3; lower it or leave it out, or no pod finds a place when a zone is lost [availability]',
      ],
    },
    {
      what: 'no zones',
      declare: () => aWard({ ehr: { availability: { zones: 0 } } }),
      expect: ['clinical.ehr.availability.zones: must be a whole number of at least 1, got 0; write over how many zones the pods stand [availability]'],
    },
    {
      what: 'part of a zone',
      declare: () => aWard({ ehr: { availability: { zones: 1.5 } } }),
      expect: ['clinical.ehr.availability.zones: must be a whole number of at least 1, got 1.5; write over how many zones the pods stand [availability]'],
    },
    {
      what: 'as many kept as there are',
      declare: () => drained({ minAvailable: 3 }),
      expect: [
        'clinical.ehr.availability.disruption.minAvailable: must be less than scale.min (3), got 3; raise scale.min or lower it, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'more kept than there are',
      declare: () => drained({ minAvailable: 5 }),
      expect: [
        'clinical.ehr.availability.disruption.minAvailable: must be less than scale.min (3), got 5; raise scale.min or lower it, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'none kept',
      declare: () => drained({ minAvailable: 0 }),
      expect: [
        'clinical.ehr.availability.disruption.minAvailable: must be a whole number of at least 1, or a whole share from 1% to 100%, got 0; keep one pod, or a drain takes all [availability]',
      ],
    },
    {
      what: 'none let go',
      declare: () => drained({ maxUnavailable: 0 }),
      expect: [
        'clinical.ehr.availability.disruption.maxUnavailable: must be a whole number of at least 1, or a whole share from 1% to 100%, got 0; let one go, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'all let go',
      declare: () => drained({ maxUnavailable: 3 }),
      expect: [
        'clinical.ehr.availability.disruption.maxUnavailable: must be less than scale.min (3), got 3; lower it, or a drain takes every pod at once [availability]',
      ],
    },
    {
      what: 'less than none let go',
      declare: () => drained({ maxUnavailable: -1 }),
      expect: [
        'clinical.ehr.availability.disruption.maxUnavailable: must be a whole number of at least 1, or a whole share from 1% to 100%, got -1; let one go, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'a part of a pod kept',
      declare: () => drained({ minAvailable: 1.5 }),
      expect: [
        'clinical.ehr.availability.disruption.minAvailable: must be a whole number of at least 1, or a whole share from 1% to 100%, got 1.5; keep one pod, or a drain takes all [availability]',
      ],
    },
    {
      what: 'a share in quotes',
      declare: () => drained({ maxUnavailable: untyped('25%') }),
      expect: [
        'clinical.ehr.availability.disruption.maxUnavailable: must be a whole number of at least 1, or a whole share from 1% to 100%, got "25%"; let one go, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'a share that keeps every pod of the fewest',
      declare: () => drained({ minAvailable: percent(80) }),
      expect: [
        'clinical.ehr.availability.disruption.minAvailable: must be less than scale.min (3), got 80%, which is 3 pods; raise scale.min or lower it, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'a share that lets all of the fewest go',
      declare: () => drained({ maxUnavailable: percent(67) }),
      expect: [
        'clinical.ehr.availability.disruption.maxUnavailable: must be less than scale.min (3), got 67%, which is 3 pods; lower it, or a drain takes every pod at once [availability]',
      ],
    },
    {
      what: 'a share of nothing let go',
      declare: () => drained({ maxUnavailable: percent(0) }),
      expect: [
        'clinical.ehr.availability.disruption.maxUnavailable: must be a whole number of at least 1, or a whole share from 1% to 100%, got 0%; let one go, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'a share finer than Kubernetes takes',
      declare: () => drained({ minAvailable: percent(12.5) }),
      expect: [
        'clinical.ehr.availability.disruption.minAvailable: must be a whole number of at least 1, or a whole share from 1% to 100%, got 12.5%; keep one pod, or a drain takes all [availability]',
      ],
    },
    {
      what: 'a share below nothing',
      declare: () => drained({ minAvailable: percent(-5) }),
      expect: ['clinical.ehr.availability.disruption.minAvailable: must be zero or more, got percent(-5); correct the figure [quantity]'],
    },
    {
      what: 'both figures',
      declare: () => drained(untyped({ minAvailable: 1, maxUnavailable: 1 })),
      expect: ['clinical.ehr.availability.disruption: must be one of minAvailable and maxUnavailable, got both; state one of them [availability]'],
    },
    {
      what: 'neither figure',
      declare: () => drained(untyped({})),
      expect: ['clinical.ehr.availability.disruption: must be one of minAvailable and maxUnavailable, got neither; state one of them [availability]'],
    },
    {
      what: 'a worker that keeps all its pods',
      declare: () => aWard({ notifier: { availability: { disruption: { minAvailable: 2 } } } }),
      expect: [
        'clinical.notifier.availability.disruption.minAvailable: must be less than scale.min (2), got 2; raise scale.min or lower it, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'a single pod that may not go',
      declare: () => aWard({ notifier: { scale: { min: 1, max: 4 }, availability: { disruption: { minAvailable: 1 } } } }),
      expect: [
        'clinical.notifier.availability.disruption.minAvailable: must be less than scale.min (1), got 1; raise scale.min or lower it, or no node can ever be drained [availability]',
      ],
    },
    {
      what: 'a clinical service with a single pod in production',
      declare: () => scaled({ min: 1, max: 9 }),
      expect: [
        'clinical.ehr.scale.min: must be at least 2 for a clinical service over 3 zones in production, got 1; raise it, so that care goes on when a zone is lost [availability]',
      ],
    },
    {
      what: 'a life-critical service with a single pod in production',
      declare: () => aWard({ ehr: { criticality: 'life-critical', scale: { min: 1, max: 9 } } }),
      expect: [
        'clinical.ehr.scale.min: must be at least 2 for a life-critical service over 3 zones in production, got 1; raise it, so that care goes on when a zone is lost [availability]',
      ],
    },
  ]);
});
