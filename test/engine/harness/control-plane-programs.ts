import { onPath } from './programs-on-path';

/** Programs of a control plane. Kubernetes' own may be one file that takes the name as its first argument, called `kube`. */
const OWN_FILE = ['etcd', 'kwok', 'kubectl'] as const;
const KUBERNETES = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

export type ControlPlaneProgram = (typeof OWN_FILE)[number] | (typeof KUBERNETES)[number];

/** How to start a program: the file and what comes before its own arguments. */
export function commandOf(program: ControlPlaneProgram): readonly [file: string, ...args: string[]] | undefined {
  const own = onPath(program);
  if (own) return [own];
  const all = KUBERNETES.some(name => name === program) ? onPath('kube') : undefined;
  return all ? [all, program] : undefined;
}

/** The programs without which no control plane can be started. */
export function missingControlPlanePrograms(): readonly ControlPlaneProgram[] {
  return [...OWN_FILE, ...KUBERNETES].filter(program => commandOf(program) === undefined);
}
