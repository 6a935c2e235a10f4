import { aws, type Platform, Site } from '@clinfra/core';

/** A site on AWS, where databases are made. */
export function aSite(platform: Platform): Site {
  return new Site(platform, 'dublin', {
    hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }),
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  });
}
