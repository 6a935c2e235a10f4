import { aDomain, aService, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('images', () => {
  const rows = [
    '',
    'Registry.example/Ehr:1',
    'ehr:',
    'ehr:a b',
    'ehr@sha256:1234',
    'https://registry.example/ehr:1',
    '-ehr:1',
    'registry.example//ehr:1',
    `ehr:${'1'.repeat(129)}`,
    'ehr:1\n',
  ];
  findsExactly([
    ...rows.map(image => ({
      what: `the reference ${JSON.stringify(image)}`,
      declare: () => aWard({ ehr: { image } }),
      expect: [`clinical.ehr.image: must be an image reference, got ${shown(image)}; write it as registry.example/name:1.0.0 [image]`],
    })),
    {
      what: 'an image that is no text',
      declare: () => aWard({ ehr: { image: untyped(undefined) } }),
      expect: ['clinical.ehr.image: must be an image reference, got nothing; write it as registry.example/name:1.0.0 [image]'],
    },
    {
      what: 'an image without a version',
      declare: () => aWard({ ehr: { image: 'registry.example:5000/ehr' } }),
      expect: ['clinical.ehr.image: must have a tag or a digest, got "registry.example:5000/ehr"; add the version [image]'],
    },
    {
      what: 'an image whose version moves',
      declare: () => aWard({ notifier: { image: 'registry.example/notifier:latest' } }),
      expect: ['clinical.notifier.image: must name one version, got "registry.example/notifier:latest"; replace latest, which moves, by the version [image]'],
    },
    {
      what: 'an image whose version moves, where nobody is treated',
      declare: () =>
        aWard({ platform: { environment: 'staging', objectives: undefined, data: 'synthetic' }, notifier: { image: 'registry.example/notifier:latest' } }),
      expect: [
        'warning: clinical.notifier.image: must name one version, got "registry.example/notifier:latest"; replace latest, which moves, by the version [image]',
      ],
    },
    {
      what: 'a command with a number',
      declare: () => aWard({ notifier: { command: ['run', untyped(3)] } }),
      expect: ['clinical.notifier.command[1]: must be text, got 3; write it in quotes [image]'],
    },
  ]);
});

describe('variables', () => {
  const withVariables = (variables: Readonly<Record<string, unknown>>) => aWard({ ehr: { variables: untyped(variables) } });
  findsExactly([
    {
      what: 'a name with a hyphen',
      declare: () => withVariables({ 'LOG-LEVEL': 'info' }),
      expect: ['clinical.ehr.variables.LOG-LEVEL: must be named with letters, digits and underscores, no digit first, got "LOG-LEVEL"; rename it [variables]'],
    },
    {
      what: 'a name that begins with a digit',
      declare: () => withVariables({ '2FA': 'on' }),
      expect: ['clinical.ehr.variables.2FA: must be named with letters, digits and underscores, no digit first, got "2FA"; rename it [variables]'],
    },
    {
      what: 'an empty name',
      declare: () => withVariables({ '': 'info' }),
      expect: ['clinical.ehr.variables.: must be named with letters, digits and underscores, no digit first, got ""; rename it [variables]'],
    },
    {
      what: 'a value that is a number',
      declare: () => withVariables({ PAGE_SIZE: 50 }),
      expect: ['clinical.ehr.variables.PAGE_SIZE: must be text, got 50; write it in quotes [variables]'],
    },
    {
      what: 'a value that is nothing',
      declare: () => withVariables({ PAGE_SIZE: undefined }),
      expect: ['clinical.ehr.variables.PAGE_SIZE: must be text, got nothing; write it in quotes [variables]'],
    },
    ...['TZ', 'LANG', 'COUNTRY'].map(name => ({
      what: `the platform's own ${name}`,
      declare: () => withVariables({ [name]: 'x' }),
      expect: [
        `clinical.ehr.variables.${name}: must leave what the platform sets to it, got ${name} for the locale of the platform; rename it, or leave it out [variables]`,
      ],
    })),
    {
      what: "a connection's host",
      declare: () => withVariables({ RECORDS_HOST: 'localhost' }),
      expect: [
        'clinical.ehr.variables.RECORDS_HOST: must leave what the platform sets to it, got RECORDS_HOST for stores.records; rename it, or leave it out [variables]',
      ],
    },
    {
      what: "a topic's name",
      declare: () => withVariables({ ADMISSIONS_TOPIC: 'other' }),
      expect: [
        'clinical.ehr.variables.ADMISSIONS_TOPIC: must leave what the platform sets to it, got ADMISSIONS_TOPIC for stores.bus.admissions; rename it, or leave it out [variables]',
      ],
    },
    {
      what: "a called service's address",
      declare: () => aWard({ ehr: { variables: { LABS_URL: 'http://localhost' } } }, ({ clinical, ehr }) => ehr.calls(aService(clinical, 'labs'))),
      expect: [
        'clinical.ehr.variables.LABS_URL: must leave what the platform sets to it, got LABS_URL for clinical.labs; rename it, or leave it out [variables]',
      ],
    },
    {
      what: 'two services of one name that are called by the same workload',
      declare: () => aWard({}, ({ platform, clinical, ehr }) => ehr.calls(aService(clinical, 'labs'), aService(aDomain(platform, 'business'), 'labs'))),
      expect: [
        'clinical.ehr.calls: must give each target variables of its own, got LABS_URL for clinical.labs and business.labs; rename one of them [variables]',
      ],
    },
    {
      what: 'a topic and another whose variables are spelled alike',
      declare: () =>
        aWard({}, ({ stores, kafka, ehr, notifier }) => {
          const other = stores.kafka('other', { holds: ['phi'] }).topic('lab.results', { partitions: 4, key: 'id', holds: ['phi'] });
          const topic = kafka.topic('lab-results', { partitions: 4, key: 'id', holds: ['phi'] });
          ehr.publishes(topic, other);
          notifier.consumes(topic);
          notifier.consumes(other);
        }),
      expect: [
        'clinical.ehr.publishes: must give each target variables of its own, got LAB_RESULTS_TOPIC for stores.bus.lab-results and stores.other.lab.results; rename one of them [variables]',
        'clinical.notifier.consumes: must give each target variables of its own, got LAB_RESULTS_TOPIC for stores.bus.lab-results and stores.other.lab.results; rename one of them [variables]',
      ],
    },
  ]);
});

describe('secrets among variables', () => {
  const names = ['DB_PASSWORD', 'jwtSecret', 'ACCESS_TOKEN', 'PRIVATE_KEY', 'API_KEY', 'SMS_APIKEY'];
  const key = ['-----BEGIN RSA PRIVATE', 'KEY-----'].join(' ');
  const values = { a_key: key, an_account: `AKIA${'A'.repeat(16)}`, an_address: 'postgres://ehr:hunter2@db.example/ehr' };
  findsExactly([
    ...names.map(name => ({
      what: `a variable named ${name}`,
      declare: () => aWard({ ehr: { variables: { [name]: 'hunter2' } } }),
      expect: [
        `clinical.ehr.variables.${name}: must be no secret, got a value that looks like one; take it out, declare a Secret, and let the workload use it [plain-secret]`,
      ],
    })),
    ...Object.entries(values).map(([name, value]) => ({
      what: `${name} whose value is a secret whatever its name`,
      declare: () => aWard({ notifier: { variables: { [name]: value } } }),
      expect: [
        `clinical.notifier.variables.${name}: must be no secret, got a value that looks like one; take it out, declare a Secret, and let the workload use it [plain-secret]`,
      ],
    })),
  ]);
});

/** As findings print a text: on one line, and not for ever. */
function shown(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
