import { gib, type Nodes } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const GENERAL: Nodes = { min: 3, max: 9 };

describe('nodes', () => {
  const nodes = (...groups: readonly Partial<Nodes>[]) => aWard({ hosting: { nodes: groups.length === 1 ? (groups[0] as Nodes) : (groups as Nodes[]) } });
  const withMemory = (group: Partial<Nodes>) =>
    aWard({ hosting: { nodes: [GENERAL, { min: 0, max: 3, purpose: 'memory', ...group }] }, ehr: { placement: 'memory' } });
  findsExactly([
    {
      what: 'more at the least than at the most',
      declare: () => nodes({ min: 9, max: 3 }),
      expect: ['sites.dublin.hosting.nodes.max: must be at least min (9), got 3; raise max or lower min [node-groups]'],
    },
    {
      what: 'none',
      declare: () => nodes({ min: 0, max: 3 }),
      expect: ['sites.dublin.hosting.nodes.min: must be a whole number of at least 1, got 0; keep one node [node-groups]'],
    },
    {
      what: 'none at the most',
      declare: () => nodes({ min: 3, max: 0 }),
      expect: ['sites.dublin.hosting.nodes.max: must be a whole number of at least 1, got 0; allow one node [node-groups]'],
    },
    {
      what: 'part of one',
      declare: () => nodes({ min: 3.5, max: 9 }),
      expect: ['sites.dublin.hosting.nodes.min: must be a whole number of at least 1, got 3.5; keep one node [node-groups]'],
    },
    {
      what: 'fewer than zones in production',
      declare: () => nodes({ min: 2, max: 9 }),
      expect: [
        'sites.dublin.hosting.nodes.min: must be at least the number of zones (3) in production, got 2; raise it, or no node stands in some zone [node-groups]',
      ],
    },
    {
      what: 'fewer that are open to all than zones in production',
      declare: () =>
        aWard({
          hosting: {
            nodes: [
              { min: 2, max: 9 },
              { min: 3, max: 3, purpose: 'memory' },
            ],
          },
          ehr: { placement: 'memory' },
        }),
      expect: [
        'sites.dublin.hosting.nodes: must be at least the number of zones (3) in production, got 2; raise it, or no node stands in some zone [node-groups]',
      ],
    },
    {
      what: 'an instance type that is none',
      declare: () => nodes({ ...GENERAL, instanceType: untyped('m6i.enormous') }),
      expect: [
        'sites.dublin.hosting.nodes.instanceType: must be one of the 66 instance types that are known here, got "m6i.enormous"; choose one from INSTANCE_TYPES, such as m6i.xlarge [node-groups]',
      ],
    },
    {
      what: 'a purpose that is none',
      declare: () => nodes({ ...GENERAL, purpose: untyped('graphics'), dedicated: false }),
      expect: ['sites.dublin.hosting.nodes.purpose: must be one of general, compute, memory, storage, got "graphics"; choose one of them [node-groups]'],
    },
    {
      what: 'two groups of one name',
      declare: () => nodes(GENERAL, { min: 1, max: 2 }),
      expect: ['sites.dublin.hosting.nodes[1].name: must be that of one group, got "general"; name one of the two [node-groups]'],
    },
    {
      what: 'a group with a name that cannot stand in others',
      declare: () => nodes({ ...GENERAL, name: 'Big Ones' }),
      expect: [
        'sites.dublin.hosting.nodes.name: must be lowercase letters, digits and hyphens, at most 20, got "Big Ones"; write it as \'memory\' [node-groups]',
      ],
    },
    {
      what: 'nothing that carries the cluster itself',
      declare: () => aWard({ hosting: { nodes: { ...GENERAL, purpose: 'memory' } }, ehr: { placement: 'memory' }, notifier: { placement: 'memory' } }),
      expect: [
        'sites.dublin.hosting.nodes: must have a group for what the cluster itself needs, got dedicated groups only; add one that is not dedicated [node-groups]',
      ],
    },
    {
      what: 'a taint that nobody tolerates',
      declare: () => nodes(GENERAL, { min: 3, max: 3, purpose: 'memory' }),
      expect: [
        'sites.dublin.hosting.nodes[1]: must be asked for by a workload, because its taint keeps all others away, got placement "memory" nowhere at sites.dublin; place a workload there, or set dedicated to false [node-groups]',
      ],
    },
    {
      what: 'a group for each zone that cannot be divided',
      declare: () => withMemory({ min: 2, max: 6, perZone: true }),
      expect: [
        'sites.dublin.hosting.nodes[1]: must be multiples of the zones (3), because each has its own part, got min 2 and max 6; choose multiples, or set perZone to false [node-groups]',
      ],
    },
    {
      what: 'nothing where a group is wanted',
      declare: () => aWard({ hosting: { nodes: untyped(null) } }),
      expect: ['sites.dublin.hosting.nodes: must be an object or a list, got null; write it as { min: ..., max: ... } [shapes]'],
    },
    {
      what: 'a disk that holds no image',
      declare: () => nodes({ ...GENERAL, disk: gib(8) }),
      expect: ['sites.dublin.hosting.nodes.disk: must be whole gibibytes from 20Gi to 16Ti, got 8Gi; write it as gib(100) [node-groups]'],
    },
    {
      what: 'a disk as a plain number',
      declare: () => nodes({ ...GENERAL, disk: untyped(100) }),
      expect: ['sites.dublin.hosting.nodes.disk: must be whole gibibytes from 20Gi to 16Ti, got 100; write it as gib(100) [node-groups]'],
    },
    {
      what: 'a group that is perhaps dedicated',
      declare: () => nodes({ ...GENERAL, dedicated: untyped('no') }),
      expect: ['sites.dublin.hosting.nodes.dedicated: must be true or false, got "no"; leave it out [node-groups]'],
    },
    {
      what: "a label in Kubernetes' own name",
      declare: () => nodes({ ...GENERAL, labels: { 'node.kubernetes.io/rack': 'a' } }),
      expect: [
        'sites.dublin.hosting.nodes.labels: must have keys of your own, as Kubernetes writes labels, got "node.kubernetes.io/rack"; write it as \'example.com/rack\' [node-groups]',
      ],
    },
    {
      what: 'a label with a value that is none',
      declare: () => nodes({ ...GENERAL, labels: { rack: 'a b' } }),
      expect: [
        'sites.dublin.hosting.nodes.labels.rack: must be a value as Kubernetes writes labels, got "a b"; write at most 63 letters, digits, dots and hyphens [node-groups]',
      ],
    },
    {
      what: 'a workload placed on nodes that are not there',
      declare: () => aWard({ ehr: { placement: 'memory' } }),
      expect: ['clinical.ehr.placement: must have nodes of that purpose at sites.dublin, got "memory"; declare a group of them, or leave it out [node-groups]'],
    },
    {
      what: 'a workload placed on no kind of nodes',
      declare: () => aWard({ ehr: { placement: untyped('fast') } }),
      expect: ['clinical.ehr.placement: must be one of general, compute, memory, storage, got "fast"; choose one of them [node-groups]'],
    },
  ]);

  it('[C3] may be of several kinds, the dedicated ones none at the least', () => {
    expect(messagesOf(withMemory({}))).toEqual([]);
    expect(messagesOf(nodes(GENERAL, { min: 1, max: 3, purpose: 'compute', dedicated: false }))).toEqual([]);
  });
});
