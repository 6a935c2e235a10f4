/** KEDA in the cluster of a site, which scales workloads by hours, queues and figures. */
export interface Keda {
  /**
   * The namespace in which it runs, with the service account `keda-operator`.
   * @default 'keda'
   */
  readonly namespace?: string;
}

/** The metrics adapter of a site, prometheus-adapter, by which the autoscaler of Kubernetes knows figures of Prometheus. */
export interface MetricsAdapter {
  /**
   * The namespace in which it runs, which must exist. Its rules are the key `config.yaml` of the ConfigMap `metrics-adapter-rules` there.
   * @default the namespace of the site's Prometheus
   */
  readonly namespace?: string;
}

/** The vertical autoscaler in the cluster of a site, which watches what pods take and recommends what to request for them. */
export type VerticalPodAutoscaler = Readonly<Record<string, never>>;
