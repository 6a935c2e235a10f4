import type { DatabaseRights } from './rights';

/** A text as PostgreSQL reads it between quotes, where a backslash is a sign like any other. */
function postgresText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The role of RDS whose members log in by a token of IAM and by nothing else. */
const BY_IAM = 'rds_iam';

/**
 * What is wanted, as rows. Everything else of the scripts is the same for every database and quotes names by itself (`%I`, `%L`), so that this is the one
 * place in which a name meets SQL.
 */
function wanted({ database, users, extensions }: DatabaseRights): string {
  const rows = (table: string, values: readonly string[]) => (values.length > 0 ? `INSERT INTO ${table} VALUES\n  ${values.join(',\n  ')};\n` : '');
  return `SET standard_conforming_strings = on;
SET client_min_messages = warning;
CREATE TEMPORARY TABLE wanted AS SELECT database, database || ':owner' AS owner, database || ':writers' AS writers, database || ':readers' AS readers,
  ${postgresText(BY_IAM)} AS by_iam, 'clinfra: logs in to ' || database AS mark FROM (SELECT ${postgresText(database)}::text AS database) AS store;
CREATE TEMPORARY TABLE wanted_users (name text PRIMARY KEY, may text NOT NULL);
${rows(
  'wanted_users',
  users.map(({ name, right }) => `(${postgresText(name)}, ${postgresText(right)})`),
)}CREATE TEMPORARY TABLE wanted_extensions (name text PRIMARY KEY);
${rows(
  'wanted_extensions',
  extensions.map(name => `(${postgresText(name)})`),
)}`;
}

/** To be run in the database `postgres`: the roles, who is what, and the database itself. */
export function postgresServerScript(rights: DatabaseRights): string {
  return `${wanted(rights)}${ROLES}${DATABASE}`;
}

/** To be run in the database after that: what each role may do in it, now and with tables that are made later. */
export function postgresDatabaseScript(rights: DatabaseRights): string {
  return `${wanted(rights)}${PRIVILEGES}`;
}

/**
 * Rights belong to three roles without a login, and a user has them by being a member of one; so a right that is taken back is gone everywhere at once. A
 * user is known by the comment on its role. One that is wanted no longer stays without a login, because something may still be called after it.
 */
const ROLES = `
BEGIN;
-- One at a time: two releases may come close together.
SELECT pg_advisory_xact_lock(hashtext('clinfra')) \\g /dev/null
DO $$
DECLARE
  w wanted%ROWTYPE;
  one record;
BEGIN
  SELECT * INTO w FROM wanted;
  FOR one IN SELECT unnest(ARRAY[w.owner, w.writers, w.readers]) AS name LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = one.name) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', one.name); END IF;
  END LOOP;
  EXECUTE format('GRANT %I TO %I', w.readers, w.writers);
  EXECUTE format('GRANT %I TO CURRENT_USER', w.owner);

  FOR one IN SELECT name FROM wanted_users LOOP
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = one.name) THEN EXECUTE format('ALTER ROLE %I LOGIN', one.name);
    ELSE EXECUTE format('CREATE ROLE %I LOGIN', one.name); END IF;
    EXECUTE format('COMMENT ON ROLE %I IS %L', one.name, w.mark);
  END LOOP;
  FOR one IN SELECT rolname AS name FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = w.mark AND rolname NOT IN (SELECT name FROM wanted_users) LOOP
    EXECUTE format('ALTER ROLE %I NOLOGIN', one.name);
  END LOOP;

  CREATE TEMPORARY TABLE memberships AS
    SELECT u.name AS member, CASE u.may WHEN 'read' THEN w.readers WHEN 'write' THEN w.writers ELSE w.owner END AS role FROM wanted_users u
    UNION ALL SELECT u.name, w.by_iam FROM wanted_users u;
  CREATE TEMPORARY VIEW marked_memberships AS
    SELECT m.rolname AS member, r.rolname AS role FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
    WHERE shobj_description(m.oid, 'pg_authid') = (SELECT mark FROM wanted);
  FOR one IN SELECT member, role FROM marked_memberships EXCEPT SELECT member, role FROM memberships LOOP
    BEGIN EXECUTE format('REVOKE %I FROM %I', one.role, one.member); EXCEPTION WHEN insufficient_privilege THEN NULL; END;
  END LOOP;
  FOR one IN SELECT member, role FROM memberships EXCEPT SELECT member, role FROM marked_memberships LOOP
    EXECUTE format('GRANT %I TO %I', one.role, one.member);
  END LOOP;
  -- From version 16 on only who has granted a right takes it back, and what somebody else has granted must not pass unseen.
  FOR one IN SELECT member, role FROM marked_memberships EXCEPT SELECT member, role FROM memberships LOOP
    RAISE EXCEPTION '% is a member of %, which was granted by hand; revoke it', one.member, one.role;
  END LOOP;
END $$;
COMMIT;
`;

