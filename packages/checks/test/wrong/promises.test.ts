import { hours, minutes, percent, seconds } from '@clinfra/core';
import { aWard } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('objectives', () => {
  const promise = (objectives: unknown) => aWard({ platform: { objectives } });
  const kept = { availability: percent(99.9), rto: hours(1), rpo: minutes(5) };
  findsExactly([
    {
      what: 'production that promises nothing',
      declare: () => promise(undefined),
      expect: ['ward.objectives: must be declared in production, got nothing; promise availability, rto and rpo [objectives]'],
    },
    {
      what: 'an outage of no time',
      declare: () => promise({ ...kept, rto: seconds(0) }),
      expect: ['ward.objectives.rto: must be a length of time above zero, got 0s; write it as minutes(5) [objectives]'],
    },
    {
      what: 'a loss of no time',
      declare: () => promise({ ...kept, rpo: seconds(0) }),
      expect: ['ward.objectives.rpo: must be a length of time above zero, got 0s; write it as minutes(5) [objectives]'],
    },
    {
      what: 'to be there always',
      declare: () => promise({ ...kept, availability: percent(100) }),
      expect: ['ward.objectives.availability: must be a percentage above 0% and below 100%, got 100%; write it as percent(99.9) [objectives]'],
    },
    {
      what: 'to be there never',
      declare: () => promise({ ...kept, availability: percent(0) }),
      expect: ['ward.objectives.availability: must be a percentage above 0% and below 100%, got 0%; write it as percent(99.9) [objectives]'],
    },
    {
      what: 'plain numbers',
      declare: () => promise({ availability: 99.9, rto: 60, rpo: 5 }),
      expect: [
        'ward.objectives.availability: must be a percentage above 0% and below 100%, got 99.9; write it as percent(99.9) [objectives]',
        'ward.objectives.rpo: must be a length of time above zero, got 5; write it as minutes(5) [objectives]',
        'ward.objectives.rto: must be a length of time above zero, got 60; write it as minutes(5) [objectives]',
      ],
    },
  ]);
});

describe('locales', () => {
  const KHARTOUM = { timeZone: 'Africa/Khartoum', language: 'ar_SD', country: 'SD' };
  const locale = (changes: object) => aWard({ platform: { locale: { ...KHARTOUM, ...changes } } });
  findsExactly([
    {
      what: 'a time zone that is none',
      declare: () => locale({ timeZone: 'Africa/Omdurman' }),
      expect: ['ward.locale.timeZone: must be a time zone of the IANA database, got "Africa/Omdurman"; write it as Africa/Khartoum [locale]'],
    },
    {
      what: 'a time zone in small letters',
      declare: () => locale({ timeZone: 'africa/khartoum' }),
      expect: ['ward.locale.timeZone: must be a time zone of the IANA database, got "africa/khartoum"; write it as Africa/Khartoum [locale]'],
    },
    {
      what: 'a difference of hours',
      declare: () => locale({ timeZone: '+02:00' }),
      expect: ['ward.locale.timeZone: must be a time zone of the IANA database, got "+02:00"; write it as Africa/Khartoum [locale]'],
    },
    {
      what: 'no time zone',
      declare: () => locale({ timeZone: undefined }),
      expect: ['ward.locale.timeZone: must be a time zone of the IANA database, got nothing; write it as Africa/Khartoum [locale]'],
    },
    {
      what: 'a language of the web',
      declare: () => locale({ language: 'ar-SD' }),
      expect: ['ward.locale.language: must be a language and its country, got "ar-SD"; write it as ar_SD [locale]'],
    },
    {
      what: 'a language without its country',
      declare: () => locale({ language: 'ar' }),
      expect: ['ward.locale.language: must be a language and its country, got "ar"; write it as ar_SD [locale]'],
    },
    {
      what: 'a country by three letters',
      declare: () => locale({ country: 'SDN' }),
      expect: ['ward.locale.country: must be a country by its two capital letters, got "SDN"; write it as SD [locale]'],
    },
    {
      what: 'a country in small letters',
      declare: () => locale({ country: 'sd' }),
      expect: ['ward.locale.country: must be a country by its two capital letters, got "sd"; write it as SD [locale]'],
    },
  ]);
});
