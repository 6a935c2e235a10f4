import type { Domain } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import { pods, tcp } from './peers';

/** Nothing comes in and nothing goes out, for every pod of the namespace; the other policies open what edges declare. */
export function defaultDeny(view: SiteView, domain: Domain): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: domain.name, labels: domainLabels(view, domain) },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}

/** The way to the cluster's name servers. */
export const DNS: Plain<NetworkPolicyEgressRule> = { to: [pods('kube-system', 'k8s-app', 'kube-dns')], ports: [{ protocol: 'UDP', port: 53 }, tcp(53)] };

/** Every pod may ask the cluster's name servers; without names no declared edge could be used. */
export function allowDns(view: SiteView, domain: Domain): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'allow-dns', namespace: domain.name, labels: domainLabels(view, domain) },
    spec: {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [DNS],
    },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}
