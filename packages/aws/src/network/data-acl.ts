import { NetworkAcl } from '@pulumi/aws/ec2';
import type { ComponentResource, Input } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { type NetworkLayout, partsOf } from './layout';

/** A rule of a network ACL as EC2 reads it; the lowest number that matches decides. */
export interface AclRule {
  readonly ruleNo: number;
  readonly action: 'allow' | 'deny';
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlock: string;
}

const REFUSED = 100;
const OWN = 200;

/**
 * What may pass the border of the subnets of stores, in either direction: connections within the site's network, never with the public subnets nor with another
 * site, joined or not. It holds even where a security group is too wide.
 */
export function dataAclRules(layout: Pick<NetworkLayout, 'cidr' | 'zones' | 'companion'>): readonly AclRule[] {
  const rule = (ruleNo: number, action: AclRule['action'], cidrBlock: string): AclRule => ({
    ruleNo,
    action,
    protocol: 'tcp',
    fromPort: 0,
    toPort: 65_535,
    cidrBlock,
  });
  return [
    ...partsOf({ zones: layout.zones, companion: undefined }, 'public').map((cidr, index) => rule(REFUSED + index, 'deny', cidr)),
    rule(OWN, 'allow', layout.cidr),
  ];
}

export interface DataAclArgs {
  readonly facts: SiteFacts;
  readonly vpcId: Input<string>;
  readonly subnetIds: readonly Input<string>[];
  readonly rules: readonly AclRule[];
}

/** The border of the subnets of stores. What no rule names is refused. */
export function dataAcl({ facts, vpcId, subnetIds, rules }: DataAclArgs, parent: ComponentResource): NetworkAcl {
  const name = `${facts.prefix}-data`;
  const both = rules.map(rule => ({ ...rule }));
  return new NetworkAcl(name, { ...facts.owned(name), vpcId, subnetIds: [...subnetIds], ingress: both, egress: both }, { parent });
}
