import type { AddedObject, AddedPlace, Additions, Domain, Inventory, Site } from '@clinfra/core';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Addresses } from './addresses';
import { renderCluster, renderDomain } from './render';

export interface DomainChartProps {
  readonly inventory: Inventory;
  readonly domain: Domain;
  readonly site: Site;
  /** Where stores answer; what is not known leaves a connection ConfigMap out. */
  readonly addresses: Addresses;
}

/**
 * The objects of a domain on a site as cdk8s objects, for those who compose with cdk8s: to add to them, to patch them, or to synthesize
 * them with charts of their own. An object is found by its kind and name: `chart.node.findChild('Deployment-ehr')`.
 */
export class DomainChart extends Chart {
  constructor(scope: Construct, id: string, { inventory, domain, site, addresses }: DomainChartProps) {
    super(scope, id);
    for (const manifest of renderDomain(inventory, domain, site, addresses)) {
      new ApiObject(this, `${manifest.kind}-${manifest.metadata.name}`, manifest);
    }
  }
}

/** The objects of a site that stand in no namespace, such as the priorities that its pods name; they are applied before any domain's. */
export class ClusterChart extends Chart {
  constructor(scope: Construct, id: string, { inventory, site }: Pick<DomainChartProps, 'inventory' | 'site'>) {
    super(scope, id);
    for (const manifest of renderCluster(inventory, site)) new ApiObject(this, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  }
}

/**
 * The objects of a chart of your own, to be added to a domain: `clinical.adds('dashboard', manifestsOf(() => new DashboardChart(new App(), 'dashboard')))`. It is asked for
 * each site, with where stores answer there.
 */
export function manifestsOf(chart: (place: AddedPlace) => Chart): Additions {
  return place => chart(place).toJson() as readonly AddedObject[];
}
