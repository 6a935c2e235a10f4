import { ALARM_SEVERITIES, type AlarmChannel } from '@clinfra/core';
import { isFields } from '../fields';
import { error, type Fault } from '../finding';
import { isMailAddress } from '../mail-address';
import { rule } from '../rule';
import { show } from '../show';

export const alarmChannels = rule(
  'alarm-channels',
  'who is told can be told: addresses, numbers and names that there may be, and no key in what everybody may read',
  function* ({ inventory: { platform } }) {
    const path = `${platform.path}.alarms.notify`;
    const notify: unknown = platform.alarms?.notify;
    if (notify === undefined) return;
    if (!isFields(notify)) {
      yield error(path, 'name channels by severity', show(notify), "write it as { critical: [mailTo('oncall@example.org')] }");
      return;
    }
    for (const [severity, channels] of Object.entries(notify)) {
      if (!(ALARM_SEVERITIES as readonly string[]).includes(severity)) {
        yield error(`${path}.${severity}`, `be one of ${ALARM_SEVERITIES.join(', ')}`, show(severity), 'choose one of them');
      } else if (Array.isArray(channels)) yield* each(`${path}.${severity}`, channels);
      else if (channels !== undefined)
        yield error(`${path}.${severity}`, 'be a list of channels', show(channels), "write it as [mailTo('oncall@example.org')]");
    }
  },
);

function* each(path: string, channels: readonly unknown[]): Generator<Fault> {
  const seen = new Set<string>();
  for (const [index, channel] of channels.entries()) {
    const at = `${path}[${index}]`;
    if (!isFields(channel) || !Object.hasOwn(CHANNELS, String(channel.kind))) {
      yield error(at, `be one of ${Object.keys(CHANNELS).join(', ')}`, show(isFields(channel) ? channel.kind : channel), 'make it by mailTo, textTo and so on');
      continue;
    }
    const written = JSON.stringify(channel);
    if (seen.has(written)) yield error(at, 'be told once', 'one that is told already', 'remove it');
    seen.add(written);
    yield* (CHANNELS[channel.kind as AlarmChannel['kind']] as (at: string, channel: unknown) => Generator<Fault>)(at, channel);
  }
}

const CHANNELS: { readonly [Kind in AlarmChannel['kind']]: (at: string, channel: Extract<AlarmChannel, { kind: Kind }>) => Generator<Fault> } = {
  *mail(at, { address }) {
    if (!isMailAddress(address)) yield error(`${at}.address`, 'be an address of mail', show(address), "write it as mailTo('oncall@example.org')");
  },
  *text(at, { number }) {
    if (!matches(number, /^\+[1-9]\d{6,14}$/))
      yield error(`${at}.number`, 'be a number as it is dialled from abroad', show(number), "write it as textTo('+249912345678')");
  },
  *web(at, { url }) {
    const remedy = 'keep it in Secrets Manager, and name it by postToSecret';
    const [whole, host = '', way = ''] = (typeof url === 'string' && HTTPS.exec(url)) || [];
    if (whole === undefined) yield error(`${at}.url`, 'be a URL of HTTPS', 'none', 'write it as https://alarms.example.org/aws');
    else if (isKey(host, way)) yield error(`${at}.url`, 'hold no key: it stands in plans and states', `one at ${show(host.split('@').at(-1))}`, remedy);
  },
  *'secret-web'(at, { secret, key }) {
    if (!matches(secret, /^[A-Za-z0-9/_+=.@-]{1,512}$/))
      yield error(`${at}.secret`, 'be the name of a secret in Secrets Manager', show(secret), 'write it as paging/pagerduty');
    if (!matches(key, /^[A-Za-z0-9_.-]{1,128}$/)) yield error(`${at}.key`, 'be a key of its JSON', show(key), 'write it as url');
  },
  *queue(at, { queue }) {
    if (!matches(queue, /^[A-Za-z0-9_-]{1,80}$/)) yield error(`${at}.queue`, 'be the name of a standard queue of SQS', show(queue), 'write it as alarms');
  },
  *function(at, { function: name }) {
    if (!matches(name, /^[A-Za-z0-9_-]{1,64}$/)) yield error(`${at}.function`, 'be the name of a function of Lambda', show(name), 'write it as alarms-to-chat');
  },
};

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** The host, and what follows it. */
const HTTPS = /^https:\/\/([^/?#\s]+)([^\s#]*)$/;

/** A long part of a way that has figures is a key, and so is whatever is asked with or logged in by. */
function isKey(host: string, way: string): boolean {
  return host.includes('@') || way.includes('?') || way.split('/').some(part => part.length >= 16 && /\d/.test(part));
}
