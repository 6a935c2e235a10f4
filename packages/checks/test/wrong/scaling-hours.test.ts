import { untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';
import { DAY, during } from './a-scale';

describe('hours', () => {
  findsExactly([
    {
      what: 'a beginning that is no time',
      declare: () => during({ ...DAY, from: untyped('8 AM') }),
      expect: ['clinical.ehr.scale.hours[0].from: must be a time from 00:00 to 23:59, got "8 AM"; write it as 08:00 [scale-hours]'],
    },
    {
      what: 'an end after the last minute of the day',
      declare: () => during({ ...DAY, until: '24:00' }),
      expect: ['clinical.ehr.scale.hours[0].until: must be a time from 00:00 to 23:59, got "24:00"; write it as 20:00 [scale-hours]'],
    },
    {
      what: 'hours without length',
      declare: () => during({ ...DAY, until: '08:00' }),
      expect: ['clinical.ehr.scale.hours[0].until: must be another time than from (08:00), got "08:00"; write when they end, or raise scale.min [scale-hours]'],
    },
    {
      what: 'no more pods than at night',
      declare: () => during({ ...DAY, min: 2 }),
      expect: ['clinical.ehr.scale.hours[0].min: must be a whole number above scale.min (2), got 2; raise it, or leave the hours out [scale-hours]'],
    },
    {
      what: 'more pods than there may be',
      declare: () => during({ ...DAY, min: 10 }),
      expect: ['clinical.ehr.scale.hours[0].min: must be at most scale.max (9), got 10; lower it or raise max [scale-hours]'],
    },
    {
      what: 'no day',
      declare: () => during({ ...DAY, days: untyped([]) }),
      expect: ['clinical.ehr.scale.hours[0].days: must name at least one day, got an empty list; write the days, or leave it out for every day [scale-hours]'],
    },
    {
      what: 'an unknown day',
      declare: () => during({ ...DAY, days: [untyped('someday')] }),
      expect: [
        'clinical.ehr.scale.hours[0].days[0]: must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday, got "someday"; choose one of them [scale-hours]',
      ],
    },
    {
      what: 'a day twice',
      declare: () => during({ ...DAY, days: ['monday', 'monday'] }),
      expect: ['clinical.ehr.scale.hours[0].days[1]: must be named once, got "monday"; leave it out [scale-hours]'],
    },
    {
      what: 'hours that meet',
      declare: () => during(DAY, { from: '19:59', until: '22:00', min: 5 }),
      expect: ['clinical.ehr.scale.hours[1]: must not meet hours[0] (08:00 to 20:00), got 19:59 to 22:00; move one of them, or make them one [scale-hours]'],
    },
    {
      what: 'a night that meets the day after it, over the end of the week',
      declare: () => during({ from: '22:00', until: '06:00', days: ['saturday'], min: 3 }, { from: '05:00', until: '12:00', days: ['sunday'], min: 4 }),
      expect: ['clinical.ehr.scale.hours[1]: must not meet hours[0] (22:00 to 06:00), got 05:00 to 12:00; move one of them, or make them one [scale-hours]'],
    },
  ]);

  it('[A2] may follow each other without a gap, cross midnight, and share their times on other days', () => {
    const declared = during(
      { from: '08:00', until: '20:00', days: ['monday', 'tuesday'], min: 3 },
      { from: '20:00', until: '08:00', days: ['monday'], min: 4 },
      { from: '08:00', until: '20:00', days: ['saturday'], min: 5 },
    );
    expect(messagesOf(declared)).toEqual([]);
  });
});
