import type { Inventory, Site, SiteRole } from '@clinfra/core';
import { PATCHED_BY, PATCHED_FIELDS } from '@clinfra/kubernetes';
import type { PlannedResource } from '@clinfra/plan';
import type { Terminal } from './terminal';

/** The tags of a patched resource; loading the package that sets them would load what it makes resources with. */
const PATCHED_BY_TAG = 'clinfra:patched-by';
const PATCHED_ARGUMENTS_TAG = 'clinfra:patched-arguments';

const ROLES = {
  serving: '',
  standby: '; takes copies, and nothing runs there in this version',
  cold: '; takes copies, and nothing runs there in this version',
} as const satisfies Record<SiteRole, string>;

/** A line for every site: what it does, where it stands, and on whose word. */
export function printSites(terminal: Terminal, inventory: Inventory): void {
  terminal.out(`\n${terminal.style('bold', 'sites')}`);
  for (const site of inventory.sites) {
    const role = inventory.roleOf(site);
    terminal.out(`  ${terminal.style('cyan', site.name.padEnd(14))}${role.padEnd(9)}${placeOf(site)}${ROLES[role]}`);
  }
}

function placeOf({ hosting, zones, jurisdiction }: Site): string {
  const where = hosting.kind === 'aws' ? `aws ${hosting.region}` : `cluster ${hosting.context}`;
  const attested = hosting.kind === 'aws' && hosting.attestation ? ` (attested by ${hosting.attestation.by}: ${hosting.attestation.evidence})` : '';
  return `${where}, ${zones.length} ${zones.length === 1 ? 'zone' : 'zones'}, ${jurisdiction}${attested}`;
}

/** The resources as the components that own them: a line a component, and what stands in it by kind. */
export function printTree(terminal: Terminal, resources: readonly PlannedResource[]): void {
  const children = new Map<string, PlannedResource[]>();
  for (const resource of resources) {
    const siblings = children.get(resource.parent ?? '');
    if (siblings) siblings.push(resource);
    else children.set(resource.parent ?? '', [resource]);
  }
  const known = new Set(resources.map(({ urn }) => urn));
  const roots = resources.filter(({ parent }) => !parent || !known.has(parent));
  terminal.out(`\n${terminal.style('bold', 'resources')}`);
  for (const root of roots) printBranch(terminal, root, children, '  ');
}

function printBranch(terminal: Terminal, resource: PlannedResource, children: ReadonlyMap<string, readonly PlannedResource[]>, indent: string): void {
  const own = children.get(resource.urn) ?? [];
  const branches = own.filter(child => children.has(child.urn) || isComponent(child));
  const leaves = own.filter(child => !branches.includes(child));
  const total = leaves.length > 0 ? terminal.style('dim', `  ${leaves.length}`) : '';
  terminal.out(`${indent}${terminal.style('cyan', nounOf(resource.type))} ${resource.name}${total}`);
  for (const line of summaries(leaves)) terminal.out(`${indent}  ${line}`);
  for (const branch of branches) printBranch(terminal, branch, children, `${indent}  `);
}

/** The same kinds of objects for many names read as one line: what a workload gets, or how many subnets there are. */
function summaries(leaves: readonly PlannedResource[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const leaf of leaves) {
    const owner = ownerOf(leaf);
    const group = groups.get(owner);
    if (group) group.push(nounOf(leaf.type));
    else groups.set(owner, [nounOf(leaf.type)]);
  }
  return [...groups].map(([owner, nouns]) => `${owner ? `${owner}: ` : ''}${counted(nouns)}`);
}

/** The workload that a Kubernetes object belongs to, by the label that every object carries; an add-on is its own, in its version. */
function ownerOf({ type, inputs }: PlannedResource): string {
  if (type === 'kubernetes:helm.sh/v3:Release') return `${inputs.name} ${inputs.version}`;
  if (!type.startsWith('kubernetes:')) return '';
  const { metadata } = inputs as { metadata?: { labels?: Readonly<Record<string, string>>; namespace?: string } };
  return metadata?.labels?.['app.kubernetes.io/name'] ?? '';
}

function counted(nouns: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const noun of nouns) counts.set(noun, (counts.get(noun) ?? 0) + 1);
  return [...counts].map(([noun, count]) => (count === 1 ? noun : `${count} ${noun}`)).join(', ');
}

/** A line for every field that somebody laid over an object or a resource: what was adjusted, and where it stands in the declaration. */
export function printPatches(terminal: Terminal, resources: readonly PlannedResource[]): void {
  const lines = resources.flatMap(({ type, name, inputs }) => {
    const { by, fields } = patchOf(inputs as Noted);
    return by === undefined ? [] : fields.map(field => `  ${terminal.style('cyan', by)}  ${nounOf(type)} ${name}  ${field}`);
  });
  if (lines.length === 0) return;
  terminal.out(`\n${terminal.style('bold', 'patches')}  ${lines.length}`);
  for (const line of lines) terminal.out(line);
}

type Texts = Readonly<Record<string, string>>;

/** Where an object of Kubernetes and a resource of AWS say who changed them. */
interface Noted {
  readonly metadata?: { readonly annotations?: Texts };
  readonly tags?: Texts;
}

function patchOf({ metadata, tags }: Noted): { readonly by: string | undefined; readonly fields: readonly string[] } {
  const { [PATCHED_BY]: by, [PATCHED_FIELDS]: fields = '' } = metadata?.annotations ?? {};
  if (by !== undefined) return { by, fields: fields.split(', ') };
  return { by: tags?.[PATCHED_BY_TAG], fields: (tags?.[PATCHED_ARGUMENTS_TAG] ?? '').split(' ') };
}

/** How many resources there are of each type. */
export function printCounts(terminal: Terminal, resources: readonly PlannedResource[]): void {
  const counts = new Map<string, number>();
  for (const { type } of resources) if (!isComponentType(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  terminal.out(`\n${terminal.style('bold', 'by type')}  ${total} resources`);
  for (const [type, count] of [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b))) terminal.out(`  ${String(count).padStart(4)}  ${type}`);
}

/** The last part of a type is its noun: `VPC` of `aws:ec2/vpc:Vpc`. */
function nounOf(type: string): string {
  return type.slice(type.lastIndexOf(':') + 1);
}

function isComponent({ type }: PlannedResource): boolean {
  return isComponentType(type);
}

function isComponentType(type: string): boolean {
  return type.startsWith('clinfra:') || type === 'pulumi:pulumi:Stack';
}
