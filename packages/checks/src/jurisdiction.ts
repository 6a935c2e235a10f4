/** Whether a value has the form of a country's two letters, ISO 3166-1. */
export function isCountry(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value);
}
