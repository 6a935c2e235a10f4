import type { ArgumentsOf } from '@clinfra/aws';

export const repair = { nodeRepairConfig: { enabled: false }, tags: { 'cost-centre': '4711' } } satisfies ArgumentsOf<'aws:eks/nodeGroup:NodeGroup'>;
export const removed = { monitoringInterval: null } satisfies ArgumentsOf<'aws:rds/instance:Instance'>;
export const firewall = { tokenDomains: ['care.example'] } satisfies ArgumentsOf<'aws:wafv2/webAcl:WebAcl'>;

// @ts-expect-error an argument that a group of nodes has not
export const misspelt = { nodeRepairConfigs: { enabled: false } } satisfies ArgumentsOf<'aws:eks/nodeGroup:NodeGroup'>;
// @ts-expect-error a text where a number is wanted
export const text = { monitoringInterval: 'often' } satisfies ArgumentsOf<'aws:rds/instance:Instance'>;
