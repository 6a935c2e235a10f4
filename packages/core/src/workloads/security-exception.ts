/** What a container may be given beyond an ordinary process; each is defined by Linux. */
export type Capability =
  | 'AUDIT_WRITE'
  | 'CHOWN'
  | 'DAC_OVERRIDE'
  | 'FOWNER'
  | 'FSETID'
  | 'IPC_LOCK'
  | 'KILL'
  | 'MKNOD'
  | 'NET_ADMIN'
  | 'NET_BIND_SERVICE'
  | 'NET_RAW'
  | 'SETFCAP'
  | 'SETGID'
  | 'SETPCAP'
  | 'SETUID'
  | 'SYS_CHROOT'
  | 'SYS_PTRACE'
  | 'SYS_RESOURCE';

/**
 * In what a container differs from the hardened default, and why. In production each difference is a weakened default
 * (`container-security`), and the Pod Security Standard of the domain must admit it.
 */
export interface SecurityException {
  /** Why, for the auditor who reads it in a year. */
  readonly reason: string;
  /**
   * Whether the container may write to the whole of its file system. Try `writable` first, which opens single directories.
   * @default false
   */
  readonly writableRoot?: boolean;
  /**
   * The user as whom it runs; zero is root.
   * @default 10001
   */
  readonly user?: number;
  /**
   * What it may do beyond an ordinary process.
   * @default none: all capabilities are dropped
   */
  readonly capabilities?: readonly [Capability, ...Capability[]];
}
