import { type AddOnName, addOnPlace, addOnVersion, type Inventory, installedAddOns, merged, type Site } from '@clinfra/core';
import { labelsOf } from '../labels';
import type { Manifest } from '../manifest';
import { SiteView } from '../site-view';
import { addOnGuards } from './add-on-guards';
import type { Values } from './add-on-settings';
import { ADD_ON_VALUES } from './add-on-values';
import { stackName } from './monitoring-values';

/** What the cloud of a site adds to the values of its add-ons. */
export type CloudValues = Readonly<Partial<Record<AddOnName, object>>>;

/** One add-on of a site as Helm installs it. */
export interface HelmRelease {
  readonly addOn: AddOnName;
  /** What the release is called, and so what the chart calls its objects. */
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly values: Values;
  /** Whether the chart's own definitions of kinds are left out, because another release brings them. */
  readonly skipsDefinitions: boolean;
}

/** What is installed in the cluster of a site. */
export interface RenderedAddOns {
  /** The namespaces in which they stand, but for those that every cluster has. */
  readonly namespaces: readonly Manifest[];
  /** The policies that stand in them before anything runs there. */
  readonly guards: readonly Manifest[];
  /** In the order in which they can be installed: each after all before it. */
  readonly releases: readonly HelmRelease[];
}

/** The add-ons of a site, with values in the order: ours, the cloud's, the team's. */
export function renderAddOns(inventory: Inventory, site: Site, cloud: CloudValues): RenderedAddOns {
  const installed = installedAddOns(inventory, site);
  const places = new Map(installed.map(({ name }) => [addOnPlace(name, inventory, site).namespace, addOnPlace(name, inventory, site).level]));
  const view = new SiteView(inventory, site, () => undefined);
  return {
    namespaces: [...places].flatMap(([name, level]) => (level === undefined ? [] : [namespace(view, name, level)])),
    guards: addOnGuards(
      view,
      installed.map(({ name }) => name),
    ),
    releases: installed.map(({ name, values }) => {
      const { chart, repository, version } = addOnVersion(name);
      const usual = merged(ADD_ON_VALUES[name]({ inventory, site }), cloud[name] ?? {});
      return {
        addOn: name,
        name: (name === 'kube-prometheus-stack' ? stackName(site) : RELEASE_NAMES[name]) ?? name,
        namespace: addOnPlace(name, inventory, site).namespace,
        chart,
        repository,
        version,
        values: merged(usual, values ?? {}) as Values,
        skipsDefinitions: name === 'karpenter' || name === 'calico',
      };
    }),
  };
}

/** Names that the charts' own documents use, where they are others than ours: charts name their objects by them. */
const RELEASE_NAMES: Readonly<Partial<Record<AddOnName, string>>> = {
  calico: 'calico',
  // Its pods are called by it without its first word, `istio: eastwestgateway`.
  'east-west-gateway': 'istio-eastwestgateway',
  'calico-definitions': 'calico-crds',
  'karpenter-definitions': 'karpenter-crd',
};

function namespace(view: SiteView, name: string, level: string): Manifest {
  const labels = { ...labelsOf(view, name, 'add-on', []), 'pod-security.kubernetes.io/enforce': level };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}
