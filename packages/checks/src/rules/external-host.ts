import { isHostName } from '../dns';
import { error } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

export const externalHost = rule(
  'external-host',
  'a third party is named by its host, so that the mesh and people know whom data goes to',
  function* ({ inventory }) {
    for (const { path, host } of inventory.externalHosts) {
      if (!isHostName(host)) yield error(`${path}.host`, 'be a full host name', show(host), 'write it as sms.example.sd, without protocol or port');
    }
  },
);
