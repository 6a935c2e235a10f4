import { ClinicalService } from '@clinfra/core';
import { error } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

export const rateLimit = rule('rate-limit', 'a service that limits its callers lets some of what they ask through', function* ({ inventory }) {
  for (const service of inventory.workloads) {
    if (!(service instanceof ClinicalService) || service.rateLimit === undefined) continue;
    const requests: unknown = service.rateLimit.requests;
    if (!isWhole(requests) || requests < 1)
      yield error(`${service.path}.rateLimit.requests`, 'be a whole number of at least 1', show(requests), 'write how many requests one caller may send');
  }
});
