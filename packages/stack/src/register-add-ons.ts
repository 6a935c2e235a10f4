import type { HelmRelease, RenderedAddOns } from '@clinfra/kubernetes';
import { version } from '@pulumi/kubernetes/package.json';
import { ComponentResource, CustomResource, type CustomResourceOptions, type ProviderResource, type Resource } from '@pulumi/pulumi';
import { KubernetesObject } from './kubernetes-object';

/** Where add-ons belong, and what comes before them. */
export interface AddOnRegistration {
  /** The Pulumi name of the component that owns them. */
  readonly name: string;
  /** What the Pulumi names of the releases begin with. */
  readonly prefix: string;
  readonly parent: ComponentResource;
  readonly provider: ProviderResource;
  /** What they use of the cloud. */
  readonly after: readonly Resource[];
}

/** One release as a resource of the published provider; the SDK's own class would cost more to load than it says. */
class Release extends CustomResource {
  constructor(name: string, release: HelmRelease, options: CustomResourceOptions) {
    super('kubernetes:helm.sh/v3:Release', name, argumentsOf(release), { version, ...options });
  }
}

/** How long a release may take until all of its pods are ready, in seconds. */
const PATIENCE = 900;

/** Installs the add-ons one after the other, each in a namespace that is guarded, and gives what everything that uses one of them comes after. */
export function registerAddOns(
  { namespaces, guards, releases }: RenderedAddOns,
  { name, prefix, provider, after, ...rest }: AddOnRegistration,
): readonly Resource[] {
  if (releases.length === 0) return [];
  const parent = new ComponentResource('clinfra:stack:AddOns', name, {}, { parent: rest.parent });
  const common = { parent, provider };
  const made = new Map(namespaces.map(manifest => [manifest.metadata.name, new KubernetesObject(`${prefix}/${manifest.metadata.name}`, manifest, common)]));
  const places = new Map([...made].map(([name, namespace]) => [name, [namespace as Resource]]));
  for (const manifest of guards) {
    const { namespace = '', name: guard } = manifest.metadata;
    const place = places.get(namespace) ?? [];
    place.push(new KubernetesObject(`${prefix}/${namespace}/${guard}`, manifest, { ...common, dependsOn: [...place] }));
  }
  const installed: Resource[] = [];
  for (const release of releases) {
    const dependsOn = [...after, ...(places.get(release.namespace) ?? []), ...installed.slice(-1)];
    installed.push(new Release(`${prefix}/${release.addOn}`, release, { ...common, dependsOn }));
  }
  return installed.slice(-1);
}

/** A failed upgrade is taken back whole, so that a half of an add-on never stays. Nothing is fetched until the engine asks the provider. */
function argumentsOf(release: HelmRelease): Readonly<Record<string, unknown>> {
  const { name, namespace, chart, repository, values, skipsDefinitions } = release;
  const oci = repository.startsWith('oci://');
  return {
    name,
    namespace,
    chart: oci ? `${repository}/${chart}` : chart,
    ...(!oci && { repositoryOpts: { repo: repository } }),
    version: release.version,
    values,
    // A chart's own value is taken out by null.
    allowNullValues: true,
    atomic: true,
    cleanupOnFail: true,
    createNamespace: false,
    skipCrds: skipsDefinitions,
    timeout: PATIENCE,
    maxHistory: 5,
    compat: 'true',
  };
}
