export interface SetUpScriptProps {
  /** How the variables begin by which the task learns where the store is. */
  readonly name: string;
  /** Where it finds the requests. */
  readonly folder: string;
  /** What stands in them in place of the role of a client. */
  readonly role: string;
}

/**
 * Makes the requests of the list, each of which says what shall be, so that it can be run any number of times. Requests are signed with the credentials of the
 * task's own role, which pass from one process to the next and are written nowhere.
 */
export function setUpScript({ name, folder, role }: SetUpScriptProps): string {
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
put() {
  ask PUT "$1" "$2"
  case $status in 2??) echo "$1: done" ;; *) refused "$1" ;; esac
}
number() { sed -n "s/.*\\"$1\\" *: *\\([0-9]*\\).*/\\1/p" answer; }
policy() {
  ask GET "$1"
  case $status in
    200) put "$1?if_primary_term=$(number _primary_term)&if_seq_no=$(number _seq_no)" "$2" ;;
    404) put "$1" "$2" ;;
    *) refused "$1" ;;
  esac
}

# mapping PATH FILE VARIABLE: a workload that does not run at this site has no role here
mapping() {
  eval "role=\\\${$3:-}"
  [ -n "$role" ] || return 0
  sed "s#${role}#arn:aws:iam::$account:role/$role#" "$2" > says
  put "$1" says
}

while read -r how path file variable; do
  $how "$path" "${folder}/$file" "$variable"
done < ${folder}/requests
`;
}
