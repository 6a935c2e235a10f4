import { ClinicalService, type Domain, needsKeda, type Store, Worker } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import { asksAdapter } from '../scaling/adapter-rules';
import { PROMETHEUS_PORT } from '../scaling/prometheus-url';
import type { SiteView } from '../site-view';
import { isAutoscaled } from '../workload/autoscaler';
import { POD_IDENTITY_AGENT } from './address-ranges';
import { type Peer, PROMETHEUS_NAME, pods, prometheusIn, tcp } from './peers';

type Egress = Plain<NetworkPolicyEgressRule>;

/** The names that the charts of KEDA and of the metrics adapter give their pods. */
const KEDA = 'keda-operator';
const ADAPTER = 'prometheus-adapter';

/** What is asked on a site to know how many pods there must be, and by whom. */
interface Questions {
  /** The stores in which KEDA looks how much work waits. */
  readonly stores: ReadonlySet<Store>;
  readonly kedaAsksPrometheus: boolean;
  readonly adapterAsksPrometheus: boolean;
}

/**
 * What scaling needs, where KEDA, the metrics adapter or Prometheus run in a domain of the platform, whose default denial holds for them too.
 * Whatever else they need, such as the API of the cluster, is opened by who installs them.
 */
export function scalingPolicies(view: SiteView, domain: Domain): readonly Manifest[] {
  const { keda, metricsAdapter, prometheus } = view.site;
  if (![keda?.namespace, metricsAdapter?.namespace, prometheus?.namespace].includes(domain.name)) return [];
  const questions = questionsOf(view);
  const policies: Manifest[] = [];
  if (prometheus?.namespace === domain.name) policies.push(...answers(view, domain, questions));
  if (keda?.namespace === domain.name) policies.push(...asks(view, domain, KEDA, kedaEgress(view, questions)));
  if (metricsAdapter?.namespace === domain.name) policies.push(...asks(view, domain, ADAPTER, questions.adapterAsksPrometheus ? toPrometheus(view) : []));
  return policies;
}

function questionsOf(view: SiteView): Questions {
  const stores = new Set<Store>();
  let kedaAsksPrometheus = false;
  let adapterAsksPrometheus = false;
  for (const workload of view.inventory.workloads) {
    if (!(workload instanceof ClinicalService || workload instanceof Worker) || !view.has(workload.domain)) continue;
    adapterAsksPrometheus ||= asksAdapter(workload);
    if (!isAutoscaled(workload) || !needsKeda(workload.scale)) continue;
    const { signals, requests, down } = workload.scale;
    kedaAsksPrometheus ||= requests !== undefined || down.below !== undefined;
    for (const signal of signals) {
      if (signal.kind === 'kafka-lag') stores.add(signal.topic.kafka);
      else if (signal.kind === 'redis-list' || signal.kind === 'redis-stream') stores.add(signal.store);
      else if (signal.kind === 'rabbit-queue') stores.add(signal.queue.broker);
      else kedaAsksPrometheus = true;
    }
  }
  return { stores, kedaAsksPrometheus, adapterAsksPrometheus };
}

function answers(view: SiteView, domain: Domain, { kedaAsksPrometheus, adapterAsksPrometheus }: Questions): readonly Manifest[] {
  const { keda, metricsAdapter } = view.site;
  const from: Peer[] = [];
  if (keda && kedaAsksPrometheus) from.push(pods(keda.namespace, NAME_LABEL, KEDA));
  if (metricsAdapter && adapterAsksPrometheus) from.push(pods(metricsAdapter.namespace, NAME_LABEL, ADAPTER));
  if (from.length === 0) return [];
  return [policy(view, domain, 'prometheus-answers', PROMETHEUS_NAME, { policyTypes: ['Ingress'], ingress: [{ from, ports: [tcp(PROMETHEUS_PORT)] }] })];
}

function asks(view: SiteView, domain: Domain, name: string, egress: readonly Egress[]): readonly Manifest[] {
  return egress.length === 0 ? [] : [policy(view, domain, `${name}-asks`, name, { policyTypes: ['Egress'], egress })];
}

function kedaEgress(view: SiteView, { stores, kedaAsksPrometheus }: Questions): readonly Egress[] {
  const rules: Egress[] = kedaAsksPrometheus ? [...toPrometheus(view)] : [];
  for (const store of stores) {
    const to = view.rangesOf(store).map(cidr => ({ ipBlock: { cidr } }));
    if (to.length > 0) rules.push({ to, ports: [tcp(store.port)] });
  }
  if ([...stores].some(store => view.takesIdentity({ store, administers: false }))) rules.push({ to: [POD_IDENTITY_AGENT], ports: [tcp(80)] });
  return rules;
}

function toPrometheus({ site }: SiteView): readonly Egress[] {
  return site.prometheus ? [{ to: [prometheusIn(site.prometheus.namespace)], ports: [tcp(PROMETHEUS_PORT)] }] : [];
}

type Rules = Omit<Plain<NonNullable<KubeNetworkPolicyProps['spec']>>, 'podSelector'>;

function policy(view: SiteView, domain: Domain, name: string, selected: string, rules: Rules): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: domain.name, labels: domainLabels(view, domain, name, 'scaling') },
    spec: { podSelector: { matchLabels: { [NAME_LABEL]: selected } }, ...rules },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}
