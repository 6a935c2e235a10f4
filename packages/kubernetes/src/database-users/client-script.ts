import { CREDENTIALS, type RelationalStore } from '@clinfra/core';

/** Where the container finds its scripts. */
export const SCRIPTS = '/scripts';

/** How the administrator is called, and the password is taken out of the secret that RDS keeps: a JSON object, read by the shell alone because the images have nothing else in common. */
const PASSWORD = `set -eu
umask 077
secret=$(cat ${CREDENTIALS}/secret)
# The value of a key, with what JSON writes by a backslash put back. RDS makes passwords without quotes; what is not understood ends the Job.
value() {
  rest=\${secret#*\\"$1\\":}
  [ "$rest" != "$secret" ] || { echo "the administrator's secret has no $1" >&2; exit 1; }
  rest=\${rest#"\${rest%%[! ]*}"}
  rest=\${rest#\\"}
  value=
  while :; do
    case $rest in
      \\"*) break ;;
      '\\\\'*) value=$value'\\'; rest=\${rest#??} ;;
      '\\/'*) value=$value/; rest=\${rest#??} ;;
      '\\u0026'*) value="$value&"; rest=\${rest#??????} ;;
      '\\u003c'*) value="$value<"; rest=\${rest#??????} ;;
      '\\u003d'*) value="$value="; rest=\${rest#??????} ;;
      '\\u003e'*) value="$value>"; rest=\${rest#??????} ;;
      '\\'* | '') echo "the administrator's $1 is written in an unknown way" >&2; exit 1 ;;
      *) value=$value\${rest%"\${rest#?}"}; rest=\${rest#?} ;;
    esac
  done
}
`;

const POSTGRES = `value username; user=$value
value password
# Puts what it is given where the client looks for it, with what separates the fields there marked.
log_in_with() {
  rest=$1 escaped=
  while [ -n "$rest" ]; do
    one=\${rest%"\${rest#?}"}
    case $one in ':' | '\\') one='\\'$one ;; esac
    escaped=$escaped$one; rest=\${rest#?}
  done
  printf '*:*:*:*:%s\\n' "$escaped" >${CREDENTIALS}/pgpass
}
export PGPASSFILE=${CREDENTIALS}/pgpass PGSSLMODE=verify-full PGSSLROOTCERT=${SCRIPTS}/authorities.pem PGCONNECT_TIMEOUT=30
run() {
  database=$1; shift
  PGDATABASE=$database psql --host "$SERVER_HOST" --port "$SERVER_PORT" --username "$user" --no-password --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@"
}
log_in_with "$value"
run postgres --command 'SET client_min_messages = warning' || log_in_with "$(cat ${CREDENTIALS}/token)"
run postgres --file ${SCRIPTS}/server.sql
run "$(cat ${SCRIPTS}/database)" --file ${SCRIPTS}/database.sql
`;

const MYSQL = `value username; user=$value
value password
escaped=
while [ -n "$value" ]; do
  one=\${value%"\${value#?}"}
  case $one in '\\') one='\\\\' ;; esac
  escaped=$escaped$one; value=\${value#?}
done
printf '[client]\\nuser="%s"\\npassword="%s"\\n' "$user" "$escaped" >${CREDENTIALS}/client.cnf
exec mysql --defaults-extra-file=${CREDENTIALS}/client.cnf --host="$SERVER_HOST" --port="$SERVER_PORT" --ssl-mode=VERIFY_IDENTITY --ssl-ca=${SCRIPTS}/authorities.pem \\
  --connect-timeout=30 --default-character-set=utf8mb4 <${SCRIPTS}/server.sql
`;

/** The client that runs the scripts: over TLS, to a server whose certificate is its own, with the password in a file in memory and in no argument and no log. */
export function clientScript({ kind }: Pick<RelationalStore, 'kind'>): string {
  return `${PASSWORD}${kind === 'postgres' ? POSTGRES : MYSQL}`;
}
