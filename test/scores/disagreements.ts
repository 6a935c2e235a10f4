/** An object that a linter judges. */
export interface Judged {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Something that a linter asks for and that is not done, on purpose. */
export interface Disagreement {
  /** The beginning of the line in `docs/decisions.md` that gives the reason. */
  readonly reason: string;
  /**
   * The objects of which it is said, `Deployment/business/viewer`.
   * @default every object of which the linter says it
   */
  readonly of?: readonly string[];
}

/** Where kube-score and this project disagree, by the check of kube-score. */
export const KUBE_SCORE = {
  'container-ephemeral-storage-request-and-limit': { reason: 'No figures for ephemeral storage' },
  'container-image-pull-policy': { reason: 'Images are not pulled at every start' },
  'container-security-context-readonlyrootfilesystem': { reason: 'Written exceptions', of: ['Deployment/clinical/viewer'] },
  'container-security-context-user-group-id': { reason: 'Written exceptions', of: ['Deployment/clinical/viewer'] },
  'deployment-has-host-podantiaffinity': { reason: 'No anti-affinity of nodes' },
  'deployment-replicas': {
    reason: 'One pod where one was declared',
    of: ['archive', 'archivist', 'booking', 'clerk', 'indexer'].map(name => `Deployment/business/${name}`),
  },
  'pod-probes': {
    reason: 'Workers are never asked whether they are ready',
    of: ['archivist', 'clerk', 'indexer', 'log-collector'].map(name => `Deployment/business/${name}`),
  },
  'pod-probes-identical': {
    reason: 'Two equal questions over TCP',
    of: ['clinical/hl7', 'ways-in/orders', 'ways-in/results'].map(name => `Deployment/${name}`),
  },
} as const satisfies Readonly<Record<string, Disagreement>>;

/** Where kube-linter and this project disagree, by the check of kube-linter, as its documentation describes the checks that it makes by default. */
export const KUBE_LINTER = {
  'no-anti-affinity': { reason: 'No anti-affinity of nodes' },
  'no-read-only-root-fs': { reason: 'Written exceptions', of: ['Deployment/clinical/viewer'] },
} as const satisfies Readonly<Record<string, Disagreement>>;
