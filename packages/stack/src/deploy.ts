import { AwsSite, type Delegation } from '@clinfra/aws';
import { addOnValues } from '@clinfra/aws/add-on-values';
import type { Finding } from '@clinfra/checks';
import { Inventory, type Platform, type Site, type Store } from '@clinfra/core';
import {
  checkWithObjects,
  existingAddresses,
  type RenderedDomain,
  renderAddOns,
  renderCluster,
  renderDomain,
  renderSite,
  type SnapshotPlace,
  type StoreAccess,
  type StoreAddress,
} from '@clinfra/kubernetes';
import { Provider as AwsProvider } from '@pulumi/aws/provider';
import { Provider as KubernetesProvider } from '@pulumi/kubernetes/provider';
import { ComponentResource, type Output, type Resource, type ResourceTransformation } from '@pulumi/pulumi';
import { backupsOf } from './add-ons';
import { watch } from './alarms';
import { backUp } from './backups';
import { copyBuckets } from './bucket-copies';
import { openEdges } from './edges';
import { FindingsError } from './errors';
import { differentManifests } from './late-differences';
import { type LateValueProblem, LateValues } from './late-values';
import { type BuiltSite, Regions } from './regions';
import { registerAddOns } from './register-add-ons';
import { type Registration, registerManifests } from './register-manifests';
import { makeRegistries } from './registries';
import { linkSites } from './site-links';

export interface DeployOptions {
  /** The day on which it happens, `2026-11-23`: waivers end by it. */
  readonly today: string;
}

/** Where a store answers, once it is there. */
export interface Connection {
  readonly host: Output<string> | string;
  readonly readerHost: Output<string> | string;
  /** The name of a bucket or a stream. */
  readonly resource?: Output<string> | string;
  /** Where clients of a broker have their tokens signed. */
  readonly tokens?: Output<string> | string;
  /** The names by which a store knows its clients, where it tells them apart. */
  readonly users?: Readonly<Record<string, string>>;
  /** What the Job needs that administers it; the name of a secret is none. */
  readonly administration?: Readonly<{ [Name in keyof StoreAccess]: Output<string> | string }>;
  /** Where snapshots of what is searched go. */
  readonly snapshots?: Readonly<Record<keyof SnapshotPlace, Output<string> | string>>;
}

export interface Deployment {
  /** What the checks had to say; no errors, or nothing would have been deployed. */
  readonly findings: readonly Finding[];
  /** Addresses of stores by `<site>/<store>`; the stack's output, which `clinfra synth --connections` takes. */
  readonly connections: Readonly<Record<string, Connection>>;
  /** By domain, what has to be entered once with whoever sold it, so that the platform's zone answers for it. */
  readonly delegations: Readonly<Record<string, Delegation>>;
}

/**
 * Checks, renders and registers a platform; to be called inside a Pulumi program. Findings of severity error end it before anything is
 * registered. Sites that a failover holds back are declared and checked, and not built yet.
 */
export function deploy(platform: Platform, options: DeployOptions): Deployment {
  return deployChecked(platform, checkWithObjects(platform, options));
}

/** The same for a platform that was checked a moment ago, with what the checks had to say. */
export function deployChecked(platform: Platform, findings: readonly Finding[]): Deployment {
  if (findings.some(({ severity }) => severity === 'error')) throw new FindingsError(findings);
  const inventory = new Inventory(platform);
  const late = new LateValues();
  const sites = inventory.servingSites.map(site => new DeployedSite(inventory, site, late));
  const regions = new Regions(sites.flatMap(deployed => deployed.onAws() ?? []));
  linkSites(inventory, regions);
  copyBuckets(inventory, regions);
  backUp(inventory, regions);
  makeRegistries(inventory, regions);
  const { delegations, ...watched } = openEdges(inventory, regions.built, (site, targets) => sites.find(deployed => deployed.site === site)?.bindTo(targets));
  watch(inventory, regions, watched);
  const rendered = sites.map(site => site.render());
  registerManifests(
    rendered.flatMap(({ registrations }) => registrations),
    late,
    rendered.flatMap(({ bent }) => bent),
  );
  return { findings, connections: Object.fromEntries(sites.flatMap(site => site.connections())), delegations };
}

/** One site: its cloud, if it is made, the provider that reaches its cluster, and a component per domain. */
class DeployedSite extends ComponentResource {
  readonly #name: string;
  #provider: AwsProvider | undefined;
  readonly #cloud: AwsSite | undefined;
  #targets: readonly Resource[] = [];

  constructor(
    private readonly inventory: Inventory,
    readonly site: Site,
    private readonly late: LateValues,
  ) {
    const name = `${inventory.platform.name}-${site.name}`;
    super('clinfra:stack:Site', name);
    this.#name = name;
    this.#cloud = this.#createCloud();
    this.registerOutputs({});
  }

  #createCloud(): AwsSite | undefined {
    const { hosting } = this.site;
    if (hosting.kind !== 'aws') return undefined;
    const provider = new AwsProvider(this.#name, { region: hosting.region }, { parent: this });
    this.#provider = provider;
    return new AwsSite(this.#name, { inventory: this.inventory, site: this.site }, { parent: this, providers: [provider] });
  }

  /** What must exist before its gateways are bound to load balancers. */
  bindTo(targets: readonly Resource[]): void {
    this.#targets = targets;
  }

  /** The site as what crosses sites on AWS knows it; none where it is on a cluster that exists. */
  onAws(): BuiltSite | undefined {
    return this.#cloud && this.#provider ? { site: this.site, cloud: this.#cloud, provider: this.#provider, parent: this } : undefined;
  }

  /**
   * Data of a ConfigMap changes in place: the provider's default is to delete the object first, which leaves a moment without it. What binds
   * gateways to load balancers goes by names, so that everything in the cluster comes after the groups that have them; and after snapshots for a release.
   */
  #reachCluster(): KubernetesProvider {
    const { hosting } = this.site;
    const access = hosting.kind === 'cluster' ? { context: hosting.context } : this.#cloud ? { kubeconfig: this.#cloud.kubeconfig } : {};
    const settings = { enableConfigMapMutable: true, enableSecretMutable: true, ...access };
    return new KubernetesProvider(this.#name, settings, {
      parent: this,
      transformations: [onlyGiven(settings)],
      ...(this.#cloud && { dependsOn: [this.#cloud.cluster, ...this.#cloud.snapshots, ...this.#targets] }),
    });
  }

