import { isHostName } from '../dns';
import { error } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

export const externalHost = rule(
  'external-host',
  'a third party is named by its host, so that the mesh and people know whom data goes to',
  function* ({ inventory }) {
    for (const { path, name, host, alias } of inventory.externalHosts) {
      if (!isHostName(host)) yield error(`${path}.host`, 'be a full host name', show(host), 'write it as sms.example.sd, without protocol or port');
      else if (alias === true && host !== host.toLowerCase()) {
        yield error(`${path}.host`, 'be in lowercase where it has an alias', show(host), `write it as ${host.toLowerCase()}`);
      }
      if (typeof alias !== 'boolean') yield error(`${path}.alias`, 'be true or false', show(alias), 'choose one');
      else if (alias && /^\d/.test(name)) yield error(`${path}.name`, 'begin with a letter where it is an alias', show(name), 'rename it');
    }
  },
);
