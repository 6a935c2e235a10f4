import type { DatabaseRights, DatabaseUser, Right } from './rights';

/** A text as MySQL reads it between quotes in the mode that the script sets, where a backslash takes the meaning from the next sign. */
function mysqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A name as MySQL reads it between backticks, where no other sign means anything. */
function mysqlName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** The name of a database in a grant, where underscore and percent sign would stand for other signs. */
function grantedName(database: string): string {
  return mysqlName(database.replace(/[\\_%]/g, sign => `\\${sign}`));
}

/** How AWS knows a user: by a token of IAM, over TLS. */
export const BY_IAM = "IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL";

const READING = ['SELECT', 'SHOW VIEW'];
const WRITING = ['INSERT', 'UPDATE', 'DELETE', 'EXECUTE', 'CREATE TEMPORARY TABLES', 'LOCK TABLES'];
const CHANGING = ['CREATE', 'ALTER', 'DROP', 'INDEX', 'REFERENCES', 'CREATE VIEW', 'CREATE ROUTINE', 'ALTER ROUTINE', 'TRIGGER'];

/** What is granted on the whole database, tables that are made later included, and what is taken away where a right became less. */
const PRIVILEGES = {
  read: { has: READING, lacks: [...WRITING, ...CHANGING] },
  write: { has: [...READING, ...WRITING], lacks: CHANGING },
  change: { has: [...READING, ...WRITING, ...CHANGING], lacks: [] },
} as const satisfies Record<Right, { readonly has: readonly string[]; readonly lacks: readonly string[] }>;

/**
 * The database, the users and their rights on a server of MySQL. A user is known by its row in `clinfra.users`, which nobody but the administrator sees. One
 * that is wanted no longer is locked and loses every right; it stays, because views and routines may be defined by it.
 */
export function mysqlScript({ database, users }: DatabaseRights): string {
  return `SET SESSION sql_mode = 'STRICT_TRANS_TABLES';
SET SESSION group_concat_max_len = 1000000;
CREATE DATABASE IF NOT EXISTS ${mysqlName(database)};
CREATE DATABASE IF NOT EXISTS clinfra;
CREATE TABLE IF NOT EXISTS clinfra.users (name VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY);
CREATE TEMPORARY TABLE clinfra.wanted (name VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY);
${users.map(user => made(database, user)).join('')}${LOCK_OTHERS}`;
}

function made(database: string, { name, right }: DatabaseUser): string {
  const user = `${mysqlText(name)}@'%'`;
  const { has, lacks } = PRIVILEGES[right];
  const on = `ON ${grantedName(database)}.*`;
  return `INSERT INTO clinfra.wanted VALUES (${mysqlText(name)});
INSERT IGNORE INTO clinfra.users VALUES (${mysqlText(name)});
CREATE USER IF NOT EXISTS ${user} ${BY_IAM};
ALTER USER ${user} REQUIRE SSL ACCOUNT UNLOCK;
GRANT ${has.join(', ')} ${on} TO ${user};
${lacks.length > 0 ? `REVOKE ${lacks.join(', ')} ${on} FROM ${user};\n` : ''}`;
}

/** A statement takes a list of users, which is put together here; without any it is one that does nothing. */
const LOCK_OTHERS = `SET @others = (SELECT GROUP_CONCAT(QUOTE(u.user), '@', QUOTE(u.host) SEPARATOR ', ') FROM mysql.user u
  JOIN clinfra.users k ON k.name = CONVERT(u.user USING utf8mb4) COLLATE utf8mb4_bin
  WHERE u.host = '%' AND k.name NOT IN (SELECT name FROM clinfra.wanted));
SET @locking = IF(@others IS NULL, 'DO 0', CONCAT('ALTER USER ', @others, ' ACCOUNT LOCK'));
PREPARE locking FROM @locking;
EXECUTE locking;
SET @revoking = IF(@others IS NULL, 'DO 0', CONCAT('REVOKE ALL PRIVILEGES, GRANT OPTION FROM ', @others));
PREPARE revoking FROM @revoking;
EXECUTE revoking;
`;
