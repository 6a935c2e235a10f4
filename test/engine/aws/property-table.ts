/** The properties of a resource or of an object within one, each as `propertyText` writes it. */
export type PropertyTable = Readonly<Record<string, string>>;
export type ObjectTable = Readonly<Record<string, PropertyTable>>;

/** One generated file. */
export interface ServiceTable {
  readonly madeBy: string;
  readonly from: string;
  readonly types: Readonly<Record<string, PropertyTable>>;
  readonly objects: ObjectTable;
}

/** What the SDK's types say of one property. */
export interface Property {
  /** `string`, `number`, `boolean`, `json`, `asset`, `any`; `[T]` a list, `<T>` a map, `{service.Name}` an object. */
  readonly type: string;
  /** Whether a program must, may or cannot set it. */
  readonly given: 'always' | 'maybe' | 'never';
  /** Whether the resource has it in any case, because the service fills in what was not given. */
  readonly there: boolean;
}

const MARKS = { always: '!', maybe: '', never: '=' } as const;

/** One word for a property: `string!` must be given, `string` may be and is there anyway, `string?` may be left out, `=string` cannot be given. */
export function propertyText({ type, given, there }: Property): string {
  return given === 'never' ? `${MARKS.never}${type}${there ? '' : '?'}` : `${type}${given === 'always' ? MARKS.always : there ? '' : '?'}`;
}

/** The reverse of `propertyText`. */
export function propertyOf(text: string): Property {
  const never = text.startsWith(MARKS.never);
  const mark = text.at(-1);
  const type = text.slice(never ? 1 : 0, mark === '!' || mark === '?' ? -1 : undefined);
  return { type, given: never ? 'never' : mark === '!' ? 'always' : 'maybe', there: mark !== '?' };
}
