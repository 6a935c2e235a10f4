import { Percent } from '@clinfra/core';
import { isFields } from '../fields';
import { error, type Fault } from '../finding';
import { isMailAddress } from '../mail-address';
import { rule } from '../rule';
import { count, show } from '../show';

/** How many notices AWS takes for a budget, and addresses for each. */
const NOTICES = 10;
const ADDRESSES = 10;

export const budget = rule('budget', 'a budget has an amount, shares of it, and somebody who is told', function* ({ inventory: { platform } }) {
  const path = `${platform.path}.budget`;
  const said: unknown = platform.budget;
  if (said === undefined) return;
  if (!isFields(said)) {
    yield error(path, 'be an amount and who is told', show(said), "write it as { monthly: 5000, notify: ['finance@example.org'] }");
    return;
  }
  const { monthly, of, spent, expected, notify } = said;
  if (!(typeof monthly === 'number' && Number.isFinite(monthly) && monthly > 0)) {
    yield error(`${path}.monthly`, 'be more than 0 US dollars', show(monthly), 'write it as 5000');
  }
  if (of !== undefined && of !== 'account' && of !== 'platform') yield error(`${path}.of`, 'be one of account, platform', show(of), 'choose one of them');
  yield* shares(`${path}.spent`, spent);
  yield* shares(`${path}.expected`, expected);
  const notices = (Array.isArray(spent) ? spent.length : 3) + (Array.isArray(expected) ? expected.length : 1);
  if (notices < 1 || notices > NOTICES)
    yield error(path, `tell at 1 to ${NOTICES} shares, spent and expected`, count(notices, 'share'), 'say when somebody is told');
  yield* told(`${path}.notify`, notify);
});

function* shares(path: string, value: unknown): Generator<Fault> {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    yield error(path, 'be a list of shares', show(value), 'write it as [percent(80), percent(100)]');
    return;
  }
  const seen = new Set<number>();
  for (const [index, share] of value.entries()) {
    const at = `${path}[${index}]`;
    if (!(share instanceof Percent) || (!share.problem && (share.toNumber() < 1 || share.toNumber() > 1000))) {
      yield error(at, 'be a share from 1% to 1000%', show(share), 'write it as percent(80)');
    } else if (seen.has(share.toNumber())) yield error(at, 'stand once', show(share), 'remove it');
    else seen.add(share.toNumber());
  }
}

function* told(path: string, notify: unknown): Generator<Fault> {
  if (!Array.isArray(notify) || notify.length < 1 || notify.length > ADDRESSES) {
    yield error(path, `be 1 to ${ADDRESSES} addresses of mail`, show(notify), "write it as ['finance@example.org']");
    return;
  }
  for (const [index, address] of notify.entries()) {
    if (!isMailAddress(address)) yield error(`${path}[${index}]`, 'be an address of mail', show(address), "write it as 'finance@example.org'");
  }
}
