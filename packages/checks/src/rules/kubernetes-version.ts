import { KUBERNETES_VERSIONS, type VersionSupport } from '@clinfra/core';
import { dayOf } from '../calendar';
import { error, warning } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

const KNOWN: Readonly<Record<string, VersionSupport>> = KUBERNETES_VERSIONS;

export const kubernetesVersion = rule(
  'kubernetes-version',
  'a cluster runs a version of Kubernetes that EKS supports and that the add-ons are chosen for, so that it is raised on a day of your choice',
  function* ({ inventory, today }) {
    const day = dayOf(today) ?? 0;
    const over = (until: string) => (dayOf(until) ?? 0) < day;
    const newest = Object.keys(KNOWN).at(-1);
    for (const { path, hosting } of inventory.sites) {
      if (hosting?.kind !== 'aws') continue;
      const place = `${path}.hosting.kubernetesVersion`;
      const version: unknown = hosting.kubernetesVersion;
      const support = typeof version === 'string' && Object.hasOwn(KNOWN, version) ? KNOWN[version] : undefined;
      if (!support) yield error(place, `be one of ${Object.keys(KNOWN).join(', ')}`, show(version), `write it as '${newest}'`);
      else if (over(support.until))
        yield error(place, `be supported by EKS today (${today})`, `${show(version)}, until ${support.until}`, `raise it to '${newest}'`);
      else if (over(support.standardUntil)) {
        const got = `${show(version)}, until ${support.standardUntil}`;
        yield warning(place, `be in standard support today (${today})`, got, `raise it to '${newest}'; extended support ends on ${support.until}`);
      }
    }
  },
);
