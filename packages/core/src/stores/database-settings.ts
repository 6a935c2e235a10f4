import type { Handling, ParameterHandling } from './database-parameter';
import { MYSQL_PARAMETERS } from './mysql-parameters';
import { POSTGRES_PARAMETERS } from './postgres-parameters';
import type { RelationalDeclaration } from './relational';

export type { Handling } from './database-parameter';

const PARAMETERS: Readonly<Record<RelationalDeclaration['kind'], Readonly<Record<string, ParameterHandling>>>> = {
  postgres: POSTGRES_PARAMETERS,
  mysql: MYSQL_PARAMETERS,
};

/** How AWS takes a setting of a database; undefined for one that may not be declared. */
export function parameterHandling({ kind, managed }: Pick<RelationalDeclaration, 'kind' | 'managed'>, name: string): Handling | undefined {
  const table = PARAMETERS[kind];
  return Object.hasOwn(table, name) ? table[name]?.[managed === 'aurora' ? 'aurora' : 'rds'] : undefined;
}
