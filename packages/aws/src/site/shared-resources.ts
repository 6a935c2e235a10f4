import type { WorkloadApi } from '@clinfra/core';
import type { ComponentResource, Input, Output } from '@pulumi/pulumi';
import { PrivateBucket } from '../buckets/private-bucket';
import type { Network } from '../network/network';
import { WorkloadEndpoint } from '../network/workload-endpoint';
import type { SiteFacts } from '../site-facts';

/** What several parts of a site use, each made with the first of them. */
export class SharedResources {
  readonly #endpoints = new Map<WorkloadApi, WorkloadEndpoint>();
  #accessLogs: PrivateBucket | undefined;

  constructor(
    private readonly facts: SiteFacts,
    private readonly network: Network,
    private readonly parent: ComponentResource,
  ) {}

  /** The URL by which the site's workloads reach an API of AWS inside their network. */
  endpointUrl(api: WorkloadApi): Output<string> {
    const { facts, network, parent } = this;
    const endpoint = this.#endpoints.get(api) ?? new WorkloadEndpoint(`${facts.prefix}-${api}.endpoint`, { facts, network, api }, { parent });
    this.#endpoints.set(api, endpoint);
    return endpoint.url;
  }

  /** The name of the bucket in which requests to the site's buckets are noted. */
  accessLogs(): Input<string> {
    const { facts, network, parent } = this;
    const settings = { called: 'access.logs', purpose: 'access-logs', protect: facts.stage === 'production' } as const;
    this.#accessLogs ??= new PrivateBucket(`${facts.prefix}-access.logs`, { facts, accountId: network.accountId, ...settings }, { parent });
    return this.#accessLogs.bucketName;
  }
}
