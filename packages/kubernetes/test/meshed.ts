import { Site, type SiteProps } from '@clinfra/core';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { type Rendered, rendered } from './rendered';

const PROMETHEUS = { namespace: 'monitoring', selects: { release: 'prometheus' } };

/** What a ward declares on a site with a mesh, after `change`. */
export function meshed(change: (ward: ReturnType<typeof aPlatform>) => void = () => {}, props: Partial<SiteProps> = {}): Rendered {
  return rendered(ward => {
    const { mesh, prometheus } = new Site(aPlatform().platform, 'other', {
      hosting: ward.site.hosting,
      zones: ['eu-west-1a'],
      mesh: {},
      prometheus: PROMETHEUS,
      ...props,
    });
    Object.assign(ward.site, { mesh, prometheus });
    change(ward);
  });
}
