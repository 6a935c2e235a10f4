import { ClinicalService } from '@clinfra/core';
import { error } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isUrlPath } from '../url-path';

export const probes = rule(
  'probes',
  'the kubelet asks for paths that exist as such, because a probe that cannot be asked restarts its service for ever',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      if (!(workload instanceof ClinicalService)) continue;
      for (const name of ['startup', 'liveness', 'readiness'] as const) {
        const { path } = workload.probes[name];
        if (!isUrlPath(path))
          yield error(`${workload.path}.probes.${name}.path`, 'begin with / and hold only what a URL may', show(path), 'write it as /health');
      }
    }
  },
);
