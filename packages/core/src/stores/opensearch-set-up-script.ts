export interface SetUpScriptProps {
  /** How the variables begin by which the task learns where the store is. */
  readonly name: string;
  /** Where it finds the requests. */
  readonly folder: string;
  /** What stands in them in place of what is known only where the task runs: the role of a client, the region, and where snapshots go and by which role. */
  readonly unknown: Readonly<Record<'role' | 'region' | 'bucket' | 'snapshotRole', string>>;
}

/**
 * Makes the requests of the list, each of which says what shall be, so that it can be run any number of times. Requests are signed with the credentials of the
 * task's own role, which pass from one process to the next and are written nowhere.
 */
export function setUpScript({ name, folder, unknown }: SetUpScriptProps): string {
  return `set -eu
host="https://\${${name}_HOST}:\${${name}_PORT}"
account=$(printf %s "\${${name}_ARN}" | cut -d: -f5)
cd /tmp

credentials=$(printf 'Authorization: %s' "$(cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")" | curl -sS --fail --retry 5 --retry-connrefused -H @- "$AWS_CONTAINER_CREDENTIALS_FULL_URI" | tr -d '\\n')
[ -n "$credentials" ] || { echo 'no credentials' >&2; exit 1; }
field() { printf %s "$credentials" | sed -n "s/.*\\"$1\\" *: *\\"\\([^\\"]*\\)\\".*/\\1/p"; }
login() { printf 'user = "%s:%s"\\nheader = "x-amz-security-token: %s"\\n' "$(field AccessKeyId)" "$(field SecretAccessKey)" "$(field Token)"; }

# ask METHOD PATH [FILE]: the answer is in ./answer, its status in $status
ask() {
  status=$(login | curl -sS -K - --max-time 60 --aws-sigv4 "aws:amz:\${${name}_REGION}:es" -X "$1" -H 'content-type: application/json' \${3:+--data-binary "@$3"} -o answer -w '%{http_code}' "$host/$2")
}
refused() { echo "$1: $status $(cat answer)" >&2; exit 1; }
send() {
  ask "$1" "$2" "$3"
  case $status in 2??) echo "$2: done" ;; *) refused "$2" ;; esac
}
put() { send PUT "$1" "$2"; }
number() { sed -n "s/.*\\"$1\\" *: *\\([0-9]*\\).*/\\1/p" answer; }

# policy PATH FILE METHOD: it is made with that method, and changed by its number
policy() {
  ask GET "$1"
  case $status in
    200) send PUT "$1?if_primary_term=$(number _primary_term)&if_seq_no=$(number _seq_no)" "$2" ;;
    404) send "$3" "$1" "$2" ;;
    *) refused "$1" ;;
  esac
}

# mapping PATH FILE VARIABLE: a workload that does not run at this site has no role here
mapping() {
  eval "role=\\\${$3:-}"
  [ -n "$role" ] || return 0
  sed "s#${unknown.role}#arn:aws:iam::$account:role/$role#" "$2" > says
  put "$1" says
}

# repository PATH FILE: it is tried by the store itself, which writes to the bucket and reads what it wrote
repository() {
  sed "s#${unknown.bucket}#\${${name}_SNAPSHOT_BUCKET}#; s#${unknown.region}#\${${name}_REGION}#; s#${unknown.snapshotRole}#\${${name}_SNAPSHOT_ROLE}#" "$2" > says
  put "$1" says
}

while read -r how path file more; do
  $how "$path" "${folder}/$file" "$more"
done < ${folder}/requests
`;
}
