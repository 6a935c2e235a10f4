import { error } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isBlank, isText } from '../text';

/** What AWS takes as the value of a tag. */
const TAG = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]{1,256}$/u;

export const owner = rule('owner', 'somebody answers for the platform and for each domain, named as the cloud can write it', function* ({ inventory }) {
  const { platform, domains } = inventory;
  // A domain that names nobody has the platform's owner, and what is wrong with that one is said there.
  for (const { path, owner: name } of [platform, ...domains.filter(domain => domain.owner !== platform.owner)]) {
    if (!isBlank(name) && isText(name, TAG)) continue;
    yield error(`${path}.owner`, 'name who answers, in at most 256 letters, digits, spaces and _.:/=+-@', show(name), 'name the team');
  }
});
