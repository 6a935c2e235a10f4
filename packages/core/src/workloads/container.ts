import type { Secret, SecretUse } from '../secrets/secret';
import type { Mounts } from '../volumes/volume';
import { type Probes, type WorkerProbeSettings, workerProbesFrom } from './probes';
import type { SecurityException } from './security-exception';
import { type Resources, TIERS, type Tier } from './tiers';

/** What any container of a pod may have. */
export interface ContainerProps {
  /** The container image with its tag or digest. */
  readonly image: string;
  /**
   * The command that the container runs, instead of the image's own.
   * @default the image's own
   */
  readonly command?: readonly string[];
  /**
   * The arguments of the command.
   * @default the image's own, or none where a command is given
   */
  readonly arguments?: readonly string[];
  /**
   * What it has at paths of its file system: `{ '/etc/ehr': configFiles({ ... }) }`.
   * @default none besides the writable directories
   */
  readonly mounts?: Mounts;
  /**
   * The directories that it may write to, each empty at the start and of at most 1 GiB, because the rest of its file system is read-only. What
   * needs more room is mounted as `scratch`.
   * @default ['/tmp']
   */
  readonly writable?: readonly string[];
  /**
   * In what it differs from the hardened default.
   * @default none
   */
  readonly security?: SecurityException;
}

/** What a container beside the main one may have. */
export interface CompanionProps extends ContainerProps {
  /**
   * Its size: a tier, or figures of its own. They count against quota and nodes with those of the main container.
   * @default 'small'
   */
  readonly size?: Tier | Resources;
  /**
   * Plain values for its environment. Never secrets: what stands here stands in manifests.
   * @default none besides the locale
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * Values of secrets for its environment: `[secretVariables(token, { TOKEN: 'value' })]`.
   * @default none
   */
  readonly secrets?: readonly SecretUse[];
  /**
   * Whether it learns where the workload's edges lead, by the same variables as the main container. It can reach the same places either
   * way: all containers of a pod share its network.
   * @default false
   */
  readonly connections?: boolean;
}

/** A container that must end well before the main one starts. They run one after the other, after the sidecars have started. */
export type InitContainer = CompanionProps;

/** A container that runs as long as the main one: it starts before it and ends after it. It takes Kubernetes 1.29. */
export interface Sidecar extends CompanionProps {
  /**
   * The ports on which it listens, for the other containers of the pod at `localhost`. Nobody outside the pod reaches them. A port of the
   * service that it answers in place of the main container is not named again.
   * @default none
   */
  readonly ports?: readonly number[];
  /**
   * How the kubelet finds out that it hangs: by a command, or by a connection. The main container waits for `startup`, and the pod is
   * ready only when the sidecar is.
   * @default none
   */
  readonly probes?: WorkerProbeSettings;
}

/** A container of a pod with what was left out filled in. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly arguments: readonly string[];
  readonly size: Tier | 'own';
  readonly resources: Resources;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretUse[];
  readonly connections: boolean;
  readonly ports: readonly number[];
  readonly probes: Partial<Probes>;
  readonly mounts: Mounts;
  readonly writable: readonly string[];
  readonly security: SecurityException | undefined;
}

/** Values of a secret as variables of a container beside the main one, which takes them by `uses`. */
export function secretVariables<Key extends string>(secret: Secret<Key>, variables: Readonly<Record<string, NoInfer<Key>>>): SecretUse {
  return { secret, variables };
}

/** The directories that nearly every image writes to. */
export const WRITABLE = ['/tmp'] as const;

export function sizeFrom(size: Tier | Resources): Pick<Container, 'size' | 'resources'> {
  return typeof size === 'string' ? { size, resources: TIERS[size] } : { size: 'own', resources: size };
}

/** Containers beside the main one, by name, in the order of the declaration. */
export function companionsFrom(declared: Readonly<Record<string, InitContainer | Sidecar>>): readonly Container[] {
  return Object.entries(declared).map(([name, props]) => companion(name, props));
}

function companion(name: string, props: InitContainer & Pick<Sidecar, 'ports' | 'probes'>): Container {
  const { image, command = [], arguments: words = [], size = 'small', variables = {}, secrets = [], connections = false } = props;
  const { ports = [], probes = {}, mounts = {}, writable = WRITABLE, security } = props;
  const rest = { ports, probes: workerProbesFrom(probes), mounts, writable, security };
  return { name, image, command, arguments: words, ...sizeFrom(size), variables, secrets, connections, ...rest };
}
