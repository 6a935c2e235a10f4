import { Percent } from '@clinfra/core';
import { error } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const ALL = 100;

export const tracing = rule('tracing', 'requests are traced in a share that there can be, by a collector that can be named', function* ({ inventory }) {
  for (const site of inventory.sites) {
    if (!site.tracing) continue;
    const path = `${site.path}.tracing`;
    const { namespace, sampled }: { readonly namespace: unknown; readonly sampled: unknown } = site.tracing;
    if (!isText(namespace, NAMESPACE)) yield error(`${path}.namespace`, 'be the name of a namespace', show(namespace), 'write it as opentelemetry');
    const share = sampled instanceof Percent && !sampled.problem ? sampled.toNumber() : undefined;
    if (sampled instanceof Percent && sampled.problem) continue;
    if (share === undefined || share <= 0 || share > ALL)
      yield error(`${path}.sampled`, 'be a share of requests, more than none and at most all', show(sampled), 'write it as percent(10)');
  }
});
