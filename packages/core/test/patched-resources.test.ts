import { aws, Inventory, patchedResources, Site, secretsManager } from '@clinfra/core';
import { anEmptyPlatform, aPlatform } from '../../../test/fixtures/a-platform';

/** The roles of a site that a patch may name, where the ward's clients of one more Kafka cluster log in like that, and no secret is declared. */
function rolesOf(authentication: 'iam' | 'scram'): readonly string[] {
  const { platform, site, stores, worker } = aPlatform();
  const { secrets } = new Site(anEmptyPlatform(), 'other', {
    hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }),
    zones: ['eu-west-1a'],
    secrets: secretsManager(),
  });
  Object.assign(site, { secrets });
  worker.consumes(stores.kafka('feeds', { holds: ['phi'], authentication }).topic('beds', { partitions: 3, key: 'ward', holds: ['phi'] }));
  return patchedResources(site, new Inventory(platform)).get('aws:iam/role:Role') ?? [];
}

describe('the roles of a site that may be patched', () => {
  it('have that of External Secrets also where it brings logins alone', () => {
    expect(rolesOf('scram')).toContain('ward-dublin-external-secrets');
    expect(rolesOf('iam')).not.toContain('ward-dublin-external-secrets');
  });
});