const DATABASE = `
-- Makes the database; this cannot be part of a transaction.
SELECT format('CREATE DATABASE %I OWNER %I', database, owner) FROM wanted WHERE database NOT IN (SELECT datname FROM pg_database) \\gexec
SELECT format('ALTER DATABASE %I OWNER TO %I', w.database, w.owner)
  FROM wanted w JOIN pg_database d ON d.datname = w.database WHERE pg_get_userbyid(d.datdba) <> w.owner \\gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', database) FROM wanted \\gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO %I', database, readers) FROM wanted \\gexec
SELECT format('GRANT TEMPORARY ON DATABASE %I TO %I', database, writers) FROM wanted \\gexec
-- Whoever changes the structure does so as the owner from the first statement on, so that every table is the owner's, whoever made it.
SELECT format('ALTER ROLE %I IN DATABASE %I SET role TO %L', u.name, w.database, w.owner) FROM wanted_users u, wanted w WHERE u.may = 'change' \\gexec
SELECT format('ALTER ROLE %I IN DATABASE %I RESET role', r.rolname, w.database)
  FROM pg_roles r, wanted w WHERE shobj_description(r.oid, 'pg_authid') = w.mark AND r.rolname NOT IN (SELECT name FROM wanted_users WHERE may = 'change') \\gexec
`;

const PRIVILEGES = `
SELECT format('CREATE EXTENSION IF NOT EXISTS %I', name) FROM wanted_extensions ORDER BY name \\gexec
BEGIN;
DO $$
DECLARE
  w wanted%ROWTYPE;
  one record;
BEGIN
  SELECT * INTO w FROM wanted;
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  EXECUTE format('GRANT USAGE, CREATE ON SCHEMA public TO %I', w.owner);
  IF has_schema_privilege('public', 'public', 'CREATE') THEN RAISE EXCEPTION 'everybody may make tables in schema public of %; revoke it', w.database; END IF;

  -- What is there: everything that belongs to the owner or to us, but what an extension brought.
  FOR one IN SELECT nspname AS name FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND (nspname = 'public' OR pg_has_role(nspowner, 'USAGE')) LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', one.name, w.readers);
  END LOOP;
  FOR one IN SELECT n.nspname AS space, c.relname AS name, c.relkind = 'S' AS counts FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND pg_has_role(c.relowner, 'USAGE')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') LOOP
    IF one.counts THEN
      EXECUTE format('GRANT SELECT ON SEQUENCE %I.%I TO %I', one.space, one.name, w.readers);
      EXECUTE format('GRANT USAGE, UPDATE ON SEQUENCE %I.%I TO %I', one.space, one.name, w.writers);
    ELSE
      EXECUTE format('GRANT SELECT ON %I.%I TO %I', one.space, one.name, w.readers);
      EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I.%I TO %I', one.space, one.name, w.writers);
    END IF;
  END LOOP;

  -- What will be there.
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT USAGE ON SCHEMAS TO %I', w.owner, w.readers);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT SELECT ON TABLES TO %I', w.owner, w.readers);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT INSERT, UPDATE, DELETE ON TABLES TO %I', w.owner, w.writers);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT SELECT ON SEQUENCES TO %I', w.owner, w.readers);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT USAGE, UPDATE ON SEQUENCES TO %I', w.owner, w.writers);
END $$;
COMMIT;
`;
