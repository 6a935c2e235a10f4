import { type AwsSite, SiteFacts } from '@clinfra/aws';
import type { Site } from '@clinfra/core';
import { Provider as AwsProvider } from '@pulumi/aws/provider';
import type { ComponentResource, ProviderResource } from '@pulumi/pulumi';

/** A site on AWS that is built, and who speaks to its region. */
export interface BuiltSite {
  readonly site: Site;
  readonly cloud: AwsSite;
  readonly provider: ProviderResource;
  /** The component of all that belongs to it. */
  readonly parent: ComponentResource;
}

/** Who speaks to the regions of sites, those that are not built included: copies stand there before anything else does. */
export class Regions {
  readonly #providers: Map<Site, ProviderResource>;

  constructor(readonly built: readonly BuiltSite[]) {
    this.#providers = new Map(built.map(({ site, provider }) => [site, provider]));
  }

  providerOf(site: Site): ProviderResource {
    const { prefix, region } = new SiteFacts(site);
    const known = this.#providers.get(site) ?? new AwsProvider(`${prefix}-copies`, { region });
    this.#providers.set(site, known);
    return known;
  }
}
