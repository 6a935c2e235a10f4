import { containersOf, type Container as Declared, type PlacedContainer, type Probes, type Workload } from '@clinfra/core';
import type { Container } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';
import type { SiteView } from '../site-view';
import { environment, rateLimitVariables } from './environment';
import { probesOf } from './probes';
import { resourcesOf } from './resources';
import { containerSecurity } from './security-context';
import type { Shared } from './shared';
import { hasVariables } from './variables';

/** What a main container has beyond any workload's, by the kind of workload. */
export type ContainerParts = Plain<Pick<Container, 'ports' | 'startupProbe' | 'livenessProbe' | 'readinessProbe' | 'lifecycle'>>;

/** An init container that runs on is a sidecar. The types are those of Kubernetes 1.27, which had none. */
export type Companion = Plain<Container> & { readonly restartPolicy?: 'Always' };

export interface Containers {
  readonly containers: readonly Plain<Container>[];
  readonly initContainers?: readonly Companion[];
}

/** The containers of a workload's pods. Sidecars start before the init containers, which may need them. */
export function containersIn(view: SiteView, workload: Workload, shared: Shared, parts: ContainerParts | undefined): Containers {
  const [main, ...others] = containersOf(workload);
  const companions = others.map(placed => companion(view, workload, shared, placed));
  return {
    containers: main ? [{ ...start(main.container), ...parts, ...rest(view, workload, shared, main) }] : [],
    ...(companions.length > 0 ? { initContainers: companions } : undefined),
  };
}

function companion(view: SiteView, workload: Workload, shared: Shared, placed: PlacedContainer): Companion {
  const { container, role } = placed;
  const runsOn = role === 'sidecar' ? ({ restartPolicy: 'Always' } as const) : undefined;
  const ports = container.ports.map(containerPort => ({ containerPort, protocol: 'TCP' }));
  const asked: Partial<Probes> = container.probes;
  return {
    ...start(container),
    ...runsOn,
    ...(ports.length > 0 ? { ports } : undefined),
    ...probesOf(asked),
    ...rest(view, workload, shared, placed),
  };
}

function start({ name, image, command, arguments: args }: Declared): Pick<Plain<Container>, 'name' | 'image' | 'command' | 'args'> {
  return { name, image, ...(command.length > 0 ? { command } : undefined), ...(args.length > 0 ? { args } : undefined) };
}

/** The main container has its own values in a ConfigMap, another one in itself. */
function rest(view: SiteView, workload: Workload, { uses, volumes }: Shared, { container, role }: PlacedContainer): Omit<Plain<Container>, 'name'> {
  const own = role === 'main' ? rateLimitVariables(workload) : Object.entries(container.variables).map(([name, value]) => ({ name, value }));
  return {
    env: [...environment(view, workload, uses, container), ...own],
    ...(role === 'main' && hasVariables(workload) ? { envFrom: [{ configMapRef: { name: workload.name } }] } : undefined),
    resources: resourcesOf(container.resources),
    securityContext: containerSecurity(container.security),
    volumeMounts: volumes.mountsOf(container),
  };
}
