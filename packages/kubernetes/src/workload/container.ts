import { type Container as Declared, imageAt, type PlacedContainer, type Probes, type Workload } from '@clinfra/core';
import type { Container } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Companion, Growing, Plain } from '../plain';
import type { SiteView } from '../site-view';
import { environment, rateLimitVariables } from './environment';
import { probesOf } from './probes';
import { resourcesOf } from './resources';
import { containerSecurity } from './security-context';
import type { Shared } from './shared';
import { tracingVariables } from './tracing';
import { hasVariables } from './variables';

/** What a main container has beyond any workload's, by the kind of workload. */
export type ContainerParts = Plain<Pick<Container, 'ports' | 'startupProbe' | 'livenessProbe' | 'readinessProbe' | 'lifecycle'>>;

export interface Containers {
  readonly containers: readonly Plain<Container>[];
  readonly initContainers?: readonly Companion[];
}

/** The containers of a workload's pods. Sidecars start before the init containers, which may need them. */
export function containersIn(view: SiteView, workload: Workload, shared: Shared, parts: ContainerParts | undefined): Containers {
  const [main, ...others] = shared.containers;
  const companions = others.map(placed => companion(view, workload, shared, placed));
  return {
    containers: main ? [finish(view, workload, shared, main, Object.assign(start(view, main.container), parts))] : [],
    ...(companions.length > 0 ? { initContainers: companions } : undefined),
  };
}

function companion(view: SiteView, workload: Workload, shared: Shared, placed: PlacedContainer): Companion {
  const { container, role } = placed;
  const growing = start(view, container);
  if (role === 'sidecar') growing.restartPolicy = 'Always';
  if (container.ports.length > 0) growing.ports = container.ports.map(containerPort => ({ containerPort, protocol: 'TCP' }));
  const asked: Partial<Probes> = container.probes;
  return finish(view, workload, shared, placed, Object.assign(growing, probesOf(asked)));
}

function start(view: SiteView, { name, image, command, arguments: args }: Declared): Growing<Companion> {
  const growing: Growing<Companion> = { name, image: imageAt(view.inventory.registries, view.site, image) };
  if (command.length > 0) growing.command = command;
  if (args.length > 0) growing.args = args;
  return growing;
}

/** The main container has its own values in a ConfigMap, another one in itself. */
function finish(view: SiteView, workload: Workload, { uses, volumes }: Shared, { container, role }: PlacedContainer, growing: Growing<Companion>): Companion {
  const env = environment(view, workload, uses, container);
  if (role === 'main') env.push(...rateLimitVariables(workload), ...tracingVariables(view, workload));
  else for (const [name, value] of Object.entries(container.variables)) env.push({ name, value });
  growing.env = env;
  if (role === 'main' && hasVariables(workload)) growing.envFrom = [{ configMapRef: { name: workload.name } }];
  growing.resources = resourcesOf(container.resources);
  growing.securityContext = containerSecurity(container.security);
  growing.volumeMounts = volumes.mountsOf(container);
  return growing;
}
