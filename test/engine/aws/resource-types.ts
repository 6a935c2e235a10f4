import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Property, propertyOf, type ServiceTable } from './property-table';

export type Properties = ReadonlyMap<string, Property>;

/** What the SDK says of a type of resource: its properties, and those of the objects that they hold. */
export class ResourceType {
  readonly properties: Properties;
  readonly #table: ServiceTable;

  constructor(
    readonly token: string,
    table: ServiceTable,
  ) {
    this.#table = table;
    this.properties = propertiesOf(table.types[token]);
  }

  /** The properties of an object, by the name that stands in braces in a property's type. */
  object(name: string): Properties {
    return propertiesOf(this.#table.objects[name]);
  }
}

const loaded = new Map<string, ServiceTable | undefined>();

/** The type behind a token such as `aws:rds/instance:Instance`; undefined for a token that the SDK does not have. */
export function resourceType(token: string): ResourceType | undefined {
  const service = /^aws:(\w+)\//.exec(token)?.[1];
  const table = service === undefined ? undefined : tableOf(service);
  return table?.types[token] ? new ResourceType(token, table) : undefined;
}

/** The same where it is a mistake of ours if there is none. */
export function typeNamed(token: string): ResourceType {
  const type = resourceType(token);
  if (!type) throw new Error(`${token}: must be a type that the tables have; run \`npm run generate:aws-table\``);
  return type;
}

/** The provider itself, whose arguments are its properties. */
export function providerType(): ResourceType {
  const table = tableOf('provider');
  if (!table) throw new Error('test/engine/aws/generated/provider.json: must be there; run `npm run generate:aws-table`');
  return new ResourceType('pulumi:providers:aws', table);
}

/** The version of @pulumi/aws that the tables were made from. */
export function sdkVersion(): string {
  return tableOf('provider')?.from.split(' ')[1] ?? '';
}

/** Read when first asked for: a program uses a few services, and start-up counts. */
function tableOf(service: string): ServiceTable | undefined {
  if (!loaded.has(service)) {
    const file = path.join(__dirname, 'generated', `${service}.json`);
    loaded.set(service, existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
  }
  return loaded.get(service);
}

const known = new WeakMap<object, Properties>();

function propertiesOf(table: Readonly<Record<string, string>> | undefined): Properties {
  if (!table) return new Map();
  const found = known.get(table) ?? new Map(Object.entries(table).map(([name, text]) => [name, propertyOf(text)]));
  known.set(table, found);
  return found;
}
