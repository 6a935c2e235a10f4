import { type ApiNeed, type ClusterHostingProps, cluster } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const needing = (need: object) => aWard({ ehr: { api: [{ verbs: ['get'], resources: ['pods'], ...need } as ApiNeed] } });
const onCluster = (apiServer?: ClusterHostingProps['apiServer']) => {
  const existing = { existing: { host: 'db.example.ie', cidr: '10.9.0.0/24' } };
  const hosting = cluster({ context: 'basement', jurisdiction: 'IE', ...(apiServer && { apiServer }) });
  return aWard({ site: { hosting }, records: existing, sessions: existing, kafka: existing, ehr: { api: [{ verbs: ['get'], resources: ['pods'] }] } });
};

describe('the Kubernetes API', () => {
  findsExactly([
    {
      what: '[X2] every verb',
      declare: () => needing({ verbs: ['*'] }),
      expect: ['clinical.ehr.api[0].verbs[0]: must be one of get, list, watch, create, update, patch, delete, got "*"; name what is done [api-access]'],
    },
    {
      what: '[X2] a verb that widens rights',
      declare: () => needing({ verbs: ['impersonate'] }),
      expect: [
        'clinical.ehr.api[0].verbs[0]: must be one of get, list, watch, create, update, patch, delete, got "impersonate"; name what is done [api-access]',
      ],
    },
    ...['', 'two names', 'a/b', '..'].map(name => ({
      what: `[X2] the object ${JSON.stringify(name)}`,
      declare: () => needing({ names: [name] }),
      expect: [`clinical.ehr.api[0].names[0]: must be the name of an object, got ${JSON.stringify(name)}; write it as kubectl shows it [api-access]`],
    })),
    ...['*', '*.apps', 'pods/*', 'Pods', ''].map(resource => ({
      what: `[X2] the kind ${JSON.stringify(resource)}`,
      declare: () => needing({ resources: [resource] }),
      expect: [
        `clinical.ehr.api[0].resources[0]: must be a kind as kubectl spells it, never all, got ${JSON.stringify(resource)}; write it as pods or deployments.apps [api-access]`,
      ],
    })),
    {
      what: '[X2] secrets',
      declare: () => needing({ resources: ['pods', 'secrets'] }),
      expect: [
        'clinical.ehr.api[0].resources[1]: must not give away secrets, rights or shells, got "secrets"; take what is needed of a Secret by uses [api-access]',
      ],
    },
    {
      what: '[X2] a shell in other pods',
      declare: () => needing({ resources: ['pods/exec'] }),
      expect: [
        'clinical.ehr.api[0].resources[0]: must not give away secrets, rights or shells, got "pods/exec"; leave it to people, whom the cluster knows by name [api-access]',
      ],
    },
    {
      what: '[X2] rights',
      declare: () => needing({ resources: ['rolebindings.rbac.authorization.k8s.io'] }),
      expect: [
        'clinical.ehr.api[0].resources[0]: must not give away secrets, rights or shells, got "rolebindings.rbac.authorization.k8s.io"; declare the needs of each workload [api-access]',
      ],
    },
    {
      what: 'nothing of nothing',
      declare: () => needing({ verbs: [], resources: [] }),
      expect: [
        "clinical.ehr.api[0].resources: must name at least one, got none; write it as ['pods'] [api-access]",
        "clinical.ehr.api[0].verbs: must name at least one, got none; write it as ['get', 'list'] [api-access]",
      ],
    },
    {
      what: 'a list by name',
      declare: () => needing({ verbs: ['get', 'list'], names: ['ehr'] }),
      expect: [
        'clinical.ehr.api[0].names: must be left out for list, watch, create, which no name narrows, got names with "list"; make it a need of its own [api-access]',
      ],
    },
    {
      what: 'a cluster whose API is nobody knows where',
      declare: () => onCluster(),
      expect: ['clinical.ehr.api: must be reached at sites.dublin, got no address of its API; set hosting.apiServer there [api-access]'],
    },
    {
      what: 'an API at no address',
      declare: () => onCluster({ addresses: untyped([]) }),
      expect: ['sites.dublin.hosting.apiServer.addresses: must name at least one, got none; write them as 10.20.0.10/32 [api-access]'],
    },
    {
      what: 'an API at a name and a port that is none',
      declare: () => onCluster({ addresses: ['api.example.ie'], port: 0 }),
      expect: [
        'sites.dublin.hosting.apiServer.addresses[0]: must be a range of addresses, got "api.example.ie"; write it as 10.20.0.10/32 [api-access]',
        'sites.dublin.hosting.apiServer.port: must be a whole number from 1 to 65535, got 0; write the port [api-access]',
      ],
    },
  ]);

  it('may be used where it is known where it answers', () => {
    expect(messagesOf(needing({}))).toEqual([]);
    expect(messagesOf(onCluster({ addresses: ['10.20.0.10/32'] }))).toEqual([]);
  });
});
