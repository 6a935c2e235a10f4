import path from 'node:path';
import { Inventory, type Site, type Store } from '@clinfra/core';
import { checkWithObjects, existingAddresses, folder, type StoreAddress } from '@clinfra/kubernetes';
import { addOnFiles, backupsOf } from '@clinfra/stack/add-ons';
import { type Command, UsageError, usageOf } from '../command';
import { type Connections, readConnections } from '../connections';
import { countFindings, exitCodeOf, printFindings } from '../findings';
import { loadPlatform } from '../load-stacks';
import { writeFolder } from '../write-folder';

const LAYOUTS = ['object', 'namespace'] as const;
type Layout = (typeof LAYOUTS)[number];

export const synth: Command = {
  usage: 'synth <stack> --out DIR [--layout object|namespace] [--connections FILE]',
  help: [
    'Writes the manifests of a stack to a folder that `kubectl apply -k` and Argo CD take as it is.',
    '',
    'What is installed beside them stands in `_add-ons/<site>`: a Helmfile, to be applied first. The folder is written whole or not at all, and',
    '`.clinfra-synth` in it lists what was written: what somebody else puts there is refused, and never removed.',
    '',
    '  --out DIR            a new or empty folder, or one that synth wrote before and now replaces',
    '  --layout LAYOUT      `object` (the default): a file per object; `namespace`: a file per namespace',
    '  --connections FILE   addresses of stores that are known only after apply: pulumi stack output connections --json',
  ].join('\n'),
  options: { out: { type: 'string' }, layout: { type: 'string' }, connections: { type: 'string' } },
  positionals: ['stack'],
  async run(context, [stack = ''], { out, layout = 'object', connections, ...values }) {
    const { terminal } = context;
    if (typeof out !== 'string' || out === '') throw new UsageError(`--out DIR is missing\n${usageOf(synth)}`);
    if (!isLayout(layout)) throw new UsageError(`--layout must be ${LAYOUTS.join(' or ')}, got ${JSON.stringify(layout)}`);
    const platform = loadPlatform(context, stack, values);
    const findings = checkWithObjects(platform, { today: context.today });
    if (exitCodeOf(findings) === 1) {
      printFindings(terminal, findings);
      terminal.err(`${stack}: ${countFindings(findings)}; nothing was written`);
      return 1;
    }
    const inventory = new Inventory(platform);
    const known = typeof connections === 'string' ? readConnections(path.resolve(context.cwd, connections), inventory) : {};
    const left: string[] = [];
    const addresses = (store: Store, site: Site): StoreAddress | undefined => addressOf(store, site, known, left);
    const target = path.resolve(context.cwd, out);
    const { files, left: standing } = await writeFolder(
      target,
      both(
        folder(inventory, { addresses, layout }),
        addOnFiles(inventory, site => bucketOf(site, known, left)),
      ),
    );
    terminal.out(`${files} files in ${target}`);
    if (standing !== undefined) terminal.err(`of the former folder something could not be removed; remove it by hand: ${standing}`);
    for (const name of [...new Set(left)].sort()) terminal.out(`left out: the address of ${name} is known only after apply; give it with --connections`);
    return 0;
  },
};

function* both<T>(...lists: readonly Iterable<T>[]): Iterable<T> {
  for (const list of lists) yield* list;
}

function isLayout(text: unknown): text is Layout {
  return LAYOUTS.some(layout => layout === text);
}

function addressOf(store: Store, site: Site, known: Connections, left: string[]): StoreAddress | undefined {
  const existing = existingAddresses(store);
  if (existing) return existing;
  const name = `${site.name}/${store.name}`;
  const address = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!address) left.push(name);
  return address;
}

function bucketOf(site: Site, known: Connections, left: string[]): string | undefined {
  const name = backupsOf(site);
  const bucket = Object.hasOwn(known, name) ? known[name]?.resource : undefined;
  if (bucket === undefined) left.push(name);
  return bucket;
}
