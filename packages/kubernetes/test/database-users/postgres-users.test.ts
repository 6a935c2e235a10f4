import { POSTGRES_EXTENSIONS } from '@clinfra/core';
import { postgresDatabaseScript, postgresServerScript } from '../../src/database-users/postgres-script';
import { aWard, PASSWORD, runScripts, scriptsOf, secretOf } from './a-database';
import { POSTGRES, PostgresServer } from './postgres-server';

const describeWithServer = POSTGRES ? describe : describe.skip;

describeWithServer(`users of PostgreSQL${POSTGRES ? '' : ' (skipped: no initdb in /usr/lib/postgresql/*/bin or on PATH, or no openssl)'}`, () => {
  const server = new PostgresServer();
  const run = (scripts: Readonly<Record<string, string>>, secret = secretOf('clinfra', PASSWORD)) =>
    runScripts(server.folder, scripts, server.port, POSTGRES ?? '', secret);

  beforeAll(async () => {
    await server.start();
    expect(run(scriptsOf('postgres', aWard))).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.migrate', 'CREATE TABLE patients (id int GENERATED ALWAYS AS IDENTITY, name text)').text).toBe('');
  });
  afterAll(() => server.stop());

  it('[D6] makes the database and a user for each workload, and changes nothing when it runs again', () => {
    const state = () =>
      server.asSuperuser(
        `SELECT rolname, rolcanlogin, rolconfig FROM pg_roles ORDER BY 1;
         SELECT roleid::regrole, member::regrole FROM pg_auth_members ORDER BY 1, 2;
         SELECT relname, relowner::regrole, relacl FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1;
         SELECT defaclrole::regrole, defaclobjtype, defaclacl FROM pg_default_acl ORDER BY 1, 2; SELECT datname, datacl FROM pg_database ORDER BY 1`,
        'ward_records',
      ).text;
    const before = state();
    expect(before).toContain('clinical.viewer');
    expect(run(scriptsOf('postgres', aWard))).toEqual({ status: 0, text: '' });
    expect(state()).toBe(before);
  });

  it('[D6] lets who reads see rows of every table, also of one that is made later, and change none', () => {
    expect(server.as('clinical.ehr', "INSERT INTO patients (name) VALUES ('Amna')").text).toBe('');
    expect(server.as('clinical.viewer', 'SELECT name FROM patients').text).toBe('Amna');
    for (const sql of ["INSERT INTO patients (name) VALUES ('x')", "UPDATE patients SET name = 'x'", 'DELETE FROM patients', 'TRUNCATE patients']) {
      expect(server.as('clinical.viewer', sql).text).toContain('permission denied for table patients');
    }
    expect(
      server.as('clinical.migrate', 'CREATE SCHEMA archive; CREATE TABLE archive.years (year int); CREATE VIEW names AS SELECT name FROM patients').text,
    ).toBe('');
    expect(server.as('clinical.viewer', 'SELECT count(*) FROM archive.years; SELECT count(*) FROM names').text).toBe('0\n1');
  });

  it('[D6] lets who writes change rows and leave tables as they are, and who migrates change tables', () => {
    expect(
      server.as(
        'clinical.ehr',
        "INSERT INTO patients (name) VALUES ('Omer'); UPDATE patients SET name = 'Ali' WHERE name = 'Omer'; DELETE FROM patients WHERE name = 'Ali'",
      ).text,
    ).toBe('');
    expect(server.as('clinical.ehr', 'CREATE TABLE mine (id int)').text).toContain('permission denied for schema public');
    expect(server.as('clinical.ehr', 'DROP TABLE patients').text).toContain('must be owner of table patients');
    expect(server.as('clinical.migrate', "ALTER TABLE patients ADD COLUMN born date; SELECT tableowner FROM pg_tables WHERE tablename = 'patients'").text).toBe(
      'ward_records:owner',
    );
  });

  it('[D6] lets a stranger see nothing, and nobody in without TLS or a name of their own', () => {
    expect(server.as('stranger', 'SELECT 1').text).toContain('permission denied for database "ward_records"');
    expect(server.as('ward_records:owner', 'SELECT 1').status).not.toBe(0);
    expect(server.as('clinical.viewer', 'CREATE ROLE other').text).toContain('permission denied');
    expect(server.as('clinical.viewer', 'SET ROLE "ward_records:owner"').text).toContain('permission denied to set role');
  });

  it('[D6] takes back what is declared no longer, and keeps the user without a login', () => {
    const lessened = scriptsOf('postgres', ({ store, service, migration }) => migration('migrate', service('ehr').reads(store)).writes(store));
    expect(run(lessened)).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.ehr', 'SELECT count(*) FROM patients').text).toBe('1');
    expect(server.as('clinical.ehr', 'DELETE FROM patients').text).toContain('permission denied for table patients');
    expect(server.as('clinical.viewer', 'SELECT 1').status).not.toBe(0);
    expect(
      server.asSuperuser("SELECT rolcanlogin, (SELECT count(*) FROM pg_auth_members WHERE member = r.oid) FROM pg_roles r WHERE rolname = 'clinical.viewer'")
        .text,
    ).toBe('f|0');

    expect(run(scriptsOf('postgres', aWard))).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.viewer', 'SELECT count(*) FROM patients').text).toBe('1');
    expect(server.as('clinical.ehr', 'DELETE FROM patients WHERE false').text).toBe('');
  });

  it('[D6] lets who writes change tables where nothing migrates, and all tables belong to one owner', () => {
    const unmigrated = scriptsOf('postgres', ({ store, service }) => {
      service('ehr').writes(store);
      service('billing').writes(store);
      service('viewer').reads(store);
    });
    expect(run(unmigrated)).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.ehr', 'CREATE TABLE visits (id int)').text).toBe('');
    expect(server.as('clinical.billing', 'ALTER TABLE visits ADD COLUMN fee int').text).toBe('');
    expect(server.as('clinical.viewer', 'SELECT count(*) FROM visits').text).toBe('0');
    expect(server.as('clinical.migrate', 'SELECT 1').status).not.toBe(0);
    expect(run(scriptsOf('postgres', aWard))).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.ehr', 'DROP TABLE visits').text).toContain('must be owner of table visits');
  });

  it('[D6] takes back what somebody granted by hand, or says so where PostgreSQL does not let it', () => {
    server.asSuperuser('GRANT pg_read_all_data TO "clinical.viewer"');
    const { status, text } = run(scriptsOf('postgres', aWard));
    const held = server.asSuperuser("SELECT pg_has_role('clinical.viewer', 'pg_read_all_data', 'MEMBER')").text === 't';
    // From version 16 on only who gave a right takes it back.
    expect({ held, said: text.includes('clinical.viewer is a member of pg_read_all_data, which was granted by hand; revoke it') }).toEqual({
      held: status !== 0,
      said: status !== 0,
    });
    server.asSuperuser('REVOKE pg_read_all_data FROM "clinical.viewer"');
    expect(run(scriptsOf('postgres', aWard)).status).toBe(0);
  });

  it('[D6] quotes names, whatever signs they are made of', () => {
    const evil = `a'b"c\\d$$e;f:g%h\n--i`;
    const rights = {
      database: `${evil}-db`,
      users: [
        { name: `${evil} 1`, right: 'change' },
        { name: `${evil} 2`, right: 'read' },
      ],
      extensions: [],
    } as const;
    const scripts = {
      ...scriptsOf('postgres', aWard),
      database: rights.database,
      'server.sql': postgresServerScript(rights),
      'database.sql': postgresDatabaseScript(rights),
    };
    for (const _ of ['made', 'there already']) expect(run(scripts)).toEqual({ status: 0, text: '' });
    const written = (text: string) => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
    expect(server.as(written(`${evil} 1`), 'CREATE TABLE one AS SELECT 1 AS number', written(rights.database)).text).toBe('');
    expect(server.as(written(`${evil} 2`), 'SELECT number FROM one', written(rights.database)).text).toBe('1');
    expect(server.as(written(`${evil} 2`), 'DELETE FROM one', written(rights.database)).text).toContain('permission denied for table one');
    expect(server.as('clinical.viewer', 'SELECT 1', written(rights.database)).text).toContain('permission denied for database');
  });

  it('[D6] creates the extensions that are declared', () => {
    const trigrams = scriptsOf('postgres', aWard, { extensions: ['pg_trgm', 'uuid-ossp'] });
    expect(run(trigrams)).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.viewer', "SELECT similarity('ward', 'word') > 0").text).toBe('t');
    const there = server.asSuperuser('SELECT name FROM pg_available_extensions').text.split('\n');
    if (!there.includes('postgis')) return;
    // The administrator of RDS may create it, as nobody but a superuser may elsewhere.
    server.asSuperuser('ALTER ROLE clinfra SUPERUSER');
    expect(run(scriptsOf('postgres', aWard, { extensions: ['postgis'] }))).toEqual({ status: 0, text: '' });
    server.asSuperuser('ALTER ROLE clinfra NOSUPERUSER');
    expect(server.as('clinical.viewer', 'SELECT count(*) > 0 FROM spatial_ref_sys; SELECT ST_Distance(ST_Point(0, 0), ST_Point(3, 4))').text).toBe('t\n5');
    expect(Object.keys(POSTGRES_EXTENSIONS).filter(name => there.includes(name))).toContain('pg_stat_statements');
  });

  it('[X3] logs in by a token where the server does not take the password of its administrator', () => {
    const { status, text } = runScripts(server.folder, scriptsOf('postgres', aWard), server.port, POSTGRES ?? '', secretOf('clinfra', 'not taken'), PASSWORD);
    expect([status, text]).toEqual([0, expect.stringMatching(/^psql: error: [^\n]* password authentication failed for user "clinfra"[\s\S]*$/)]);
  });

  it('[X3] refuses a server with another certificate, says nothing of the password, and fails where it is wrong', () => {
    const scripts = scriptsOf('postgres', aWard);
    const { status, text } = run(scripts, secretOf('clinfra', 'wrong'));
    expect([status, text]).toEqual([2, expect.stringContaining('password authentication failed for user "clinfra"')]);
    const elsewhere = runScripts(
      server.folder,
      { ...scripts, 'run.sh': (scripts['run.sh'] ?? '').replace('"$SERVER_HOST"', '127.0.0.1') },
      server.port,
      POSTGRES ?? '',
      secretOf('clinfra', PASSWORD),
    );
    expect(elsewhere.text).toContain('does not match host name "127.0.0.1"');
    expect(run(scripts, '{"username":"clinfra","password":"\\u0041"}').text).toBe("the administrator's password is written in an unknown way\n");
    expect(run(scripts, '{"username":"clinfra"}').text).toBe("the administrator's secret has no password\n");
  });
});
