import { type AwsHosting, containersOf, ExternalHost, type Inventory, imageAt, natGatewaysOf, type Site } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';

export const wayOut = rule(
  'way-out',
  'what a site needs of the outside can be reached: where it has no gateway to the internet, everything comes by endpoints within AWS',
  function* ({ inventory }) {
    for (const site of inventory.sites) {
      const { hosting } = site;
      if (hosting?.kind === 'aws' && natGatewaysOf(hosting, inventory.platform.stage) === 'none') yield* closed(inventory, site, hosting);
    }
  },
);

function* closed(inventory: Inventory, site: Site, { endpoints, region }: AwsHosting): Generator<Fault> {
  const nat = `${site.path}.hosting.nat`;
  if (endpoints === false) yield error(`${site.path}.hosting.endpoints`, "be true where nat is 'none'", 'false', 'leave it out');
  const registry = new RegExp(`^\\d{12}\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com/`);
  for (const workload of inventory.workloads) {
    if (!sitesOf(inventory, workload).includes(site)) continue;
    for (const { path, container } of containersOf(workload)) {
      if (typeof container.image !== 'string' || registry.test(imageAt(inventory.registries, site, container.image))) continue;
      const must = `come from a registry in ${region}, because ${nat} is 'none'`;
      yield error(`${path}.image`, must, show(container.image), `copy it to ECR in ${region}, or add a gateway`);
    }
    for (const { kind, to } of workload.relations) {
      if (kind === 'reaches' && to instanceof ExternalHost)
        yield error(nat, `leave ${workload.path} a way to ${to.path}`, show('none'), "choose 'per-zone' or 'single'");
    }
  }
}
