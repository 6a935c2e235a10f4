import { type Ended, runCommand } from './run-command';

/** A Kubernetes object as the API server tells it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

export interface KubectlOptions {
  readonly kubeconfig: string;
  /** Where kubectl may keep what it learns of the server. */
  readonly cache: string;
}

/** kubectl on one cluster. */
export class Kubectl {
  constructor(private readonly options: KubectlOptions) {}

  /** Runs kubectl and says how it ended. */
  run(args: readonly string[], input?: string): Promise<Ended> {
    const { kubeconfig, cache } = this.options;
    const env = { PATH: process.env.PATH ?? '', HOME: cache, KUBECONFIG: kubeconfig, KUBECACHEDIR: cache };
    return runCommand('kubectl', args, { env, timeLimit: 60, ...(input !== undefined && { input }) });
  }

  /** What kubectl prints; it must succeed. */
  async text(args: readonly string[], input?: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(args, input);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
    return stdout;
  }

  /** The names of the namespaces. */
  async namespaces(): Promise<readonly string[]> {
    return (await this.text(['get', 'namespaces', '-o', 'name']))
      .trim()
      .split('\n')
      .map(line => line.replace('namespace/', ''));
  }

  /** Every object of the kinds, such as `apps/v1 Deployment`, in all namespaces. */
  async objects(kinds: readonly string[]): Promise<readonly KubernetesObject[]> {
    if (kinds.length === 0) return [];
    const named = kinds.map(nameOfKind).sort().join(',');
    return JSON.parse(await this.text(['get', named, '--all-namespaces', '-o', 'json'])).items;
  }
}

/** What kubectl takes for a kind of a version: `Deployment.v1.apps`; the core group has no name. */
function nameOfKind(kind: string): string {
  const [, group = '', version, name] = /^(?:(.+)\/)?(\S+) (.+)$/.exec(kind) ?? [];
  return group === '' ? `${name}` : `${name}.${version}.${group}`;
}
