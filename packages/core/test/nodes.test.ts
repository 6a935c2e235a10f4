import { addressesOfNode, aws, cores, gib, INSTANCE_TYPES, type InstanceType, mostPods, nodeCapacity, type Purpose } from '@clinfra/core';

describe('an instance type', () => {
  it.each<[InstanceType, cpus: number, memory: number, pods: number]>([
    ['t3.medium', 2, 4, 110],
    ['t3.xlarge', 4, 16, 110],
    ['m6i.large', 2, 8, 110],
    ['m6i.4xlarge', 16, 64, 110],
    ['c7i.2xlarge', 8, 16, 110],
    ['r7i.xlarge', 4, 32, 110],
    ['i4i.8xlarge', 32, 256, 250],
  ])('%s has %i processors, %i GiB and %i pods', (type, cpus, memory, pods) => {
    const size = INSTANCE_TYPES[type];
    expect([size.cpus, size.gib, mostPods(size)]).toEqual([cpus, memory, pods]);
  });

  it('[C3] has less for pods than it is sold with: what kubelet, the machine and every node take is taken off', () => {
    // 4 processors less 80m for kubelet and 250m for what runs everywhere; LifeFlow counts 2.8 of them and 5.6 GiB.
    const node = nodeCapacity('t3.xlarge');
    expect(node?.cpu).toEqual(cores(3.67));
    expect(Number(node?.memory.amount ?? 0n) / 2 ** 30).toBeCloseTo(12.98, 2);
    expect(node?.pods).toBe(106);
    expect(nodeCapacity('t3.unheard')).toBeUndefined();
  });

  it('[K5] takes addresses in blocks of sixteen, one of them in reserve, and one for each interface', () => {
    expect(addressesOfNode(INSTANCE_TYPES['m6i.xlarge'])).toBe(4 + 8 * 16);
  });
});

describe('the nodes of a site', () => {
  it.each<[Purpose, InstanceType, dedicated: boolean, perZone: boolean]>([
    ['general', 'm6i.xlarge', false, false],
    ['compute', 'c7i.2xlarge', true, false],
    ['memory', 'r7i.xlarge', true, false],
    ['storage', 'm6i.2xlarge', true, true],
  ])('[C3] for %s are %s, dedicated %p, a group for each zone %p, unless it says otherwise', (purpose, instanceType, dedicated, perZone) => {
    const { nodes } = aws({ region: 'eu-west-1', nodes: [{ min: 3, max: 9, purpose }] });
    expect(nodes).toEqual([{ min: 3, max: 9, purpose, name: purpose, instanceType, dedicated, perZone, disk: gib(100), labels: {} }]);
  });

  it('may be declared as one group', () => {
    expect(aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }).nodes).toEqual(aws({ region: 'eu-west-1', nodes: [{ min: 3, max: 9 }] }).nodes);
  });
});
