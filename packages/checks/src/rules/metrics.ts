import { ClinicalService, type Inventory, type Site } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isUrlPath } from '../url-path';

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LABEL_NAME = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const OBJECT_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
/** What the platform says of each object by itself. */
const OURS = /^(app\.kubernetes\.io|clinfra\.io)\//;

export const metrics = rule(
  'metrics',
  'figures are found where a Prometheus asks for them, because one that nobody asks is missed only when it is needed',
  function* ({ inventory }) {
    for (const site of inventory.sites) if (site.prometheus) yield* prometheus(`${site.path}.prometheus`, site.prometheus);
    for (const workload of scaledOf(inventory)) {
      if (!workload.metrics) continue;
      const place = `${workload.path}.metrics`;
      const { path, port } = workload.metrics;
      if (!isUrlPath(path)) yield error(`${place}.path`, 'begin with / and hold only what a URL may', show(path), 'write it as /metrics');
      if (port === undefined) yield* ownPort(`${place}.port`, workload instanceof ClinicalService ? workload.protocol : undefined);
      yield* asked(place, sitesOf(inventory, workload));
    }
  },
);

/** Prometheus speaks HTTP. */
function* ownPort(path: string, protocol: string | undefined): Generator<Fault> {
  if (protocol === 'http') return;
  const must = protocol === undefined ? 'be given for a worker, which has none of its own' : `be given, for the own port speaks ${protocol}`;
  yield error(path, must, 'nothing', 'write the port on which the figures are found');
}

function* asked(path: string, sites: readonly Site[]): Generator<Fault> {
  for (const site of sites) {
    if (!site.prometheus)
      yield error(path, `stand where a Prometheus asks for them, as on ${site.path}`, 'none there', 'set prometheus on the site, or leave them out');
  }
}

function* prometheus(path: string, { namespace, selects, grafana, serviceAccount }: NonNullable<Inventory['sites'][number]['prometheus']>): Generator<Fault> {
  if (!isText(namespace, NAMESPACE)) yield error(`${path}.namespace`, 'be the name of a namespace', show(namespace), 'write it as monitoring');
  if (grafana !== undefined && !isText(grafana?.admin, OBJECT_NAME))
    yield error(`${path}.grafana.admin`, 'be the name of a Secret', show(grafana?.admin), 'write it as grafana-admin');
  if (serviceAccount !== undefined && !isText(serviceAccount, OBJECT_NAME))
    yield error(`${path}.serviceAccount`, 'be the name of a service account', show(serviceAccount), 'write it as prometheus');
  const labels: readonly (readonly [string, unknown])[] = Object.entries(selects ?? {});
  if (labels.length === 0) yield error(`${path}.selects`, 'name at least one label', 'none', "write it as { release: 'prometheus' }");
  for (const [name, value] of labels) {
    const place = `${path}.selects.${name}`;
    if (!isText(name, LABEL_NAME)) yield error(place, 'be named as a label of Kubernetes', show(name), 'write it as release');
    else if (OURS.test(name)) yield error(place, 'leave the labels of the platform to it', show(name), 'select by another label');
    if (!isText(value, LABEL_VALUE)) yield error(place, 'have at most 63 letters, digits, dots, underscores and hyphens', show(value), 'shorten it');
  }
}
