import type { Manifest } from '@clinfra/kubernetes';
import type { CustomResourceOptions } from '@pulumi/pulumi';

/** What differs for an object that Argo Rollouts writes to as well. */
export interface Treatment {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly options?: Pick<CustomResourceOptions, 'ignoreChanges'>;
}

/**
 * A first version is waited for like that of a Deployment. Every later one goes its own way, for hours and past approvals: pods that serve stay
 * available all the while, and the controller brings them back by itself.
 */
const WAIT = { 'pulumi.com/waitFor': 'condition=Available' };

/** What is declared wins over what the controller wrote there; it writes again at once what a release that is under way needs. */
const FORCE = { 'pulumi.com/patchForce': 'true' };

/** The controller rewrites the whole of a Rollout, also what is ours. Only what we state is taken back: never the number of pods that an autoscaler owns. */
const ROLLOUT: Treatment = { annotations: { ...WAIT, ...FORCE } };

/** The version behind an address or a subset is the controller's alone: taking it back for a moment would mix the versions. */
const leave = (field: string): Treatment => ({ options: { ignoreChanges: [field] } });

interface RolloutStrategy {
  readonly blueGreen?: { readonly activeService?: string; readonly previewService?: string };
  readonly canary?: {
    readonly stableService?: string;
    readonly canaryService?: string;
    readonly trafficRouting?: {
      readonly plugins?: Readonly<Record<string, { readonly httpRoutes?: readonly { readonly name: string }[] }>>;
      readonly istio?: { readonly virtualService?: { readonly name?: string }; readonly destinationRule?: { readonly name?: string } };
    };
  };
}

/** The objects among these that Argo Rollouts writes to, by kind and name within their namespace. */
export class WrittenByRollouts {
  readonly #treatments = new Map<string, Treatment>();

  constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) if (manifest.kind === 'Rollout') this.#read(manifest);
  }

  treatmentOf({ kind, metadata }: Manifest): Treatment {
    return this.#treatments.get(keyOf(kind, metadata.namespace, metadata.name)) ?? {};
  }

  #read({ metadata: { namespace, name }, spec }: Manifest): void {
    const { blueGreen, canary } = (spec as { readonly strategy?: RolloutStrategy } | undefined)?.strategy ?? {};
    const put = (kind: string, named: string | undefined, treatment: Treatment) => {
      if (named !== undefined) this.#treatments.set(keyOf(kind, namespace, named), treatment);
    };
    put('Rollout', name, ROLLOUT);
    for (const service of [blueGreen?.activeService, blueGreen?.previewService, canary?.stableService, canary?.canaryService]) {
      put('Service', service, leave('spec.selector'));
    }
    put('DestinationRule', canary?.trafficRouting?.istio?.destinationRule?.name, leave('spec.subsets'));
    // Weights are one field with all routes, so that nothing of a route could change if they were left alone.
    put('VirtualService', canary?.trafficRouting?.istio?.virtualService?.name, { annotations: FORCE });
    const written = Object.values(canary?.trafficRouting?.plugins ?? {}).flatMap(({ httpRoutes = [] }) => httpRoutes);
    for (const route of written) put('HTTPRoute', route.name, { annotations: FORCE });
  }
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}
