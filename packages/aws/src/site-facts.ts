import { type AwsHosting, Platform, type Site, type Store } from '@clinfra/core';
import { Facts, type Tags } from './facts';

export type { Tags } from './facts';

/** What every resource of a site has to know: where it stands, whose it is, and what it is called. Pulumi names begin with `<platform>-<site>`. */
export class SiteFacts extends Facts {
  readonly hosting: AwsHosting;

  constructor(readonly site: Site) {
    const { hosting } = site;
    if (hosting.kind !== 'aws') throw new Error(`${site.path} is hosted by ${hosting.kind}; only a site on AWS has resources there`);
    const platform = Platform.of(site);
    super({ platform, region: hosting.region, place: site.name, prefix: `${platform.name}-${site.name}` });
    this.hosting = hosting;
  }

  /** Region and tags of what belongs to a store: the classes of its data stand on it, for people and for policies. */
  ownedBy(store: Store, name: string): { readonly region: SiteFacts['region']; readonly tags: Tags } {
    return { region: this.region, tags: { ...this.tags, Name: name, store: store.name, 'data-classes': store.holds.join(' ') } };
  }
}