  /** What goes into the cluster, and where it was bent on its way there. */
  render(): { readonly registrations: readonly Registration[]; readonly bent: readonly LateValueProblem[] } {
    const provider = this.#reachCluster();
    const common = { prefix: this.site.name, provider, after: this.#installAddOns(provider) };
    const rendered = [...renderSite(this.inventory, this.site, store => this.#address(store, this.late))];
    const domains = rendered.map(({ domain, manifests }) => ({
      ...common,
      manifests,
      parent: new ComponentResource('clinfra:stack:Domain', `${this.#name}-${domain.name}`, {}, { parent: this }),
    }));
    return { registrations: [{ ...common, manifests: renderCluster(this.inventory, this.site), parent: this }, ...domains], bent: [...this.#bent(rendered)] };
  }

  /** What somebody added may have made of the addresses that it asked for. Nothing else in a manifest is written by others. */
  *#bent(rendered: readonly RenderedDomain[]): Generator<LateValueProblem> {
    const other = new LateValues('second');
    for (const { domain, manifests } of rendered) {
      if (this.inventory.additionsOf(domain).length === 0) continue;
      const again = renderDomain(this.inventory, domain, this.site, store => this.#address(store, other));
      yield* differentManifests(this.site.name, manifests, again, [this.late, other]);
    }
  }

  #installAddOns(provider: KubernetesProvider): readonly Resource[] {
    const rendered = renderAddOns(this.inventory, this.site, addOnValues(this.site, this.#cloud?.clusterBackup?.bucketName));
    const place = { name: `${this.#name}-add-ons`, prefix: this.site.name, parent: this, provider };
    return registerAddOns(rendered, { ...place, after: this.#cloud?.identities ?? [] });
  }

  connections(): readonly (readonly [string, Connection])[] {
    const { clusterBackup } = this.#cloud ?? {};
    const host = this.site.hosting.kind === 'aws' ? `s3.${this.site.hosting.region}.amazonaws.com` : '';
    const kept = clusterBackup ? [[backupsOf(this.site), { host, readerHost: host, resource: clusterBackup.bucketName }] as const] : [];
    const stores = this.inventory.stores
      .filter(store => this.inventory.sitesOf(store).includes(this.site))
      .flatMap(store => {
        const connection = this.#connection(store);
        return connection ? [[`${this.site.name}/${store.name}`, connection] as const] : [];
      });
    return [...stores, ...kept];
  }

  #connection(store: Store): Connection | undefined {
    return existingAddresses(store) ?? this.#cloud?.address(store);
  }

  /** A token for each value that is asked for, and for no other: one that gets lost is noticed. */
  #address(store: Store, late: LateValues): StoreAddress | undefined {
    const connection = this.#connection(store);
    if (!connection) return undefined;
    const asked = (property: string, value: Output<string> | string = '') => {
      let token: string | undefined;
      return () => {
        token ??= typeof value === 'string' ? value : late.text(value, `${this.site.path}.${store.path}.${property}`);
        return token;
      };
    };
    const { host, readerHost, resource, tokens, users, administration, snapshots } = connection;
    const known = users && { users };
    if (resource !== undefined) {
      const endpoint = asked('host', host);
      const kept = snapshots && {
        snapshots: lazily({}, { bucket: asked('snapshots.bucket', snapshots.bucket), role: asked('snapshots.role', snapshots.role) }),
      };
      return lazily({ ...known, ...kept }, { host: endpoint, readerHost: endpoint, resource: asked('resource', resource) });
    }
    const { server, secret, secrets } = administration ?? {};
    const password = secret && secrets ? lazily({}, { secret: asked('secret', secret), secrets: asked('secrets', secrets) }) : {};
    const administered = administration && { administration: lazily(password, { server: asked('server', server) }) };
    const hosts = { host: asked('host', host), readerHost: asked('readerHost', readerHost) };
    const address = lazily({ ...known, ...administered }, hosts);
    return tokens === undefined ? address : lazily(address, { tokens: asked('tokens', tokens) });
  }
}

/**
 * Leaves a provider the settings that it is given. Its class takes the others from `KUBECONFIG` and `PULUMI_K8S_*` of whoever deploys, and what it takes is
 * kept in the state, tokens too, and changes with the machine. The provider itself finds the kubeconfig of its user where none is given.
 */
function onlyGiven(settings: object): ResourceTransformation {
  return ({ props, opts }) => ({ props: Object.fromEntries(Object.entries(props).filter(([name]) => Object.hasOwn(settings, name))), opts });
}

/** An object with some properties that are made when they are asked for. */
function lazily<Known extends object, Name extends string>(known: Known, values: Readonly<Record<Name, () => string>>): Known & Readonly<Record<Name, string>> {
  const properties = Object.entries<() => string>(values).map(([name, get]) => [name, { get }] as const);
  return Object.defineProperties(known, Object.fromEntries(properties)) as Known & Readonly<Record<Name, string>>;
}
