import { error, type Fault } from '../finding';
import { isCountry } from '../jurisdiction';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';

export const locale = rule('locale', 'time zone, language and country are known ones, because schedules and texts mean them', function* ({ inventory }) {
  const { platform } = inventory;
  const { timeZone, language, country } = platform.locale;
  const path = `${platform.path}.locale`;
  yield* zone(`${path}.timeZone`, timeZone);
  if (!isText(language, /^[a-z]{2,3}_[A-Z]{2}$/)) yield error(`${path}.language`, 'be a language and its country', show(language), 'write it as ar_SD');
  if (!isCountry(country)) yield error(`${path}.country`, 'be a country by its two capital letters', show(country), 'write it as SD');
});

function* zone(path: string, timeZone: unknown): Generator<Fault> {
  if (typeof timeZone === 'string' && isTimeZone(timeZone)) return;
  const wanted = String(timeZone).toLowerCase();
  const spelled = Intl.supportedValuesOf('timeZone').find(known => known.toLowerCase() === wanted);
  yield error(path, 'be a time zone of the IANA database', show(timeZone), `write it as ${spelled ?? 'Africa/Khartoum'}`);
}

/** Containers look zones up by the letter, which Intl does not; and Intl lists no aliases, which are as good. */
function isTimeZone(timeZone: string): boolean {
  const known = Intl.supportedValuesOf('timeZone');
  if (known.includes(timeZone)) return true;
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(timeZone) || known.some(other => other.toLowerCase() === timeZone.toLowerCase())) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}
