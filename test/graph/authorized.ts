import type { Manifest } from '@clinfra/kubernetes';
import { at } from '../fixtures/at';
import type { RunningPod } from './pods';

/** A request as the sidecar of the one who is asked sees it. */
export interface Request {
  /** Who asks: `<namespace>/<service account>`, or undefined without a certificate of the mesh. */
  readonly from: string | undefined;
  readonly port: number;
  readonly method: string;
  readonly path: string;
}

interface Rule {
  readonly from?: readonly { readonly source: Readonly<Record<string, readonly string[]>> }[];
  readonly to?: readonly { readonly operation: Readonly<Record<string, readonly string[]>> }[];
  readonly when?: unknown;
}

/**
 * Whether a sidecar lets a request in, as Istio defines it, read from the objects alone: without an identity only where plain connections
 * are taken; then by any rule of any policy that allows, once there is such a policy. What is not read here is refused loudly.
 */
export function authorized(manifests: readonly Manifest[], pod: RunningPod, request: Request): boolean {
  if (request.from === undefined && tlsOf(manifests, pod, request.port) === 'STRICT') return false;
  const policies = of('AuthorizationPolicy', manifests, pod);
  for (const policy of policies) {
    const action = at(policy, 'spec', 'action') ?? 'ALLOW';
    if (action !== 'ALLOW') throw new Error(`a policy with the action ${String(action)} is not read here`);
  }
  return policies.length === 0 || policies.some(policy => ((at(policy, 'spec', 'rules') ?? []) as readonly Rule[]).some(rule => admits(rule, request)));
}

function of(kind: string, manifests: readonly Manifest[], pod: RunningPod): readonly Manifest[] {
  return manifests.filter(manifest => {
    if (manifest.kind !== kind || manifest.metadata.namespace !== pod.namespace) return false;
    const selector = (at(manifest, 'spec', 'selector', 'matchLabels') ?? {}) as Readonly<Record<string, string>>;
    return Object.entries(selector).every(([name, value]) => pod.labels[name] === value);
  });
}

/** The narrower object holds; the mode of a port holds over that of the pod; a mesh that says nothing takes both. */
function tlsOf(manifests: readonly Manifest[], pod: RunningPod, port: number): unknown {
  const [holding] = [...of('PeerAuthentication', manifests, pod)].sort(
    (a, b) => Number(at(b, 'spec', 'selector') !== undefined) - Number(at(a, 'spec', 'selector') !== undefined),
  );
  return at(holding, 'spec', 'portLevelMtls', port, 'mode') ?? at(holding, 'spec', 'mtls', 'mode') ?? 'PERMISSIVE';
}

function admits({ from, to, when }: Rule, request: Request): boolean {
  if (when !== undefined) throw new Error('a condition is not read here');
  return (!from || from.some(({ source }) => comesFrom(source, request))) && (!to || to.some(({ operation }) => asksFor(operation, request)));
}

function comesFrom(source: Readonly<Record<string, readonly string[]>>, { from }: Request): boolean {
  const principal = from && `cluster.local/ns/${from.replace('/', '/sa/')}`;
  return Object.entries(source).every(([field, values]) => {
    if (field === 'principals') return principal !== undefined && values.some(value => fits(value, principal));
    // Addresses are those of strangers outside the cluster, who are not asked about here.
    if (field === 'ipBlocks') return false;
    throw new Error(`${field} is not read here`);
  });
}

function asksFor(operation: Readonly<Record<string, readonly string[]>>, { port, method, path }: Request): boolean {
  const asked: Readonly<Record<string, string>> = { ports: String(port), methods: method, paths: path };
  return Object.entries(operation).every(([field, values]) => {
    const value = asked[field];
    if (value === undefined) throw new Error(`${field} is not read here`);
    return values.some(pattern => fits(pattern, value));
  });
}

function fits(pattern: string, value: string): boolean {
  if (pattern.endsWith('*')) return value.startsWith(pattern.slice(0, -1));
  return pattern.startsWith('*') ? value.endsWith(pattern.slice(1)) : value === pattern;
}
