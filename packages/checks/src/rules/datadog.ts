import { isFields } from '../fields';
import { error } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

const SITES = ['us1', 'us3', 'us5', 'eu1', 'ap1'];

export const datadog = rule(
  'datadog',
  'the role of Datadog reads for one customer, who is told apart by what Datadog gave',
  function* ({ inventory: { platform } }) {
    const path = `${platform.path}.datadog`;
    const said: unknown = platform.datadog;
    if (said === undefined) return;
    if (!isFields(said)) {
      yield error(path, 'be an external id', show(said), "write it as { externalId: '...' }");
      return;
    }
    const { externalId, site } = said;
    if (!(typeof externalId === 'string' && /^[A-Za-z0-9]{32}$/.test(externalId))) {
      yield error(`${path}.externalId`, 'be the 32 letters and figures that Datadog gives', show(externalId), 'copy it from the AWS integration in Datadog');
    }
    if (site !== undefined && !SITES.includes(String(site))) yield error(`${path}.site`, `be one of ${SITES.join(', ')}`, show(site), 'choose one of them');
  },
);
