import { containersOf, type Inventory, keysOfSignals, Secret, type SecretRotation, type SecretUse, secretsOf, type Workload } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { wholeDays } from '../whole';

/** A field of a JSON object that is also a key of a Secret in Kubernetes. A dot would be read as a way into an object. */
const KEY = /^[A-Za-z0-9_-]{1,253}$/;

export const secrets = rule(
  'secrets',
  'every secret has keys and somebody who takes them, what is taken is declared, and each site on which it is taken says where secrets come from',
  function* ({ inventory }) {
    for (const secret of inventory.secrets) {
      yield* keys(secret);
      if (secret.rotation) yield* rotation(secret, secret.rotation, inventory);
    }
    const taken = new Set<Secret>();
    for (const workload of inventory.workloads) {
      for (const { secret } of secretsOf(workload)) taken.add(secret);
      for (const { path, role, container } of containersOf(workload)) {
        for (const use of container.secrets) yield* used(role === 'main' ? `${path}.uses` : `${path}.secrets`, use, inventory);
        for (const [mount, volume] of Object.entries(container.mounts)) {
          if (volume?.kind === 'secret-files') yield* used(`${path}.mounts.${mount}`, { secret: volume.secret, variables: volume.files }, inventory);
        }
      }
      if (secretsOf(workload).length > 0) yield* sources(workload, inventory);
    }
    for (const { scale } of scaledOf(inventory)) for (const { secret } of keysOfSignals(scale.signals)) taken.add(secret);
    for (const secret of inventory.secrets) {
      if (!taken.has(secret)) yield warning(secret.path, 'be used by a workload', 'no use of it', 'let a workload use it, or remove it');
    }
  },
);

function* keys({ path, keys: names }: Secret): Generator<Fault> {
  if (!Array.isArray(names) || names.length === 0)
    yield error(`${path}.keys`, 'name at least one key', show(names), 'write the fields that it has at its source');
  else {
    for (const [index, key] of names.entries()) {
      const place = `${path}.keys[${index}]`;
      if (!isText(key, KEY)) yield error(place, 'be 1 to 253 letters, digits, hyphens and underscores', show(key), 'rename the field');
      else if (names.indexOf(key) < index) yield error(place, 'be named once', show(key), 'leave it out');
    }
  }
}

const LONGEST_ROTATION = 1_000;

/** A value that nobody renews is found out when it has run out. */
function* rotation({ path, version }: Secret, { function: name, every }: SecretRotation, { sites }: Inventory): Generator<Fault> {
  const place = `${path}.rotation`;
  if (!isText(name, /^[A-Za-z0-9_-]{1,64}$/))
    yield error(`${place}.function`, 'be the name of a Lambda function', show(name), 'write it without region and account');
  const each = wholeDays(every);
  if (!every?.problem && (each === undefined || each < 1 || each > LONGEST_ROTATION)) {
    yield error(`${place}.every`, `be whole days from 1 to ${LONGEST_ROTATION}`, show(every), 'write it as days(30)');
  }
  if (version !== undefined) yield error(place, 'be left out where a version is named, which a new value does not have', 'both', 'leave one of them out');
  for (const { path: site, secrets: source } of sites) {
    if (source?.kind === 'vault')
      yield error(place, `be left out where ${site} takes secrets from a Vault, which renews its own`, 'a function', 'leave it out');
  }
}

function* used(place: string, { secret, variables }: SecretUse, { platform }: Inventory): Generator<Fault> {
  if (!(secret instanceof Secret) || secret.node.root !== platform) {
    yield error(place, `take a secret declared on platform ${platform.name}`, showOn(platform, secret), 'pass a Secret that was declared there');
    return;
  }
  const taken = Object.entries(variables ?? {});
  if (taken.length === 0) yield error(place, `name what it takes of ${show(secret)}`, 'no variable', 'write it as { SMS_API_KEY: "api-key" }');
  for (const [variable, key] of taken) {
    if (!secret.keys.includes(key))
      yield error(`${place}.${variable}`, `be a key of ${show(secret)} (${secret.keys.join(', ')})`, show(key), 'correct it, or add the key to the secret');
  }
}

/** External Secrets brings values to the sites that say so; elsewhere the pods would wait for ever. */
function* sources(workload: Workload, inventory: Inventory): Generator<Fault> {
  for (const site of sitesOf(inventory, workload)) {
    if (site.secrets !== undefined) continue;
    yield error(
      `${workload.path}.uses`,
      'be where secrets come from somewhere',
      `${site.path}, which names no source`,
      'give that site secrets: secretsManager() or vault({ server, role }), and run External Secrets there',
    );
  }
}
