import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlPlaneProgram, commandOf } from './control-plane-programs';
import { joinNodes, type NodeKind } from './fake-nodes';
import { endFamilies } from './families';
import { freePorts } from './free-ports';
import { endWithUs, removeFolder, temporaryFolder } from './janitor';
import { Kubectl } from './kubectl';

export interface ControlPlaneOptions {
  /** The context of its kubeconfig. */
  readonly context: string;
  /** The zones in which its nodes stand. */
  readonly zones: readonly string[];
  /**
   * The kinds of its nodes.
   * @default one, on which everything may run
   */
  readonly nodes?: readonly NodeKind[];
}

/** Where its parts listen. */
interface Ports {
  readonly api: number;
  readonly etcd: number;
  readonly peer: number;
}

/** How long a part may take to come up; a busy machine takes its time. */
const PATIENCE = 60_000;
const ATTEMPTS = 3;

/** A real control plane of Kubernetes on loopback, with nodes that only seem to be there. It ends with this process at the latest. */
export class ControlPlane {
  readonly kubeconfig: string;
  readonly kubectl: Kubectl;
  readonly #folder = temporaryFolder('control-plane');
  readonly #token = randomBytes(16).toString('hex');
  readonly #children = new Map<ControlPlaneProgram, ChildProcess>();
  readonly #ports: Ports;

  /** Starts one and waits until pods would run in it. */
  static async start(options: ControlPlaneOptions): Promise<ControlPlane> {
    for (let attempt = 1; ; attempt++) {
      const [api = 0, etcd = 0, peer = 0] = await freePorts(3);
      const controlPlane = new ControlPlane(options, { api, etcd, peer });
      try {
        await controlPlane.#start(options);
        return controlPlane;
      } catch (error) {
        controlPlane.stop();
        // Somebody else was faster; the next ports are others.
        if (attempt === ATTEMPTS || !String(error).includes('address already in use')) throw error;
      }
    }
  }

