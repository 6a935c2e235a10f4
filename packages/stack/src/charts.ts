import type { Manifest } from '@clinfra/kubernetes';
import type { ComponentResource, ProviderResource } from '@pulumi/pulumi';
import type { Chart } from 'cdk8s';
import type { LateValues } from './late-values';
import { registerManifests } from './register-manifests';

export interface RegisterChartsOptions {
  /** What the Pulumi names of the objects begin with. */
  readonly name: string;
  /** The component to which the objects belong. */
  readonly parent: ComponentResource;
  /** The provider that reaches the cluster. */
  readonly provider: ProviderResource;
  /** The late values that were written into these charts, and into no others. */
  readonly late: LateValues;
}

/** Registers the objects of plain cdk8s charts through the same bridge as the platform's own. */
export function registerCharts(charts: readonly Chart[], { name, parent, provider, late }: RegisterChartsOptions): void {
  const manifests = charts.flatMap(chart => chart.toJson() as Manifest[]);
  registerManifests([{ prefix: name, manifests, parent, provider }], late);
}
