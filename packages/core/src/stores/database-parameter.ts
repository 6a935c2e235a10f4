/** How AWS takes a setting of a server. */
export type Handling =
  /** Changed while the server runs, or when it is next restarted. */
  | 'at once'
  | 'at restart'
  /** AWS sets it: the value that it has there, and what to do instead of setting it. */
  | { readonly fixed: string; readonly instead: string }
  /** AWS has it under another name, with values of its own. */
  | { readonly as: string; readonly values: Readonly<Record<string, string>> };

/** How a setting is taken by RDS, Multi-AZ clusters included, and by Aurora. */
export interface ParameterHandling {
  readonly rds: Handling;
  readonly aurora: Handling;
}

export const AT_ONCE: ParameterHandling = { rds: 'at once', aurora: 'at once' };
export const AT_RESTART: ParameterHandling = { rds: 'at restart', aurora: 'at restart' };

/** A setting that AWS keeps to itself everywhere. */
export function fixed(value: string, instead: string): ParameterHandling {
  return { rds: { fixed: value, instead }, aurora: { fixed: value, instead } };
}
