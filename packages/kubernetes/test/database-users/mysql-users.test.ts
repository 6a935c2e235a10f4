import { mysqlScript } from '../../src/database-users/mysql-script';
import { aWard, PASSWORD, runScripts, scriptsOf, secretOf } from './a-database';
import { MARIADB, MysqlServer } from './mysql-server';

const describeWithServer = MARIADB ? describe : describe.skip;

describeWithServer(`users of MySQL${MARIADB ? '' : ' (skipped: no mariadbd, mariadb and mariadb-install-db on PATH, or no openssl)'}`, () => {
  const server = new MysqlServer();
  const run = (scripts: Readonly<Record<string, string>>, secret = secretOf('clinfra', PASSWORD)) =>
    runScripts(server.folder, server.translated(scripts), server.port, server.programs, secret);

  beforeAll(async () => {
    await server.start();
    expect(run(scriptsOf('mysql', aWard))).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.migrate', 'CREATE TABLE patients (id int AUTO_INCREMENT PRIMARY KEY, name text)').text).toBe('');
  });
  afterAll(() => server.stop());

  it('[D6] makes the database and a user for each workload, and changes nothing when it runs again', () => {
    const state = () =>
      server
        .asRoot('SELECT * FROM mysql.db; SELECT user, host, priv FROM mysql.global_priv; SELECT * FROM clinfra.users')
        .text.replaceAll(/"password_last_changed":\d+/g, '');
    const before = state();
    expect(before).toContain('clinical.viewer');
    expect(run(scriptsOf('mysql', aWard))).toEqual({ status: 0, text: '' });
    expect(state()).toBe(before);
  });

  it('[D6] lets who reads see rows of every table, also of one that is made later, and change none', () => {
    expect(server.as('clinical.ehr', "INSERT INTO patients (name) VALUES ('Amna')").text).toBe('');
    expect(server.as('clinical.viewer', 'SELECT name FROM patients').text).toBe('Amna');
    for (const [verb, sql] of [
      ['INSERT', "INSERT INTO patients (name) VALUES ('x')"],
      ['UPDATE', "UPDATE patients SET name = 'x'"],
      ['DELETE', 'DELETE FROM patients'],
      ['DROP', 'TRUNCATE patients'],
    ]) {
      expect(server.as('clinical.viewer', sql ?? '').text).toContain(`${verb} command denied to user 'clinical.viewer'`);
    }
    expect(server.as('clinical.migrate', 'CREATE TABLE years (year int); CREATE VIEW names AS SELECT name FROM patients').text).toBe('');
    expect(server.as('clinical.viewer', 'SELECT count(*) FROM years; SELECT count(*) FROM names').text).toBe('0\n1');
  });

  it('[D6] lets who writes change rows and leave tables as they are, and who migrates change tables', () => {
    expect(
      server.as(
        'clinical.ehr',
        "INSERT INTO patients (name) VALUES ('Omer'); UPDATE patients SET name = 'Ali' WHERE name = 'Omer'; DELETE FROM patients WHERE name = 'Ali'",
      ).text,
    ).toBe('');
    expect(server.as('clinical.ehr', 'CREATE TABLE mine (id int)').text).toContain("CREATE command denied to user 'clinical.ehr'");
    expect(server.as('clinical.ehr', 'DROP TABLE patients').text).toContain("DROP command denied to user 'clinical.ehr'");
    expect(server.as('clinical.migrate', 'ALTER TABLE patients ADD COLUMN born date').text).toBe('');
  });

  it('[D6] lets a stranger see nothing, and each user its own database alone', () => {
    expect(server.as('stranger', 'SELECT 1').text).toContain("Access denied for user 'stranger'");
    expect(server.asRoot('CREATE DATABASE wardxrecords').text).toBe('');
    for (const other of ['wardxrecords', 'mysql', 'clinfra']) expect(server.as('clinical.migrate', 'SELECT 1', other).text).toContain('Access denied');
    expect(server.as('clinical.migrate', "CREATE USER 'other'@'%'").text).toContain('Access denied');
    expect(server.as('clinical.migrate', "GRANT SELECT ON ward_records.* TO 'stranger'@'%'").text).toContain('Access denied');
  });

  it('[D6] takes back what is declared no longer, and keeps the user without a login', () => {
    const lessened = scriptsOf('mysql', ({ store, service, migration }) => migration('migrate', service('ehr').reads(store)).writes(store));
    expect(run(lessened)).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.ehr', 'SELECT count(*) FROM patients').text).toBe('1');
    expect(server.as('clinical.ehr', 'DELETE FROM patients').text).toContain('DELETE command denied');
    expect(server.as('clinical.viewer', 'SELECT 1').text).toContain('this account is locked');
    expect(server.asRoot("SHOW GRANTS FOR 'clinical.viewer'@'%'").text).not.toContain('ward');

    expect(run(scriptsOf('mysql', aWard))).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.viewer', 'SELECT count(*) FROM patients').text).toBe('1');
    expect(server.as('clinical.ehr', 'DELETE FROM patients WHERE false').text).toBe('');
  });

  it('[D6] lets who writes change tables where nothing migrates', () => {
    const unmigrated = scriptsOf('mysql', ({ store, service }) => {
      service('ehr').writes(store);
      service('viewer').reads(store);
    });
    expect(run(unmigrated)).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.ehr', 'CREATE TABLE visits (id int)').text).toBe('');
    expect(server.as('clinical.viewer', 'SELECT count(*) FROM visits').text).toBe('0');
    expect(run(scriptsOf('mysql', aWard))).toEqual({ status: 0, text: '' });
    expect(server.as('clinical.ehr', 'DROP TABLE visits').text).toContain('DROP command denied');
  });

  it('[D6] quotes names, whatever signs they are made of', () => {
    const evil = 'a\'b"c\\d%e_f`g;h--i';
    const database = `${evil}_db`;
    const rights = {
      database,
      users: [
        { name: `${evil} 1`, right: 'change' },
        { name: `${evil} 2`, right: 'read' },
      ],
      extensions: [],
    } as const;
    for (const _ of ['made', 'there already'])
      expect(run({ ...scriptsOf('mysql', aWard), 'server.sql': mysqlScript(rights) })).toEqual({ status: 0, text: '' });
    expect(server.as(`${evil} 1`, 'CREATE TABLE one AS SELECT 1 AS number', database).text).toBe('');
    expect(server.as(`${evil} 2`, 'SELECT number FROM one', database).text).toBe('1');
    expect(server.as(`${evil} 2`, 'DELETE FROM one', database).text).toContain('DELETE command denied');
    // The script knows no other users, so that those of the ward are locked by it.
    expect(server.as('clinical.viewer', 'SELECT 1').text).toContain('this account is locked');
    expect(run(scriptsOf('mysql', aWard)).status).toBe(0);
  });

  it('[X3] refuses a server with another certificate, says nothing of the password, and fails where it is wrong', () => {
    const scripts = scriptsOf('mysql', aWard);
    expect(run(scripts, secretOf('clinfra', 'wrong'))).toEqual({
      status: 1,
      text: expect.stringMatching(/^ERROR 1045 \(28000\): Access denied for user 'clinfra'@'[^']*' \(using password: YES\)\n$/),
    });
    const elsewhere = { ...scripts, 'run.sh': (scripts['run.sh'] ?? '').replace('"$SERVER_HOST"', '127.0.0.1') };
    expect(run(elsewhere).text).toMatch(/TLS\/SSL error: (Validation of SSL server certificate failed|.*certificate.*)/);
  });
});
