import { type Duration, days, gib, type Size } from '../units';

/** The Prometheus of a site. `addOns` installs it with its operator, or whoever runs the cluster has. */
export interface Prometheus {
  /** The namespace in which its pods run. Where it is installed, that is no domain. */
  readonly namespace: string;
  /** The labels by which it selects the monitors that it follows, `{ release: 'prometheus' }`. What lacks them is never asked for figures. */
  readonly selects: Readonly<Record<string, string>>;
  /**
   * Where it answers questions, for what scales by its figures. One that is installed answers at the default.
   * @default the Service that the operator of Prometheus makes in its namespace, `http://prometheus-operated.<namespace>.svc.cluster.local:9090`
   */
  readonly url?: string;
  /**
   * The ServiceAccount of its pods. It gets a role to find what it asks in each namespace with metrics, and nothing more.
   * @default none: who installs it gives it its rights
   */
  readonly serviceAccount?: string;
  /**
   * How long one that is installed keeps figures.
   * @default days(15)
   */
  readonly keep?: Duration;
  /**
   * The disk of each pod of one that is installed; when nine tenths of it are full, the oldest figures go first.
   * @default gib(50)
   */
  readonly storage?: Size;
  /**
   * Installs Grafana beside it. Its administrator is a Secret in the namespace, with keys `admin-user` and `admin-password`, which you make: no password stands among
   * the values of a chart.
   * @default none: no Grafana
   */
  readonly grafana?: { readonly admin: string };
}

/** How long the figures of an installed Prometheus are kept, and on how large a disk. */
export function figuresKept({ keep, storage }: Prometheus): Required<Pick<Prometheus, 'keep' | 'storage'>> {
  return { keep: keep ?? days(15), storage: storage ?? gib(50) };
}
