import { type Capability, containersOf, type PodSecurity, type SecurityException, type Workload } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';
import { isWhole } from '../whole';

const SHORTEST_REASON = 10;
/** What the kernel takes for a user. */
const HIGHEST_USER = 2_147_483_647;

/** The strictest of the Pod Security Standards that admits each capability. */
const ADMITTED_BY = {
  AUDIT_WRITE: 'baseline',
  CHOWN: 'baseline',
  DAC_OVERRIDE: 'baseline',
  FOWNER: 'baseline',
  FSETID: 'baseline',
  IPC_LOCK: 'privileged',
  KILL: 'baseline',
  MKNOD: 'baseline',
  NET_ADMIN: 'privileged',
  NET_BIND_SERVICE: 'restricted',
  NET_RAW: 'privileged',
  SETFCAP: 'baseline',
  SETGID: 'baseline',
  SETPCAP: 'baseline',
  SETUID: 'baseline',
  SYS_CHROOT: 'baseline',
  SYS_PTRACE: 'privileged',
  SYS_RESOURCE: 'privileged',
} as const satisfies Record<Capability, PodSecurity>;

const ORDER: readonly PodSecurity[] = ['restricted', 'baseline', 'privileged'];

export const securityException = rule(
  'security-exception',
  'what a container is granted beyond the hardened default has a reason, and the domain admits it: the API server refuses its pods otherwise',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      for (const { path, container } of containersOf(workload)) {
        if (container.security !== undefined) yield* exception(`${path}.security`, container.security, workload);
      }
    }
  },
);

function* exception(path: string, { reason, writableRoot, user, capabilities }: SecurityException, workload: Workload): Generator<Fault> {
  if (!isText(reason, /\S/) || reason.trim().length < SHORTEST_REASON) {
    yield error(`${path}.reason`, `say why in at least ${SHORTEST_REASON} characters`, show(reason), 'write it for the auditor who reads it in a year');
  }
  if (writableRoot !== undefined && typeof writableRoot !== 'boolean') {
    yield error(`${path}.writableRoot`, 'be true or false', show(writableRoot), 'choose one');
  }
  if (!writableRoot && user === undefined && capabilities === undefined) {
    yield error(path, 'grant something', 'a reason alone', 'leave it out');
  }
  if (user !== undefined && (!isWhole(user) || user < 0 || user > HIGHEST_USER)) {
    yield error(`${path}.user`, `be a whole number from 0 to ${HIGHEST_USER}`, show(user), 'write the number of the user');
  } else if (user === 0) yield* admitted(`${path}.user`, 'root', 'baseline', workload);
  for (const [index, capability] of (capabilities ?? []).entries()) yield* granted(`${path}.capabilities[${index}]`, capability, workload);
}

function* granted(path: string, capability: Capability, workload: Workload): Generator<Fault> {
  if (Object.hasOwn(ADMITTED_BY, capability)) yield* admitted(path, capability, ADMITTED_BY[capability], workload);
  else yield error(path, `be one of ${Object.keys(ADMITTED_BY).join(', ')}`, show(capability), 'choose one of them');
}

function* admitted(path: string, what: string, needed: PodSecurity, { domain }: Workload): Generator<Fault> {
  const standard = ORDER.indexOf(domain.podSecurity);
  // What is no standard is reported as such.
  if (standard < 0 || standard >= ORDER.indexOf(needed)) return;
  const got = `${what}, which ${domain.podSecurity} refuses`;
  yield error(
    path,
    `be admitted by ${domain.path}.podSecurity`,
    got,
    `do without it, or move the workload to a domain of its own with podSecurity '${needed}'`,
  );
}
