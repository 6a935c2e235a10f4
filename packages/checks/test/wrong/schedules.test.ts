import { ScheduledTask } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('schedules', () => {
  const scheduled = (schedule: string) =>
    aWard({}, ({ clinical }) => new ScheduledTask(clinical, 'nightly', { image: 'registry.example/nightly:1', schedule }));
  findsExactly([
    {
      what: 'no schedule',
      declare: () => scheduled(''),
      expect: ['clinical.nightly.schedule: must have five fields, got ""; write it as 0 2 * * * [schedule]'],
    },
    {
      what: 'four fields',
      declare: () => scheduled('0 2 * *'),
      expect: ['clinical.nightly.schedule: must have five fields, got "0 2 * *"; write it as 0 2 * * * [schedule]'],
    },
    {
      what: 'six fields',
      declare: () => scheduled('0 0 2 * * *'),
      expect: ['clinical.nightly.schedule: must have five fields, got "0 0 2 * * *"; write it as 0 2 * * * [schedule]'],
    },
    {
      what: 'a nickname',
      declare: () => scheduled('@daily'),
      expect: ['clinical.nightly.schedule: must have five fields, got "@daily"; write it as 0 2 * * * [schedule]'],
    },
    {
      what: 'a time zone of its own',
      declare: () => scheduled('TZ=UTC 0 2 * *'),
      expect: [
        'clinical.nightly.schedule: must have minutes from 0 to 59, or ranges, steps and lists of them, got "TZ=UTC" in "TZ=UTC 0 2 * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'the sixtieth minute',
      declare: () => scheduled('60 2 * * *'),
      expect: [
        'clinical.nightly.schedule: must have minutes from 0 to 59, or ranges, steps and lists of them, got "60" in "60 2 * * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'the twenty-fourth hour',
      declare: () => scheduled('0 24 * * *'),
      expect: [
        'clinical.nightly.schedule: must have hours from 0 to 23, or ranges, steps and lists of them, got "24" in "0 24 * * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'the zeroth day',
      declare: () => scheduled('0 2 0 * *'),
      expect: [
        'clinical.nightly.schedule: must have days of the month from 1 to 31, or ranges, steps and lists of them, got "0" in "0 2 0 * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'the thirteenth month',
      declare: () => scheduled('0 2 * 13 *'),
      expect: [
        'clinical.nightly.schedule: must have months from 1 to 12, or ranges, steps and lists of them, got "13" in "0 2 * 13 *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'a Sunday by seven',
      declare: () => scheduled('0 2 * * 7'),
      expect: [
        'clinical.nightly.schedule: must have days of the week from 0 to 6, or ranges, steps and lists of them, got "7" in "0 2 * * 7"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'a range that runs backwards',
      declare: () => scheduled('0 17-8 * * *'),
      expect: [
        'clinical.nightly.schedule: must have hours from 0 to 23, or ranges, steps and lists of them, got "17-8" in "0 17-8 * * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'a step of nothing',
      declare: () => scheduled('*/0 * * * *'),
      expect: [
        'clinical.nightly.schedule: must have minutes from 0 to 59, or ranges, steps and lists of them, got "*/0" in "*/0 * * * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'a list with a hole',
      declare: () => scheduled('0,,30 * * * *'),
      expect: [
        'clinical.nightly.schedule: must have minutes from 0 to 59, or ranges, steps and lists of them, got "0,,30" in "0,,30 * * * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'a month that is none',
      declare: () => scheduled('0 2 * foo *'),
      expect: [
        'clinical.nightly.schedule: must have months from 1 to 12, or ranges, steps and lists of them, got "foo" in "0 2 * foo *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'a weekday among the months',
      declare: () => scheduled('0 2 * mon *'),
      expect: [
        'clinical.nightly.schedule: must have months from 1 to 12, or ranges, steps and lists of them, got "mon" in "0 2 * mon *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'a range from everything',
      declare: () => scheduled('*-5 * * * *'),
      expect: [
        'clinical.nightly.schedule: must have minutes from 0 to 59, or ranges, steps and lists of them, got "*-5" in "*-5 * * * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'a negative hour',
      declare: () => scheduled('0 -1 * * *'),
      expect: [
        'clinical.nightly.schedule: must have hours from 0 to 23, or ranges, steps and lists of them, got "-1" in "0 -1 * * *"; write it as 0 2 * * * [schedule]',
      ],
    },
    {
      what: 'the thirtieth of February',
      declare: () => scheduled('0 2 30 2 *'),
      expect: ['clinical.nightly.schedule: must name a day that some year has, got "0 2 30 2 *"; write it as 0 2 * * * [schedule]'],
    },
    {
      what: 'the thirty-first of the short months',
      declare: () => scheduled('0 2 31 4,6,9,11 *'),
      expect: ['clinical.nightly.schedule: must name a day that some year has, got "0 2 31 4,6,9,11 *"; write it as 0 2 * * * [schedule]'],
    },
    {
      what: 'a schedule that is no text',
      declare: () => scheduled(untyped(5)),
      expect: ['clinical.nightly.schedule: must have five fields, got 5; write it as 0 2 * * * [schedule]'],
    },
  ]);
});
