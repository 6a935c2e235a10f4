const DAY = 86_400_000;

/** Days since 1970 of a date such as `2026-11-23`; undefined when there is no such day. */
export function dayOf(date: unknown): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typeof date === 'string' ? date : '');
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const time = Date.UTC(year, month - 1, day);
  return new Date(time).toISOString().startsWith(parts[0]) ? time / DAY : undefined;
}
