import { DataTier, Domain, databaseAuthorities } from '@clinfra/core';
import { aDomain, aService, aSite, aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

describe('who makes the users of databases', () => {
  findsExactly([
    {
      what: '[D6] nobody',
      declare: () => aWard({ stores: untyped({ administration: undefined }) }),
      expect: [
        'warning: stores.administration: must say where the users of stores.records are made, got nothing; give a domain of its own, or make them by hand after each change of an edge [administration]',
      ],
    },
    {
      what: '[D6] in what is no domain',
      declare: () => aWard({ stores: untyped({ administration: { domain: 'databases' } }) }),
      expect: ['stores.administration.domain: must be a domain of platform ward, got "databases"; pass a Domain that was declared there [administration]'],
    },
    {
      what: '[D6] in a domain of another platform',
      declare: () => aWard({ stores: { administration: { domain: aDomain(aWard(), 'elsewhere') } } }),
      expect: [
        'stores.administration.domain: must be a domain of platform ward, got elsewhere of another platform; pass a Domain that was declared there [administration]',
      ],
    },
    {
      what: '[D6] beside pods of others',
      declare: () => aWard({}, ({ databases }) => aService(databases, 'viewer')),
      expect: [
        'databases.viewer: must stand elsewhere than in databases, whose pods can administer stores, got there; declare it in another domain [administration]',
      ],
    },
    {
      what: '[D6] not where the databases stand',
      declare: () =>
        aWard({}, ({ platform, site, clinical }) => {
          const cork = aSite(platform, 'cork');
          const elsewhere = new Domain(platform, 'elsewhere', { quota: clinical.quota, sites: [site] });
          const tier = new DataTier(platform, 'more', { sites: [site, cork], administration: { domain: elsewhere } });
          const there = new Domain(platform, 'there', { quota: clinical.quota, sites: [cork] });
          aService(there, 'viewer').reads(tier.mysql('lists', { holds: ['phi'], pool: { min: 1, max: 2 } }));
        }),
      expect: expect.arrayContaining([
        'more.administration.domain: must stand on sites.cork too, got elsewhere on sites.dublin; place both on the same sites [administration]',
      ]),
    },
    {
      what: '[D6] with images that are none',
      declare: () => aWard({ images: { credentials: 'aws cli', postgres: untyped(17) } }),
      expect: [
        'databases.records-users.image: must be an image reference, got 17; write it as registry.example/name:1.0.0 [image]',
        'databases.records-users.initContainers.credentials.image: must be an image reference, got "aws cli"; write it as registry.example/name:1.0.0 [image]',
        'stores.administration.images.postgres: must be a text, got 17; correct it [shapes]',
      ],
    },
  ]);
});

describe('extensions of a database', () => {
  findsExactly([
    {
      what: '[D6] that AWS has not',
      declare: () => aWard({ records: { extensions: ['postgis', 'timescaledb'] } }),
      expect: [
        'stores.records.extensions[1]: must be one that AWS has, got "timescaledb"; keep time series in a server of your own that is declared as existing, or divide their table with pg_partman [database-extensions]',
      ],
    },
    {
      what: '[D6] that are none, or twice',
      declare: () => aWard({ records: { extensions: untyped(['postgis', 'toString', 'postgis']) } }),
      expect: [
        'stores.records.extensions[1]: must be one of btree_gin, btree_gist, citext, hstore, ltree, pg_partman, pg_stat_statements, pg_trgm, pgcrypto, postgis, postgis_topology, timescaledb, tsm_system_rows, unaccent, uuid-ossp, vector, got "toString"; choose one of them [database-extensions]',
        'stores.records.extensions[2]: must be named once, got postgis; leave it out [database-extensions]',
      ],
    },
    {
      what: '[D6] as one word',
      declare: () => aWard({ records: { extensions: untyped('postgis') } }),
      expect: [`stores.records.extensions: must be a list, got "postgis"; write it as ['btree_gin'] [shapes]`],
    },
    {
      what: '[D6] of a database that exists already',
      declare: () => aWard({ records: { extensions: ['postgis'], existing: { host: 'records.example', cidr: '10.20.0.0/24' } } }),
      expect: ['stores.records.extensions: must be left out for a database that exists already, got "postgis"; create them there [database-extensions]'],
    },
    {
      what: '[D6] that nobody creates',
      declare: () => aWard({ stores: untyped({ administration: undefined }), records: { extensions: ['postgis'] } }),
      expect: [
        'warning: stores.administration: must say where the users of stores.records are made, got nothing; give a domain of its own, or make them by hand after each change of an edge [administration]',
        'stores.records.extensions: must be created by somebody, got "postgis"; give stores an administration [database-extensions]',
      ],
    },
  ]);
});

describe('by whom the certificates of databases are signed', () => {
  const TEL_AVIV = { region: 'il-central-1', attestation: { jurisdiction: 'IE', evidence: 'contract 7', by: 'the operator' } } as const;
  const ZONES = { zones: ['il-central-1a', 'il-central-1b', 'il-central-1c'] } as const;
  findsExactly([
    {
      what: '[X3] where nobody knows',
      declare: () => aWard({ hosting: TEL_AVIV, site: ZONES }),
      expect: [
        'sites.dublin.hosting.databaseAuthority: must be given in il-central-1, whose authority is not known here, got nothing; take Root CA RSA2048 G1 from il-central-1-bundle.pem [database-authority]',
      ],
    },
    {
      what: '[X3] by what is no certificate',
      declare: () => aWard({ hosting: { databaseAuthority: 'il-central-1-bundle.pem' } }),
      expect: [
        'sites.dublin.hosting.databaseAuthority: must be one certificate, from -----BEGIN CERTIFICATE----- on, got another text; take Root CA RSA2048 G1 from eu-west-1-bundle.pem [database-authority]',
      ],
    },
  ]);

  it('[X3] can be said where it is not known', () => {
    const [known = ''] = (databaseAuthorities({ region: 'eu-west-1', databaseAuthority: undefined }) ?? '').split(/(?<=-----END CERTIFICATE-----\n)/);
    expect(messagesOf(aWard({ hosting: { ...TEL_AVIV, databaseAuthority: known }, site: ZONES }))).toEqual([]);
  });
});
