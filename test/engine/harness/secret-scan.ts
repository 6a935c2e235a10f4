/** Where a secret was found, and in what form. */
export interface Leak {
  readonly place: string;
  readonly secret: string;
  readonly form: string;
}

/** Every marked secret that a text shows, plain, escaped as JSON once or twice, or in base64, alone or inside a longer value. `secrets` are by name: a leak must not leak. */
export function leaksIn(place: string, text: string, secrets: Readonly<Record<string, string>>): readonly Leak[] {
  return Object.entries(secrets).flatMap(([secret, value]) =>
    Object.entries(formsOf(value)).flatMap(([form, forms]) => (forms.some(one => text.includes(one)) ? [{ place, secret, form }] : [])),
  );
}

function formsOf(value: string): Readonly<Record<string, readonly string[]>> {
  const once = escaped(value);
  const forms = { plain: [value], json: once === value ? [] : [once], 'json in json': escaped(once) === once ? [] : [escaped(once)] };
  return { ...forms, base64: inBase64(value), 'base64 of json': once === value ? [] : inBase64(once) };
}

function escaped(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** The letters that a value leaves in base64 at each of the three places where it can begin; the first and last depend on their neighbours. */
function inBase64(value: string): readonly string[] {
  return [0, 1, 2].flatMap(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)])
      .toString('base64')
      .replace(/=+$/, '');
    const own = text.slice(shift === 0 ? 0 : shift + 1, -1);
    return [own, own.replace(/\+/g, '-').replace(/\//g, '_')];
  });
}
