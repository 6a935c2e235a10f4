import { type AwsRegion, type Inventory, kafkaLoginsAt, kafkaSecretName, type Site, type Vault } from '@clinfra/core';
import { isAddress, isHostName } from '../dns';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';

/** What IAM takes as the inline policies of a role, and what such a policy has besides the names. */
const LONGEST_POLICY = 10_240;
const POLICY_FRAME = 132;

export const secretSource = rule(
  'secret-source',
  'the secrets of a site come from a source that can be reached there, over TLS, by an identity and never by a stored key',
  function* ({ inventory }) {
    for (const site of inventory.sites) {
      yield* source(site);
      if (site.hosting?.kind === 'aws' && site.secrets?.kind === 'secrets-manager') yield* readable(site, site.hosting.region, inventory);
    }
  },
);

function* source({ path, hosting, secrets }: Site): Generator<Fault> {
  const place = `${path}.secrets`;
  if (secrets === undefined) return;
  const kind: unknown = secrets?.kind;
  if (secrets?.kind === 'vault') yield* vault(place, secrets);
  else if (kind !== 'secrets-manager') yield error(place, 'be secretsManager() or vault(...)', show(kind ?? secrets), 'use one of the two');
  else if (hosting?.kind !== 'aws') {
    yield error(place, 'be a Vault on a cluster that exists, where External Secrets has no role of AWS', 'secretsManager()', 'use vault({ server, role })');
  }
}

/** The policy by which External Secrets reads names each secret; IAM takes no longer one in a role. */
function* readable(site: Site, region: AwsRegion, inventory: Inventory): Generator<Fault> {
  const logins = kafkaLoginsAt(inventory, site).map(({ store, workload }) => kafkaSecretName(site, store, workload));
  const secrets = [...inventory.secrets.map(secret => secret.nameAt(site)), ...logins];
  const arns = secrets.map(name => `"arn:aws:secretsmanager:${region}:000000000000:secret:${name}-000000",`);
  const length = POLICY_FRAME + arns.reduce((sum, arn) => sum + arn.length, 0);
  if (length <= LONGEST_POLICY) return;
  const must = `let a policy of ${LONGEST_POLICY} characters name every secret`;
  const remedy =
    logins.length > 0
      ? 'keep what belongs together as keys of one secret, or let fewer clients have passwords'
      : 'keep what belongs together as keys of one secret';
  yield error(`${site.path}.secrets`, must, `${length} for ${secrets.length} secrets`, remedy);
}

function* vault(path: string, { server, role, path: mount, login }: Vault): Generator<Fault> {
  if (!isServer(server)) yield error(`${path}.server`, 'be the address of Vault with https', showServer(server), 'write it as https://vault.example.sd:8200');
  if (!isText(role, /^[A-Za-z0-9][A-Za-z0-9_.-]*$/))
    yield error(`${path}.role`, 'be the name of a role in Vault', show(role), 'name the role of its Kubernetes login');
  for (const [name, value, usual] of [
    ['path', mount, 'secret'],
    ['login', login, 'kubernetes'],
  ] as const) {
    if (!isText(value, /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/))
      yield error(`${path}.${name}`, 'be where Vault mounts it, without slashes around it', show(value), `write it as ${usual}`);
  }
}

/** An address with a path, a query or a name and password in it is none of a server. */
function isServer(server: unknown): boolean {
  const [, host, port] = (isText(server, /^/) ? /^https:\/\/([^/:@?#\s]+)(?::(\d{1,5}))?\/?$/.exec(server) : undefined) ?? [];
  return (isHostName(host) || isAddress(host)) && (port === undefined || (Number(port) > 0 && Number(port) < 65_536));
}

/** What stands before an @ may be a password. */
function showServer(server: unknown): string {
  return isText(server, /@/) ? 'an address with a name or password in it' : show(server);
}
