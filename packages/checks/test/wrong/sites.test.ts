import { cluster, clusterAutoscaler, Domain, hours, karpenter, minutes, Platform, percent, Site } from '@clinfra/core';
import { aWard, QUOTA, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const ATTESTED = { jurisdiction: 'IE', evidence: 'letter of the authority', by: 'operations' } as const;
const onCluster = (context: string, jurisdiction = 'IE') =>
  ({ hosting: cluster({ context, jurisdiction: untyped(jurisdiction) }), zones: ['rack-a', 'rack-b', 'rack-c'] }) as const;
/** A ward on a cluster that exists, with the stores that exist there. */
const existing = { host: 'stores.ward.ie', cidr: '10.9.0.0/24' };
const ON_PREMISES = { records: { existing }, sessions: { existing }, kafka: { existing } };

describe('sites', () => {
  const zones = (...names: readonly string[]) => aWard({ site: { zones: untyped(names) } });
  findsExactly([
    {
      what: 'a platform without one',
      declare: () => {
        const objectives = { availability: percent(99.9), rto: hours(1), rpo: minutes(5) };
        const locale = { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' } as const;
        const platform = new Platform('clinic', { environment: 'production', locale, owner: 'clinic', residency: {}, objectives });
        new Domain(platform, 'care', { quota: QUOTA });
        return platform;
      },
      expect: ['clinic.sites: must be at least one, got none; declare a Site [site]'],
    },
    { what: 'no zones', declare: () => zones(), expect: ['sites.dublin.zones: must be at least one, got none; name the zones [site]'] },
    {
      what: 'a zone twice',
      declare: () => zones('eu-west-1a', 'eu-west-1b', 'eu-west-1a'),
      expect: ['sites.dublin.zones[2]: must be named once, got "eu-west-1a"; name another zone, or leave it out [site]'],
    },
    {
      what: 'a zone of another region',
      declare: () => zones('eu-west-1a', 'eu-west-1b', 'eu-west-2c'),
      expect: ['sites.dublin.zones[2]: must be a zone of eu-west-1, got "eu-west-2c"; write it as eu-west-1a [site]'],
    },
    {
      what: 'a zone by its letter',
      declare: () => zones('eu-west-1a', 'eu-west-1b', 'c'),
      expect: ['sites.dublin.zones[2]: must be a zone of eu-west-1, got "c"; write it as eu-west-1a [site]'],
    },
    {
      what: 'a region for a zone',
      declare: () => zones('eu-west-1', 'eu-west-1b', 'eu-west-1c'),
      expect: ['sites.dublin.zones[0]: must be a zone of eu-west-1, got "eu-west-1"; write it as eu-west-1a [site]'],
    },
    {
      what: 'a zone that is no text',
      declare: () => aWard({ site: { zones: untyped(['eu-west-1a', 'eu-west-1b', 3]) } }),
      expect: ['sites.dublin.zones[2]: must be a zone of eu-west-1, got 3; write it as eu-west-1a [site]'],
    },
    {
      what: 'more zones than a network is divided for',
      declare: () => aWard({ hosting: { nodes: { min: 7, max: 9 } }, site: { zones: untyped([...'abcdefg'].map(letter => `eu-west-1${letter}`)) } }),
      expect: ['sites.dublin.zones: must be at most 6, got 7; leave some out [site]'],
    },
    {
      what: 'a region that is none',
      declare: () => aWard({ hosting: { region: untyped('eu-west-9') } }),
      expect: ['sites.dublin.hosting.region: must be a region of AWS, got "eu-west-9"; write it as eu-west-1 [site]'],
    },
    {
      what: 'a region that is a property of every object',
      declare: () => aWard({ hosting: { region: untyped('toString') } }),
      expect: ['sites.dublin.hosting.region: must be a region of AWS, got "toString"; write it as eu-west-1 [site]'],
    },
    {
      what: 'an engine for network policies that is none',
      declare: () => aWard({ hosting: { networkPolicies: untyped('cilium') } }),
      expect: ['sites.dublin.hosting.networkPolicies: must be one of vpc-cni, calico, got "cilium"; choose one of them [site]'],
    },
    {
      what: 'gateways of an unknown kind',
      declare: () => aWard({ hosting: { nat: untyped('double') } }),
      expect: ['sites.dublin.hosting.nat: must be one of none, single, per-zone, got "double"; choose one of them [site]'],
    },
    {
      what: 'an autoscaler that is none',
      declare: () => aWard({ hosting: { autoscaling: untyped('none') } }),
      expect: ['sites.dublin.hosting.autoscaling: must be clusterAutoscaler(...) or karpenter(...), got "none"; use one of the two [site]'],
    },
    {
      what: 'an autoscaler that never waits',
      declare: () => aWard({ hosting: { autoscaling: clusterAutoscaler({ unneeded: minutes(0) }) } }),
      expect: ['sites.dublin.hosting.autoscaling.unneeded: must be a length of time of more than zero, got 0s; write it as minutes(10) [site]'],
    },
    {
      what: 'an autoscaler that removes nodes in full use',
      declare: () => aWard({ hosting: { autoscaling: clusterAutoscaler({ utilization: percent(120) }) } }),
      expect: ['sites.dublin.hosting.autoscaling.utilization: must be a share of more than zero and at most 100%, got 120%; write it as percent(50) [site]'],
    },
    {
      what: 'Karpenter with a share as a plain number',
      declare: () => aWard({ hosting: { autoscaling: karpenter({ disruptions: untyped(0.1) }) } }),
      expect: ['sites.dublin.hosting.autoscaling.disruptions: must be a share of more than zero and at most 100%, got 0.1; write it as percent(50) [site]'],
    },
    {
      what: 'an attestation without evidence',
      declare: () => aWard({ hosting: { attestation: { ...ATTESTED, evidence: '' } } }),
      expect: ['sites.dublin.hosting.attestation.evidence: must say what proves it, got ""; name the contract, certificate or letter [site]'],
    },
    {
      what: 'an attestation by nobody',
      declare: () => aWard({ hosting: { attestation: { ...ATTESTED, by: ' ' } } }),
      expect: ['sites.dublin.hosting.attestation.by: must say who attests it, got " "; name the person or office [site]'],
    },
    {
      what: 'an attestation of no country',
      declare: () => aWard({ hosting: { attestation: { ...ATTESTED, jurisdiction: 'IRL' } } }),
      expect: ['sites.dublin.hosting.attestation.jurisdiction: must be a country by its two capital letters, got "IRL"; write it as SD [site]'],
    },
    {
      what: 'a hosting that is none',
      declare: () => aWard({ site: { hosting: untyped({ kind: 'azure' }) } }),
      expect: ['sites.dublin.hosting: must be aws(...) or cluster(...), got "azure"; use one of the two [site]'],
    },
    {
      what: 'a cluster without a context',
      declare: () => aWard({ ...ON_PREMISES, site: onCluster('') }),
      expect: ['sites.dublin.hosting.context: must name a context of the kubeconfig, got ""; write the context that reaches the cluster [site]'],
    },
    {
      what: 'a cluster of a version with its patch',
      declare: () =>
        aWard({ ...ON_PREMISES, site: { ...onCluster('dublin'), hosting: cluster({ context: 'dublin', jurisdiction: 'IE', kubernetesVersion: '1.33.2' }) } }),
      expect: [`sites.dublin.hosting.kubernetesVersion: must be a minor version of Kubernetes, got "1.33.2"; write it as '1.33' [site]`],
    },
    {
      what: 'a cluster in no country',
      declare: () => aWard({ ...ON_PREMISES, site: onCluster('dublin', 'Ireland') }),
      expect: ['sites.dublin.hosting.jurisdiction: must be a country by its two capital letters, got "Ireland"; write it as SD [site]'],
    },
    {
      what: 'a zone of a cluster without a name',
      declare: () => aWard({ ...ON_PREMISES, site: { ...onCluster('dublin'), zones: ['rack-a', '', 'rack-c'] } }),
      expect: ['sites.dublin.zones[1]: must have a name, got ""; write the real name of the zone [site]'],
    },
    {
      what: 'two sites on one cluster',
      declare: () => aWard({ ...ON_PREMISES, site: onCluster('dublin') }, ({ platform }) => new Site(platform, 'cork', onCluster('dublin'))),
      expect: ['sites.dublin.hosting.context: must reach a cluster of its own, got "dublin", which is also that of sites.cork; name another cluster [site]'],
    },
    {
      what: 'a standby database without a second zone',
      declare: () => aWard({ site: { zones: ['eu-west-1a'] }, kafka: { brokersPerZone: 3 } }),
      expect: [
        'stores.records.highAvailability: must have a second zone for the standby, got 1 zone at sites.dublin; add a zone, or turn it off where care does not depend on it [site]',
      ],
    },
  ]);
});
