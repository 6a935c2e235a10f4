import { type AwsEdge, type Bucket, type Cache, type Cdn, type Edge, originHost } from '@clinfra/core';
import {
  CachePolicy,
  type CachePolicyArgs,
  Distribution,
  MonitoringSubscription,
  OriginAccessControl,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
} from '@pulumi/aws/cloudfront';
import { LogDelivery, LogDeliveryDestination, LogDeliverySource } from '@pulumi/aws/cloudwatch';
import { Record as DnsRecord } from '@pulumi/aws/route53';
import { ComponentResource, type ComponentResourceOptions, type Input, interpolate, type Output, type Resource } from '@pulumi/pulumi';
import type { WatchedDelivery } from '../alarms/worldwide-subjects';
import {
  ASKED_AS_BEFORE,
  ASKED_FOR_FILES,
  areFiles,
  cachePolicyOf,
  compresses,
  distributionSettings,
  headersPolicyOf,
  KEEP_NOTHING,
  LOGGED_FIELDS,
  methodsOf,
  originSettings,
  viewerProtocolOf,
} from './cdn-settings';
import { EdgeCertificate, type Proof } from './certificate';
import { ORIGIN_HEADER } from './origin-key';
import { type FirewallLogs, WebFirewall } from './web-firewall';
import type { WorldwideFacts } from './worldwide-facts';

export interface ContentDeliveryArgs {
  readonly facts: WorldwideFacts;
  readonly edge: Edge & { readonly aws: AwsEdge & { readonly cdn: Cdn } };
  readonly zoneId: Input<string>;
  /** Puts the proof for a host into its zone. */
  readonly prove: (host: string, proof: Proof) => Output<string>;
  /** What it shows to load balancers. */
  readonly secret: Output<string>;
  /** Where the files of a bucket are read. */
  readonly bucketDomain: (bucket: Bucket) => Input<string>;
  readonly firewallLogs: FirewallLogs | undefined;
  /** The bucket in which requests are logged, once it takes them; absent where none are. */
  readonly logs: { readonly arn: Input<string>; readonly ready: Resource } | undefined;
}

/** What all that is passed through goes to. */
const GATEWAY = 'gateway';

/** A CDN before the load balancers of an edge. What no rule names, and what may not stand in its places, is passed through and kept nowhere. */
export class ContentDelivery extends ComponentResource {
  /** What rings of it. */
  readonly watched: WatchedDelivery;

  readonly #name: string;
  readonly #args: ContentDeliveryArgs;
  readonly #buckets: readonly Bucket[];
  readonly #policies = new Map<string, Output<string>>();

  constructor(name: string, args: ContentDeliveryArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ContentDelivery', name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.#buckets = [...new Set(args.edge.aws.cdn.caches.flatMap(({ bucket }) => bucket ?? []))];
    const { facts, edge, prove } = args;
    const certificate = new EdgeCertificate(name, { facts, hosts: [edge.host], prove }, { parent: this });
    const distribution = this.#distribute(certificate);
    this.watched = this.#watch(distribution, certificate);
    this.#route(distribution);
    this.#log(distribution);
    this.registerOutputs({});
  }

