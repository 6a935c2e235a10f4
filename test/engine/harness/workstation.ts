import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { version as kubernetesVersion } from '@pulumi/kubernetes/package.json';
import { installAwsCommand, installAwsPlugin } from '../aws/install';
import { type Existing, World } from '../aws/world';
import { removeFolder, temporaryFolder } from './janitor';
import { onPath } from './programs-on-path';

export interface WorkstationOptions {
  /** Kubeconfigs of the control planes that stand for the EKS clusters of regions. */
  readonly regions?: Readonly<Record<string, string>>;
  /**
   * Kubeconfigs of clusters that are there before; their contexts are those of the sites.
   * @default none
   */
  readonly kubeconfigs?: readonly string[];
  /**
   * Whether the engine writes its whole state after every single step, as it does by default, so that an interrupted command can be resumed: most
   * of what a command takes. Else it writes it once, when the command ends.
   * @default true
   */
  readonly checkpoints?: boolean;
}

const PLUGIN = 'pulumi-resource-kubernetes';

/** Where the plugin of the Kubernetes provider is: on PATH, or where `pulumi plugin install` has put it. */
export function kubernetesPlugin(): string | undefined {
  const home = process.env.PULUMI_HOME ?? path.join(process.env.HOME ?? '/', '.pulumi');
  const installed = path.join(home, 'plugins', `resource-kubernetes-v${kubernetesVersion}`, PLUGIN);
  return onPath(PLUGIN) ?? (existsSync(installed) ? installed : undefined);
}

/** An operator's machine with nothing on it but the plugins: its own home, backend and AWS account, and no secret of ours in its environment. */
export class Workstation {
  readonly #folder = temporaryFolder('workstation');
  readonly #options: WorkstationOptions;

  constructor(options: WorkstationOptions = {}) {
    this.#options = options;
    for (const folder of ['user', 'backend', 'bin', 'config', 'events']) mkdirSync(this.path(folder));
    this.#installPlugins();
    installAwsCommand(this.path('bin'));
  }

  path(...inside: readonly string[]): string {
    return path.join(this.#folder, ...inside);
  }

  /** The whole environment of a command on this machine. */
  get env(): Readonly<Record<string, string>> {
    const { regions = {}, kubeconfigs = [], checkpoints = true } = this.#options;
    return {
      PATH: [this.path('bin'), process.env.PATH ?? ''].join(path.delimiter),
      HOME: this.path('user'),
      KUBECONFIG: kubeconfigs.join(path.delimiter) || this.path('no-kubeconfig'),
      PULUMI_HOME: this.path('pulumi'),
      PULUMI_BACKEND_URL: `file://${this.path('backend')}`,
      PULUMI_CONFIG_PASSPHRASE: 'a passphrase of the tests',
      // The plugins that were installed, whatever else of that name is on PATH.
      PULUMI_IGNORE_AMBIENT_PLUGINS: 'true',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: 'true',
      // The event log is an option for those who debug.
      PULUMI_DEBUG_COMMANDS: 'true',
      ...(checkpoints ? undefined : { PULUMI_EXPERIMENTAL: 'true', PULUMI_SKIP_CHECKPOINTS: 'true' }),
      NO_COLOR: '1',
      CLINFRA_ENGINE_WORLD: this.path('world'),
      CLINFRA_ENGINE_CLUSTERS: JSON.stringify(regions),
    };
  }

  /** What stands in the AWS account. */
  awsResources(): readonly Existing[] {
    return new World(this.path('world')).all();
  }

  remove(): void {
    removeFolder(this.#folder);
  }

  #installPlugins(): void {
    installAwsPlugin(this.path('pulumi'));
    const plugin = kubernetesPlugin();
    if (!plugin) throw new Error(`${PLUGIN} is not on PATH`);
    const folder = this.path('pulumi', 'plugins', `resource-kubernetes-v${kubernetesVersion}`);
    mkdirSync(folder, { recursive: true });
    symlinkSync(plugin, path.join(folder, PLUGIN));
  }
}
