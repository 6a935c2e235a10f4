import type { Properties, ResourceType } from '../resource-types';
import type { Block } from './schema';

/** What the provider puts before the names of a service, tried in this order; most services go by their own. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  cfg: ['config_', 'config_configuration_'],
  ec2: ['', 'vpc_', 'ec2_'],
  ec2transitgateway: ['ec2_transit_gateway_'],
  rds: ['rds_', 'db_'],
  s3: ['s3_', 's3_bucket_'],
};

/** Types whose names say something else here than there. */
const TYPES: Readonly<Record<string, string>> = {
  'aws:cloudtrail/trail:Trail': 'aws_cloudtrail',
  'aws:ec2transitgateway/transitGateway:TransitGateway': 'aws_ec2_transit_gateway',
  'aws:iam/openIdConnectProvider:OpenIdConnectProvider': 'aws_iam_openid_connect_provider',
  'aws:lb/loadBalancer:LoadBalancer': 'aws_lb',
  'aws:route53/hostedZoneDnsSec:HostedZoneDnsSec': 'aws_route53_hosted_zone_dnssec',
  'aws:s3/bucketReplicationConfig:BucketReplicationConfig': 'aws_s3_bucket_replication_configuration',
};

/** Arguments with another name here than there. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'aws_cloudwatch_metric_alarm.alarm_name': 'name',
  'aws_lambda_permission.function_name': 'function',
  'aws_sns_topic_subscription.topic_arn': 'topic',
};

/** The provider's name of a type of the SDK: `aws_db_instance` of `aws:rds/instance:Instance`; undefined where it has none. */
export function providerType(token: string, knows: (type: string) => boolean): string | undefined {
  const [, service = '', , name = ''] = token.split(/[:/]/);
  const names = (PREFIXES[service] ?? [`${service}_`]).map(prefix => `aws_${prefix}${snake(name)}`);
  return [TYPES[token] ?? [], names].flat().find(knows);
}

/** One property of the SDK with the argument that it stands for. */
export interface Named {
  readonly argument: string;
  readonly property: string;
  /** The properties within, where it is a block. */
  readonly within?: Properties;
}

/** Arguments and blocks with the SDK's names, and the properties that the provider does not know. */
export function namesIn(
  block: Block,
  properties: Properties,
  type: ResourceType,
  at: string,
): { readonly known: readonly Named[]; readonly unknown: readonly string[] } {
  const known = [...block.attributes, ...block.blocks].flatMap(({ name }): Named[] => {
    const property = [ARGUMENTS[`${at}.${name}`] ?? camel(name), plural(camel(name))].find(one => (properties.get(one)?.given ?? 'never') !== 'never');
    if (property === undefined) return [];
    const object = /\{([\w.]+)\}/.exec(properties.get(property)?.type ?? '')?.[1];
    return [{ argument: name, property, ...(object && { within: type.object(object) }) }];
  });
  const named = new Set([...known.map(({ property }) => property), ...block.outputs.flatMap(name => [camel(name), plural(camel(name))])]);
  return { known, unknown: settable(properties).filter(name => !named.has(name)) };
}

/** All but the region, which makes a new one of everything, and how long to wait, which is nothing of a resource. */
export function settable(properties: Properties): readonly string[] {
  return [...properties].filter(([name, { given }]) => given !== 'never' && name !== 'region' && name !== 'timeouts').map(([name]) => name);
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function camel(name: string): string {
  return name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function plural(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
