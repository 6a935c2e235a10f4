import type { AddOns, SiteProps } from '@clinfra/core';
import { aDomain, aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const VALUES = 'sites.dublin.addOns.keda.values';
const withAddOns = (addOns: unknown, site: Partial<SiteProps> = {}) => aWard({ site: { ...site, addOns: untyped<AddOns>(addOns) } });
const withValues = (values: unknown, name = 'keda') => withAddOns({ [name]: { values } });

describe('[C4] add-ons', () => {
  findsExactly([
    {
      what: 'a word that says nothing',
      declare: () => withAddOns('installed'),
      expect: ["sites.dublin.addOns: must be 'preinstalled' or say it of each, got \"installed\"; write it as { keda: 'preinstalled' } [add-ons]"],
    },
    {
      what: 'an unknown one',
      declare: () => withAddOns({ kedda: 'installed' }),
      expect: ['sites.dublin.addOns.kedda: must be a property that there is, got "kedda"; take it out, or did you mean keda [shapes]'],
    },
    {
      what: 'a choice that is none',
      declare: () => withAddOns({ keda: true }),
      expect: ["sites.dublin.addOns.keda: must be 'installed', 'preinstalled', 'absent' or { values }, got true; use one of them [add-ons]"],
    },
    {
      what: 'one that is switched off although something uses it',
      declare: () => withAddOns({ 'istio-base': 'absent' }, { mesh: {} }),
      expect: [
        "sites.dublin.addOns.istio-base: must be there, because sites.dublin.mesh uses it, got 'absent'; leave it out, or say that it is 'preinstalled' [add-ons]",
      ],
    },
    {
      what: 'one that is switched off although another requires it',
      declare: () => withAddOns({ karpenter: 'preinstalled', istiod: 'installed', 'istio-base': 'absent' }),
      expect: [
        "sites.dublin.addOns.istio-base: must be there, because istiod requires it, got 'absent'; leave it out, or say that it is 'preinstalled' [add-ons]",
      ],
    },
    {
      what: 'two that exclude each other',
      declare: () => withAddOns({ karpenter: 'installed' }),
      expect: [
        'sites.dublin.addOns: must be one of cluster-autoscaler and karpenter: each would undo what the other does, got both; leave it to autoscaling of the hosting [add-ons]',
      ],
    },
    {
      what: 'one for another hosting',
      declare: () => withAddOns({ metallb: 'installed' }),
      expect: ['sites.dublin.addOns.metallb: must be installed on a cluster that exists, for which it is made, got a site on aws; leave it out [add-ons]'],
    },
    {
      what: 'a version of Kubernetes with which one is not known to be tested',
      declare: () => aWard({ hosting: { kubernetesVersion: '1.36' }, site: { addOns: { 'external-secrets': 'installed' } } }),
      expect: [
        'warning: sites.dublin.hosting.kubernetesVersion: must be from 1.33 to 1.35, with which velero 12.2.1 is known to be tested, got "1.36"; try it first where no patient is, or say that velero is \'preinstalled\' [add-ons]',
        'warning: sites.dublin.hosting.kubernetesVersion: must be from 1.34 to 1.35, with which external-secrets 2.11.0 is known to be tested, got "1.36"; try it first where no patient is, or say that external-secrets is \'preinstalled\' [add-ons]',
      ],
    },
    {
      what: 'one in the namespace of a domain',
      declare: () => aWard({ site: { addOns: { 'argo-rollouts': 'installed' } } }, ({ platform }) => aDomain(platform, 'argo-rollouts')),
      expect: [
        'sites.dublin.addOns.argo-rollouts: must leave argo-rollouts a namespace of its own, got "argo-rollouts", which is a domain; give one of the two another name [add-ons]',
      ],
    },
    {
      what: 'one that a property of the site puts into a domain',
      declare: () => aWard({ site: { prometheus: { namespace: 'clinical', selects: { release: 'prometheus' } } } }),
      expect: [
        'sites.dublin.prometheus.namespace: must leave kube-prometheus-stack a namespace of its own, got "clinical", which is a domain; give one of the two another name [add-ons]',
      ],
    },
    {
      what: 'an address for a Prometheus that is installed',
      declare: () => aWard({ site: { prometheus: { namespace: 'monitoring', selects: { release: 'prometheus' }, url: 'http://figures.example:9090' } } }),
      expect: [
        'sites.dublin.prometheus.url: must be left to the Prometheus that is installed, got "http://figures.example:9090"; leave it out, or say that kube-prometheus-stack is \'preinstalled\' [add-ons]',
      ],
    },
    {
      what: 'values over what the platform makes for Prometheus is found by',
      declare: () => withValues({ prometheus: { prometheusSpec: { ruleSelector: { matchLabels: { team: 'ward' } } } } }, 'kube-prometheus-stack'),
      expect: [
        'sites.dublin.addOns.kube-prometheus-stack.values.prometheus.prometheusSpec.ruleSelector.matchLabels.team: must leave prometheus.prometheusSpec.ruleSelector as the platform sets it, got "ward"; declare it by a property of the site [add-ons]',
      ],
    },
    {
      what: 'values that are none',
      declare: () => withValues({}),
      expect: [`${VALUES}: must be an object with fields, got an object; write it as { replicaCount: 3 } [add-ons]`],
    },
    {
      what: 'values over what identities rely on',
      declare: () => withValues({ serviceAccount: { operator: { name: 'scaler' } } }),
      expect: [
        `${VALUES}.serviceAccount.operator.name: must leave serviceAccount as the platform sets it, got "scaler"; declare it by a property of the site [add-ons]`,
      ],
    },
    {
      what: 'values that would take all of it away',
      declare: () => withValues({ operator: null }),
      expect: [`${VALUES}.operator: must leave operator.name as the platform sets it, got null; declare it by a property of the site [add-ons]`],
    },
    {
      what: '[X3] a secret among the values',
      declare: () => withValues({ env: { password: 'hunter2', url: 'https://me:hunter2@proxy.example' } }),
      expect: [
        `${VALUES}.env.password: must be no secret, got a value that looks like one; take it out, and name a Secret of the cluster by what the chart has for it [add-ons]`,
        `${VALUES}.env.url: must be no secret, got a value that looks like one; take it out, and name a Secret of the cluster by what the chart has for it [add-ons]`,
      ],
    },
    {
      what: 'a value that JSON cannot say',
      declare: () => withValues({ http: { timeout: Number.NaN } }),
      expect: [`${VALUES}.http.timeout: must be what JSON can say, got NaN; write a text, a number, true, false, null, a list or an object [add-ons]`],
    },
  ]);

  it('are left to whoever runs the cluster, whatever uses them', () => {
    expect(messagesOf(withAddOns('preinstalled', { mesh: {} }))).toEqual([]);
    expect(messagesOf(withAddOns({ keda: { values: { http: { timeout: 5000 } } } }))).toEqual([]);
  });
});
