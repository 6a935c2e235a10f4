import type { Input } from '@pulumi/pulumi';
import type { Cluster } from '../cluster/cluster';
import type { Network } from '../network/network';
import type { SiteFacts } from '../site-facts';
import type { Use } from './clients';

/** What every store of a site stands on, and what the site's workloads do to it. */
export interface StoreContext {
  readonly facts: SiteFacts;
  readonly network: Network;
  readonly cluster: Cluster;
  /** The edges that lead to the store from workloads on the site. */
  readonly uses: readonly Use[];
  /** The bucket in which requests to buckets are noted; made when it is first asked for. */
  readonly accessLogs: () => Input<string>;
}