  #distribute(certificate: EdgeCertificate): Distribution {
    const { facts, edge } = this.#args;
    const { cdn } = edge.aws;
    const firewall = this.#guard();
    return new Distribution(
      this.#name,
      {
        enabled: true,
        aliases: [edge.host],
        comment: `${facts.platform.name} ${facts.platform.environment} ${edge.name}`,
        ...distributionSettings(cdn),
        origins: [this.#gateway(), ...this.#buckets.map(bucket => this.#files(bucket))],
        defaultCacheBehavior: this.#behavior(undefined),
        orderedCacheBehaviors: cdn.caches.map(cache => ({ ...this.#behavior(cache), pathPattern: cache.path })),
        viewerCertificate: { acmCertificateArn: certificate.arn, minimumProtocolVersion: 'TLSv1.2_2021', sslSupportMethod: 'sni-only' },
        ...(firewall && { webAclId: firewall }),
        tags: facts.owned(this.#name).tags,
      },
      { parent: this },
    );
  }

  /** Of how long it waits for what answers CloudFront keeps a figure where it is asked to. */
  #watch({ id: distributionId }: Distribution, { arn: certificateArn }: EdgeCertificate): WatchedDelivery {
    const { edge } = this.#args;
    const monitoringSubscription = { realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: 'Enabled' } };
    new MonitoringSubscription(this.#name, { distributionId, monitoringSubscription }, { parent: this });
    const firewall = edge.aws.firewall ? { name: edge.name } : undefined;
    return { name: edge.name, distributionId, certificateArn, firewall };
  }

  #guard(): Output<string> | undefined {
    const { facts, edge, firewallLogs: logs } = this.#args;
    const { firewall } = edge.aws;
    return firewall && new WebFirewall(this.#name, { facts, firewall, scope: 'CLOUDFRONT', called: edge.name, logs }, { parent: this }).arn;
  }

  #gateway() {
    const { edge, secret } = this.#args;
    const { regionalCache } = edge.aws.cdn;
    return {
      originId: GATEWAY,
      domainName: originHost(edge.host),
      customOriginConfig: originSettings(edge),
      customHeaders: [{ name: ORIGIN_HEADER, value: secret }],
      ...(regionalCache && { originShield: { enabled: true, originShieldRegion: regionalCache } }),
    };
  }

  /** Each request to a bucket is signed: whoever has not the signature of this CDN's account is refused. */
  #files(bucket: Bucket) {
    const { facts, bucketDomain } = this.#args;
    const settings = { originAccessControlOriginType: 's3', signingBehavior: 'always', signingProtocol: 'sigv4' };
    const name = `${this.#name}-${bucket.name}`;
    const control = new OriginAccessControl(name, { name: facts.physicalName([this.#args.edge.name, bucket.name], 64), ...settings }, { parent: this });
    return { originId: bucket.name, domainName: bucketDomain(bucket), originAccessControlId: control.id };
  }

  #behavior(cache: Cache | undefined) {
    const { edge } = this.#args;
    const kept = cache !== undefined && cache.ttl !== 'no-store';
    const policy = kept ? this.#cachePolicy(`${cache.content}-${cache.ttl}`, cachePolicyOf(cache)) : this.#cachePolicy('no-store', KEEP_NOTHING);
    return {
      targetOriginId: cache?.bucket?.name ?? GATEWAY,
      viewerProtocolPolicy: viewerProtocolOf(edge),
      ...methodsOf(cache),
      compress: compresses(cache),
      cachePolicyId: policy,
      // S3 would take the host of a caller for the name of a bucket.
      ...(cache?.bucket ? {} : { originRequestPolicyId: this.#requestPolicy(cache !== undefined && areFiles(cache)) }),
      responseHeadersPolicyId: this.#headersPolicy(kept),
    };
  }

  #cachePolicy(called: string, args: CachePolicyArgs): Output<string> {
    return this.#once(`cache-${called}`, (name, policyName) => new CachePolicy(name, { name: policyName, ...args }, { parent: this }));
  }

  #requestPolicy(files: boolean): Output<string> {
    const args = files ? ASKED_FOR_FILES : ASKED_AS_BEFORE;
    return this.#once(files ? 'files' : 'request', (name, policyName) => new OriginRequestPolicy(name, { name: policyName, ...args }, { parent: this }));
  }

  #headersPolicy(kept: boolean): Output<string> {
    const args = headersPolicyOf(this.#args.edge, kept);
    return this.#once(kept ? 'kept' : 'not-kept', (name, policyName) => new ResponseHeadersPolicy(name, { name: policyName, ...args }, { parent: this }));
  }

  /** Rules that say the same share a policy. */
  #once(called: string, make: (name: string, policyName: string) => { readonly id: Output<string> }): Output<string> {
    const { facts, edge } = this.#args;
    const id = this.#policies.get(called) ?? make(`${this.#name}-${called}`, facts.physicalName([edge.name, called], 128)).id;
    this.#policies.set(called, id);
    return id;
  }

  #route({ domainName, hostedZoneId }: Distribution): void {
    const { edge, zoneId } = this.#args;
    const aliases = [{ name: domainName, zoneId: hostedZoneId, evaluateTargetHealth: false }];
    for (const type of ['A', 'AAAA']) new DnsRecord(`${this.#name}-${type.toLowerCase()}`, { zoneId, name: edge.host, type, aliases }, { parent: this });
  }

  /** CloudFront's own way to log takes ACLs, which buckets here do not have; the delivery of CloudWatch takes a list of what to say. */
  #log(distribution: Distribution): void {
    const { facts, edge, logs } = this.#args;
    if (!logs) return;
    const owned = facts.owned(this.#name);
    const called = facts.physicalName([edge.name], 60);
    const source = new LogDeliverySource(this.#name, { ...owned, name: called, logType: 'ACCESS_LOGS', resourceArn: distribution.arn }, { parent: this });
    const destination = new LogDeliveryDestination(
      this.#name,
      { ...owned, name: called, outputFormat: 'json', deliveryDestinationConfiguration: { destinationResourceArn: interpolate`${logs.arn}` } },
      { parent: this, dependsOn: [logs.ready] },
    );
    const settings = { deliverySourceName: source.name, deliveryDestinationArn: destination.arn, recordFields: [...LOGGED_FIELDS] };
    new LogDelivery(this.#name, { ...owned, ...settings }, { parent: this });
  }
}
