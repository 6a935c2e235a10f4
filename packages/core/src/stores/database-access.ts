import type { Workload } from '../workloads/workload';
import type { RelationalDeclaration } from './relational';

/** A server's database as SQL takes its name without quotes: that of `clinical-records` is `clinical_records`. */
export function databaseName({ name }: Pick<RelationalDeclaration, 'name'>): string {
  return name.replaceAll('-', '_');
}

/** The longest name of a user that each engine keeps. */
const LONGEST_USER = { postgres: 63, mysql: 32 } as const;

/**
 * The name with which a workload logs in to a server, `clinical.ehr`; a name that is too long for the engine is cut, and a digest keeps it apart. No namespace
 * and no workload has a dot in its name, so that two of them never meet.
 */
export function databaseUser({ kind }: Pick<RelationalDeclaration, 'kind'>, { name, domain }: Pick<Workload, 'name' | 'domain'>): string {
  const user = `${domain.name}.${name}`;
  const longest = LONGEST_USER[kind];
  return user.length <= longest ? user : `${user.slice(0, longest - DIGEST - 1)}.${digest(user)}`;
}

const DIGEST = 7;

/** FNV-1a of 32 bits, in base 36. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36).padStart(DIGEST, '0');
}
