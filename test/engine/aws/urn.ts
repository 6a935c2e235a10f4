export interface Identity {
  readonly type: string;
  readonly name: string;
}

/** The type and name at the end of a URN; names may contain `::`. */
export function identityOf(urn: string): Identity {
  const [, , chain = '', ...name] = urn.split('::');
  return { type: chain.split('$').at(-1) ?? '', name: name.join('::') };
}
