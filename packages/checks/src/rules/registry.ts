import { containersOf, type ImageScanning, type Inventory, type Registry, type Upstream } from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { isText } from '../text';

const SCANNING: readonly unknown[] = ['on-push', 'continuous'] satisfies ImageScanning[];
const UPSTREAMS: readonly unknown[] = ['ecr-public', 'kubernetes', 'quay'] satisfies Upstream[];
/** What ECR takes as the name of a repository, in each of its parts. */
const IMAGE = /^(?=.{1,100}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/;
const ROLE = /^arn:aws:iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;
/** The longest beginning of the name of what ECR fetches through itself. */
const LONGEST_PREFIX = 30;

export const registry = rule(
  'registry',
  'a registry can be made as it is declared: in an account, at a site on AWS, for images that workloads run, fetched by nobody who was not named',
  function* ({ inventory }) {
    const run = repositoriesRun(inventory);
    for (const one of inventory.registries) {
      yield* place(one, inventory);
      yield* choices(one);
      yield* images(one, run);
      yield* pushers(one);
      yield* upstreams(one);
    }
    yield* settings(inventory);
  },
);

/** The repositories, without their hosts and versions, from which containers run. */
function repositoriesRun({ workloads }: Inventory): ReadonlySet<string> {
  const images = workloads.flatMap(workload => containersOf(workload).map(({ container }) => container.image));
  return new Set(images.flatMap(image => (typeof image === 'string' ? [image.replace(/^[^/]*\//, '').replace(/[:@].*$/, '')] : [])));
}

function* place({ path, account, home, declaredHome }: Registry, { platform, sites }: Inventory): Generator<Fault> {
  if (!isText(account, /^\d{12}$/)) yield error(`${path}.account`, 'be the twelve digits of an AWS account', show(account), "write it as '111122223333'");
  if (declaredHome !== undefined && !sites.includes(declaredHome)) {
    yield error(`${path}.home`, `be a site of platform ${platform.name}`, showOn(platform, declaredHome), 'pass a Site that was declared there');
  } else if (home?.hosting?.kind !== 'aws') {
    yield error(`${path}.home`, 'be a site on AWS, where images are pushed', show(home), 'name one, or keep images in a registry of your own');
  }
}

function* choices({ path, scanning, ownsSettings }: Registry): Generator<Fault> {
  if (!SCANNING.includes(scanning)) yield error(`${path}.scanning`, 'be one of on-push, continuous', show(scanning), 'choose one of them');
  if (typeof ownsSettings !== 'boolean') yield error(`${path}.ownsSettings`, 'be true or false', show(ownsSettings), 'leave it out');
}

/** A repository that nothing runs from is paid for by whoever forgot it. */
function* images({ path, images: names, prefix }: Registry, run: ReadonlySet<string>): Generator<Fault> {
  for (const name of names) {
    if (!isText(name, IMAGE)) yield error(`${path}.image(${show(name)})`, 'be lowercase words joined by . _ - or /', show(name), 'rename the image');
    else if (!run.has(`${prefix}/${name}`)) {
      yield warning(`${path}.image(${show(name)})`, 'be run by a workload', 'none that does', 'leave it out, or let a workload run it');
    }
  }
}

function* pushers({ path, account, pushers: roles }: Registry): Generator<Fault> {
  for (const [index, role] of roles.entries()) {
    const owner = typeof role === 'string' ? ROLE.exec(role)?.[1] : undefined;
    const remedy = `write it as arn:aws:iam::${isText(account, /^\d{12}$/) ? account : '111122223333'}:role/pipeline`;
    if (owner === undefined) yield error(`${path}.pushers[${index}]`, 'be the ARN of a role', show(role), remedy);
  }
}

function* upstreams({ path, upstreams: names, prefix }: Registry): Generator<Fault> {
  for (const [index, name] of names.entries()) {
    if (!UPSTREAMS.includes(name)) yield error(`${path}.upstreams[${index}]`, `be one of ${UPSTREAMS.join(', ')}`, show(name), 'choose one of them');
    else if (names.indexOf(name) < index) yield error(`${path}.upstreams[${index}]`, 'be named once', show(name), 'leave it out');
    else if (`${prefix}/${name}`.length > LONGEST_PREFIX) {
      const got = `${`${prefix}/${name}`.length} in ${prefix}/${name}`;
      yield error(
        `${path}.upstreams[${index}]`,
        `make a name of at most ${LONGEST_PREFIX} characters`,
        got,
        'shorten the name of the platform or the environment',
      );
    }
  }
}

/** What an account has once cannot be set twice. */
function* settings({ registries }: Inventory): Generator<Fault> {
  const owners = new Map<string, Registry>();
  for (const one of registries) {
    if (one.ownsSettings !== true) continue;
    const owner = owners.get(one.account);
    owners.set(one.account, owner ?? one);
    if (owner) yield error(`${one.path}.ownsSettings`, `be false where ${owner.path} sets what their account has once`, 'true', 'leave it to one of them');
  }
}