  private constructor({ context }: ControlPlaneOptions, ports: Ports) {
    this.#ports = ports;
    this.kubeconfig = this.#path('kubeconfig');
    this.kubectl = new Kubectl({ kubeconfig: this.kubeconfig, cache: this.#path('cache') });
    for (const folder of ['pki', 'cache']) mkdirSync(this.#path(folder));
    this.#writeCredentials(context);
  }

  /** The processes of which it consists. */
  get pids(): readonly number[] {
    return [...this.#children.values()].flatMap(({ pid }) => pid ?? []);
  }

  get folder(): string {
    return this.#folder;
  }

  /** Ends it and forgets what was in it. */
  stop(): void {
    if (this.#children.size > 0) endFamilies(new Set(this.pids));
    this.#children.clear();
    removeFolder(this.#folder);
  }

  async #start({ zones, nodes = [{ purpose: 'general', dedicated: false, labels: {} }] }: ControlPlaneOptions): Promise<void> {
    this.#startEtcd();
    this.#startApiServer();
    await this.#until('kube-apiserver', () => this.#answers('/readyz'));
    this.#startControllers();
    await joinNodes(this.kubectl, zones, nodes);
    // Without it no pod is admitted to a namespace.
    await this.#until('kube-controller-manager', () => this.#answers('/api/v1/namespaces/default/serviceaccounts/default'));
  }

  #startEtcd(): void {
    const [clients, peers] = [this.#ports.etcd, this.#ports.peer].map(port => `http://127.0.0.1:${port}`);
    this.#spawn('etcd', [
      `--data-dir=${this.#path('etcd')}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
      `--listen-client-urls=${clients}`,
      `--advertise-client-urls=${clients}`,
      `--listen-peer-urls=${peers}`,
      `--initial-advertise-peer-urls=${peers}`,
      `--initial-cluster=default=${peers}`,
    ]);
  }

  #startApiServer(): void {
    this.#spawn('kube-apiserver', [
      `--etcd-servers=http://127.0.0.1:${this.#ports.etcd}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${this.#ports.api}`,
      `--cert-dir=${this.#path('pki')}`,
      // It must announce an address that is not loopback, and needs none.
      '--advertise-address=192.0.2.1',
      '--endpoint-reconciler-type=none',
      '--service-cluster-ip-range=10.96.0.0/16',
      `--token-auth-file=${this.#path('pki/tokens.csv')}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${this.#path('pki/sa.pub')}`,
      `--service-account-signing-key-file=${this.#path('pki/sa.key')}`,
    ]);
  }

  #startControllers(): void {
    const client = [`--kubeconfig=${this.kubeconfig}`, '--leader-elect=false', '--secure-port=0', '--kube-api-qps=300', '--kube-api-burst=600'];
    const keys = [`--root-ca-file=${this.#path('pki/apiserver.crt')}`, `--service-account-private-key-file=${this.#path('pki/sa.key')}`];
    this.#spawn('kube-controller-manager', [...client, ...keys]);
    this.#spawn('kube-scheduler', client);
    const kubelet = [`--config=${path.join(__dirname, 'fake-kubelet.yaml')}`, '--manage-all-nodes', '--node-lease-duration-seconds=40', '--cidr=10.244.0.0/16'];
    this.#spawn('kwok', [`--kubeconfig=${this.kubeconfig}`, ...kubelet]);
  }

  #spawn(program: ControlPlaneProgram, args: readonly string[]): void {
    const command = commandOf(program);
    if (!command) throw new Error(`${program} is not on PATH`);
    const [file, ...before] = command;
    const log = openSync(this.#path(`${program}.log`), 'w');
    const env = { PATH: process.env.PATH ?? '', HOME: this.#folder };
    const child = spawn(file, [...before, ...args], { cwd: this.#folder, env, detached: true, stdio: ['ignore', log, log] });
    endWithUs(child);
    this.#children.set(program, child);
  }

  async #until(program: ControlPlaneProgram, isReady: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!(await isReady())) {
      if (this.#children.get(program)?.exitCode !== null || Date.now() > end) throw new Error(`${program} did not come up:\n${this.#lastLines(program)}`);
      await sleep(50);
    }
  }

  #lastLines(program: ControlPlaneProgram): string {
    return readFileSync(this.#path(`${program}.log`), 'utf8')
      .trim()
      .split('\n')
      .slice(-5)
      .join('\n');
  }

  #answers(url: string): Promise<boolean> {
    const certificate = this.#path('pki/apiserver.crt');
    if (!existsSync(certificate)) return Promise.resolve(false);
    const options = { host: '127.0.0.1', port: this.#ports.api, path: url, ca: readFileSync(certificate), headers: { authorization: `Bearer ${this.#token}` } };
    return new Promise(resolve => {
      get(options, response => {
        response.resume();
        resolve(response.statusCode === 200);
      }).on('error', () => resolve(false));
    });
  }

  #writeCredentials(context: string): void {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const write = (file: string, text: string | Buffer) => writeFileSync(this.#path(file), text, { mode: 0o600 });
    write('pki/sa.key', privateKey.export({ type: 'sec1', format: 'pem' }));
    write('pki/sa.pub', publicKey.export({ type: 'spki', format: 'pem' }));
    write('pki/tokens.csv', `${this.#token},admin,admin,system:masters\n`);
    const cluster = { server: `https://127.0.0.1:${this.#ports.api}`, 'certificate-authority': this.#path('pki/apiserver.crt') };
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': context,
      clusters: [{ name: context, cluster }],
      users: [{ name: context, user: { token: this.#token } }],
      contexts: [{ name: context, context: { cluster: context, user: context } }],
    };
    write('kubeconfig', JSON.stringify(config));
  }

  #path(inside: string): string {
    return path.join(this.#folder, inside);
  }
}
