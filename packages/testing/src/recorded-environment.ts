import { type Finding, message } from '@clinfra/checks';
import type { Platform } from '@clinfra/core';
import { documents, type Manifest } from '@clinfra/kubernetes';
import { type Change, changesOf, dataLosses, type Plan, type PlannedResource, planOf } from '@clinfra/plan';
import type { ObjectOf } from './kinds';

/** A class of a Pulumi SDK, such as `aws.rds.Instance`. */
interface ResourceClass {
  // biome-ignore lint/suspicious/noExplicitAny: a constructor's parameters are matched here, not used
  new (name: string, args: any, ...rest: any[]): object;
}

/** Generated classes carry their type token; their declarations keep quiet about it. */
function tokenOf(type: ResourceClass): string {
  const { __pulumiType: token } = type as { readonly __pulumiType?: string };
  if (token === undefined) throw new Error(`${type.name} is no resource class of a Pulumi SDK`);
  return token;
}

/** A resource as it would be registered, its inputs by the names of its SDK class. Values known only after apply stand as text. */
export type ResourceOf<Class extends ResourceClass> = Omit<PlannedResource, 'inputs'> & {
  readonly inputs: { readonly [Name in keyof ConstructorParameters<Class>[1]]?: unknown };
};

/** What an environment would be, recorded once, to be asked in tests. */
export class RecordedEnvironment {
  readonly #losses: (changes: readonly Change[]) => readonly Finding[];

  /** Recorded by `recordEnvironment`, which knows the platform and the day by which waivers are judged. */
  constructor(
    readonly plan: Plan,
    losses: (changes: readonly Change[]) => readonly Finding[],
  ) {
    this.#losses = losses;
  }

  /** Every resource of the class, in the order of the plan. */
  resources<Class extends ResourceClass>(type: Class): readonly ResourceOf<Class>[] {
    const token = tokenOf(type);
    return this.plan.resources.filter(resource => resource.type === token) as unknown as readonly ResourceOf<Class>[];
  }

  /** The one resource of the class and name; its absence is an error that names those there are. */
  resource<Class extends ResourceClass>(type: Class, name: string): ResourceOf<Class> {
    const all = this.resources(type);
    return one(
      all.filter(resource => resource.name === name),
      `${tokenOf(type)} ${name}`,
      all.map(resource => resource.name),
    );
  }

  /** Every Kubernetes object of the kind, at every site. */
  objects<Kind extends string>(kind: Kind): readonly ObjectOf<Kind>[] {
    return this.#placed(kind).map(({ manifest }) => manifest) as unknown as readonly ObjectOf<Kind>[];
  }

  /**
   * The one Kubernetes object of the kind and name. Where several namespaces have it, say which is meant: `clinical/ehr`; where several sites do,
   * `dublin/clinical/ehr`, or `dublin/ward-critical` for what stands in no namespace.
   */
  object<Kind extends string>(kind: Kind, name: string): ObjectOf<Kind> {
    const all = this.#placed(kind);
    const { manifest } = one(
      all.filter(placed => isCalled(placed, name)),
      `${kind} ${name}`,
      this.#spelled(all),
    );
    return manifest as unknown as ObjectOf<Kind>;
  }

  /** All objects of a namespace as YAML, for a snapshot whose difference is the review. Where several sites have it, say which is meant: `dublin/clinical`. */
  namespace(name: string): string {
    const inside = this.#placed().filter(({ site, manifest: { kind, metadata } }) => {
      const namespace = kind === 'Namespace' ? metadata.name : metadata.namespace;
      return namespace !== undefined && (namespace === name || `${site}/${namespace}` === name);
    });
    const sites = [...new Set(inside.map(({ site }) => site))];
    one(sites, `Namespace ${name}`, sites.length > 1 ? sites.map(site => `${site}/${name}`) : [...new Set(this.#spelled(this.#placed('Namespace')))]);
    const key = ({ kind, metadata }: Manifest) => `${kind === 'Namespace' ? '' : kind}/${metadata.name}`;
    return documents(inside.map(({ manifest }) => manifest).sort((a, b) => (key(a) < key(b) ? -1 : 1)));
  }

  /** What the checks said, a line each, as the command line prints it. */
  findings(severity?: Finding['severity']): readonly string[] {
    return this.plan.findings.filter(finding => severity === undefined || finding.severity === severity).map(message);
  }

  /** What this environment would change of an earlier plan, such as one that was kept as a file. */
  changesSince(earlier: Plan): readonly Change[] {
    return changesOf(earlier, this.plan);
  }

  /** The stores with data that applying it would delete or make anew, a line each, those that are waived included. */
  lossesSince(earlier: Plan): readonly string[] {
    return this.#losses(this.changesSince(earlier)).map(message);
  }

  /** A release of Helm is none: what it makes is in its chart. */
  #placed(kind?: string): readonly Placed[] {
    const objects = this.plan.resources.filter(({ type }) => type.startsWith('kubernetes:') && type !== 'kubernetes:helm.sh/v3:Release');
    const placed = objects.map(({ name, inputs }) => ({ site: siteOf(name), manifest: inputs as unknown as Manifest }));
    return kind === undefined ? placed : placed.filter(({ manifest }) => manifest.kind === kind);
  }

  /** The names by which the objects can be asked for: with their sites where the environment has several. */
  #spelled(objects: readonly Placed[]): readonly string[] {
    const isOne = new Set(this.#placed().map(({ site }) => site)).size < 2;
    return objects.map(placed => (isOne ? within(placed) : `${placed.site}/${within(placed)}`));
  }
}

/** An object, and the site at whose cluster it stands. */
interface Placed {
  readonly site: string;
  readonly manifest: Manifest;
}

/** Pulumi names of objects are `<site>/<namespace>/<name>`. */
function siteOf(pulumiName: string): string {
  return pulumiName.slice(0, pulumiName.indexOf('/'));
}

/** What an object is called within its cluster. */
function within({ manifest: { metadata } }: Placed): string {
  return metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;
}

function isCalled(placed: Placed, name: string): boolean {
  return placed.manifest.metadata.name === name || within(placed) === name || `${placed.site}/${within(placed)}` === name;
}

/** Records an environment of a platform with no engine, account or cluster. A declaration with errors has findings and no resources. */
export async function recordEnvironment(platform: Platform, options: { readonly today: string }): Promise<RecordedEnvironment> {
  return new RecordedEnvironment(await planOf(platform, options), changes => dataLosses(changes, platform, options));
}

function one<T>(found: readonly T[], wanted: string, known: readonly string[]): T {
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  const there = known.length > 0 ? `there are: ${known.join(', ')}` : 'there are none of the kind';
  throw new Error(`${second === undefined ? 'no' : `${found.length} of`} ${wanted}; ${there}`);
}
