import { ClinicalService, type Patch } from '@clinfra/core';
import { aWard } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const patching = (patch: unknown) => {
  const platform = aWard({});
  for (const node of platform.node.findAll()) if (node instanceof ClinicalService && node.name === 'ehr') node.patch(patch as Patch);
  return platform;
};
const closed = (field: string, got: string) =>
  `clinical.ehr.patches[0].merge.${field}: must stay as it is rendered: it names the object, selects its pods, places them or keeps them safe, got ${got}; declare it by a property of the workload [patches]`;

describe('patches', () => {
  findsExactly([
    {
      what: 'a patch that matches nothing',
      declare: () => patching({ kind: 'Rollout', merge: { spec: { minReadySeconds: 20 } } }),
      expect: [
        'clinical.ehr.patches[0].kind: must be Deployment, which is what the workload becomes, got "Rollout"; name that kind or take the patch away [patches]',
      ],
    },
    {
      what: 'a patch without fields',
      declare: () => patching({ kind: 'Deployment', merge: {} }),
      expect: ['clinical.ehr.patches[0].merge: must be an object with fields, got an object; write it as { spec: { minReadySeconds: 20 } } [patches]'],
    },
    { what: 'another name', declare: () => patching({ kind: 'Deployment', merge: { metadata: { name: 'x' } } }), expect: [closed('metadata', 'an object')] },
    { what: 'no pods', declare: () => patching({ kind: 'Deployment', merge: { spec: { template: null } } }), expect: [closed('spec.template', 'null')] },
    {
      what: '[X1] the network of the node',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { template: { spec: { hostNetwork: true } } } } }),
      expect: [closed('spec.template.spec.hostNetwork', 'true')],
    },
    {
      what: '[X1] containers of its own',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { template: { spec: { containers: [] } } } } }),
      expect: [closed('spec.template.spec.containers', 'a list')],
    },
    {
      what: '[V1] a spread of its own',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { template: { spec: { topologySpreadConstraints: null } } } } }),
      expect: [closed('spec.template.spec.topologySpreadConstraints', 'null')],
    },
    {
      what: 'a value that JSON cannot say',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { minReadySeconds: Number.NaN } } }),
      expect: [
        'clinical.ehr.patches[0].merge.spec.minReadySeconds: must be what JSON can say, got NaN; write a text, a number, true, false, null, a list or an object [patches]',
      ],
    },
    {
      what: 'a patch that is none',
      declare: () => patching('Deployment'),
      expect: [
        'clinical.ehr.patches[0]: must be a kind and what is merged, got "Deployment"; write it as { kind: \'Deployment\', merge: { spec: {} } } [patches]',
      ],
    },
  ]);

  it('are open to what no property covers', () => {
    expect(messagesOf(patching({ kind: 'Deployment', merge: { spec: { minReadySeconds: 20 } } }))).toEqual([]);
  });
});
