import { AWS_REGIONS, databaseAuthorities, type Inventory, type Site } from '@clinfra/core';
import { managedDatabases } from '../databases';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';

const PEM = /^-----BEGIN CERTIFICATE-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END CERTIFICATE-----\n?$/;

export const databaseAuthority = rule(
  'database-authority',
  'it is known by whom the certificates of databases are signed, because clients refuse those of others',
  function* ({ inventory }) {
    for (const site of inventory.sites) yield* authority(site, inventory);
  },
);

function* authority(site: Site, inventory: Inventory): Generator<Fault> {
  const { hosting } = site;
  // What is no region at all is reported by the rule about sites.
  if (hosting?.kind !== 'aws' || !Object.hasOwn(AWS_REGIONS, hosting.region)) return;
  const path = `${site.path}.hosting.databaseAuthority`;
  const { databaseAuthority: given, region } = hosting;
  if (given !== undefined) {
    if (typeof given !== 'string' || !PEM.test(given)) {
      const got = typeof given === 'string' ? 'another text' : show(given);
      yield error(path, 'be one certificate, from -----BEGIN CERTIFICATE----- on', got, `take Root CA RSA2048 G1 from ${region}-bundle.pem`);
    }
  } else if (databaseAuthorities(hosting) === undefined && [...managedDatabases(inventory)].some(store => sitesOf(inventory, store).includes(site))) {
    yield error(path, `be given in ${region}, whose authority is not known here`, 'nothing', `take Root CA RSA2048 G1 from ${region}-bundle.pem`);
  }
}
