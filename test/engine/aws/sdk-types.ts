import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as ts from 'typescript';
import { type ObjectTable, type PropertyTable, propertyText, type ServiceTable } from './property-table';

type Members = readonly ts.TypeElement[];
type Properties = ReadonlyMap<string, { readonly type: string; readonly optional: boolean }>;

/** The types of an installed @pulumi/aws, read from its declarations; nothing of it is loaded. */
export class SdkTypes {
  readonly version: string;
  readonly #folder: string;
  readonly #inputs: ReadonlyMap<string, Members>;
  readonly #outputs: ReadonlyMap<string, Members>;

  constructor(folder: string) {
    this.#folder = folder;
    this.version = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
    this.#inputs = interfacesIn(parse(path.join(folder, 'types', 'input.d.ts')));
    this.#outputs = interfacesIn(parse(path.join(folder, 'types', 'output.d.ts')));
  }

  /** Every resource of a service, such as `rds`, and every object that their properties hold. */
  service(name: string): Pick<ServiceTable, 'types' | 'objects'> {
    const types: Record<string, PropertyTable> = {};
    for (const file of readdirSync(path.join(this.#folder, name)).filter(one => one.endsWith('.d.ts') && !one.startsWith('get'))) {
      const token = tokenOf(path.join(this.#folder, name, file.replace('.d.ts', '.js')));
      if (token) types[token] = this.#resource(path.join(this.#folder, name, file), token);
    }
    return { types: sorted(types), objects: this.#objectsOf(types) };
  }

  /** The provider itself, whose properties are its arguments. */
  provider(): Pick<ServiceTable, 'types' | 'objects'> {
    const args = interfacesIn(parse(path.join(this.#folder, 'provider.d.ts'))).get('ProviderArgs');
    const types = { 'pulumi:providers:aws': propertyTable(propertiesOf(args ?? []), new Map()) };
    return { types, objects: this.#objectsOf(types) };
  }

  #resource(file: string, token: string): PropertyTable {
    const className = token.split(':').at(-1) ?? '';
    const source = parse(file);
    const args = interfacesIn(source).get(`${className}Args`) ?? [];
    const declared = source.statements.find(one => ts.isClassDeclaration(one) && one.name?.text === className);
    if (!declared || !ts.isClassDeclaration(declared)) throw new Error(`${file}: must declare the class ${className}`);
    return propertyTable(propertiesOf(args), propertiesOf(declared.members.filter(ts.isPropertyDeclaration).filter(isInstanceMember)));
  }

  #objectsOf(types: Readonly<Record<string, PropertyTable>>): ObjectTable {
    const objects: Record<string, PropertyTable> = {};
    const waiting = Object.values(types).flatMap(objectNames);
    for (const name of waiting) {
      if (objects[name]) continue;
      const table = propertyTable(propertiesOf(this.#inputs.get(name) ?? []), propertiesOf(this.#outputs.get(name) ?? []));
      objects[name] = table;
      waiting.push(...objectNames(table));
    }
    return sorted(objects);
  }
}

function objectNames(table: PropertyTable): readonly string[] {
  return Object.values(table).flatMap(text => /\{([\w.]+)\}/.exec(text)?.[1] ?? []);
}

/** What may be given, from `inputs`; what the service fills in, from `outputs`. */
function propertyTable(inputs: Properties, outputs: Properties): PropertyTable {
  const table: Record<string, string> = {};
  for (const [name, { type, optional }] of inputs) {
    const output = outputs.get(name);
    table[name] = propertyText({ type, given: optional ? 'maybe' : 'always', there: !optional || (output !== undefined && !output.optional) });
  }
  for (const [name, { type, optional }] of outputs) {
    table[name] ??= propertyText({ type, given: 'never', there: !optional });
  }
  return sorted(table);
}

function isInstanceMember(member: ts.PropertyDeclaration): boolean {
  return !member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword || kind === ts.SyntaxKind.PrivateKeyword);
}

/** Interfaces by name; in a namespace by `<namespace>.<name>`. */
function interfacesIn(source: ts.SourceFile): ReadonlyMap<string, Members> {
  const found = new Map<string, Members>();
  const visit = (statements: readonly ts.Statement[], prefix: string) => {
    for (const one of statements) {
      if (ts.isInterfaceDeclaration(one)) found.set(`${prefix}${one.name.text}`, [...one.members]);
      if (ts.isModuleDeclaration(one) && one.body && ts.isModuleBlock(one.body)) visit([...one.body.statements], `${prefix}${one.name.text}.`);
    }
  };
  visit([...source.statements], '');
  return found;
}

function propertiesOf(members: readonly (ts.TypeElement | ts.PropertyDeclaration)[]): Properties {
  const properties = new Map<string, { type: string; optional: boolean }>();
  for (const member of members) {
    if (!(ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) || !member.type) continue;
    const parts = unwrapped(member.type);
    const absent = parts.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword);
    const type = typeText(parts.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword));
    properties.set(member.name.getText(), { type, optional: absent || member.questionToken !== undefined });
  }
  return properties;
}

/** The members of a union, without the wrappers `pulumi.Input` and `pulumi.Output`. */
function unwrapped(node: ts.TypeNode): readonly ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(node)) return unwrapped(node.type);
  if (ts.isUnionTypeNode(node)) return [...node.types].flatMap(unwrapped);
  if (ts.isTypeReferenceNode(node) && /^pulumi\.(Input|Output)$/.test(node.typeName.getText())) return [...(node.typeArguments ?? [])].flatMap(unwrapped);
  return [node];
}

function typeText(union: readonly ts.TypeNode[]): string {
  const texts = new Set(union.map(oneText));
  const [only] = texts;
  if (texts.size === 1 && only) return only;
  // A policy document may be given as JSON or as an object; the service has JSON.
  if (texts.has('string')) return [...texts].some(text => text.startsWith('{')) ? 'json' : texts.has('asset') ? 'asset' : 'string';
  return 'any';
}

function oneText(node: ts.TypeNode): string {
  const text = node.getText();
  if (node.kind === ts.SyntaxKind.StringKeyword || node.kind === ts.SyntaxKind.NumberKeyword || node.kind === ts.SyntaxKind.BooleanKeyword) return text;
  if (ts.isArrayTypeNode(node)) return `[${typeText(unwrapped(node.elementType))}]`;
  if (ts.isTypeLiteralNode(node)) {
    const [index] = node.members;
    return `<${index && ts.isIndexSignatureDeclaration(index) ? typeText(unwrapped(index.type)) : 'any'}>`;
  }
  if (ts.isTypeReferenceNode(node)) return referenceText(node.typeName.getText());
  return ts.isLiteralTypeNode(node) ? 'string' : 'any';
}

function referenceText(name: string): string {
  const [namespace, ...rest] = name.split('.');
  if (namespace === 'inputs' || namespace === 'outputs') return `{${rest.join('.')}}`;
  if (name.startsWith('pulumi.asset.')) return 'asset';
  // Closed and open lists of words, and short names for texts of a certain shape.
  return namespace === 'enums' || /^(ARN|Region|pulumi\.ID)$/.test(name) ? 'string' : 'any';
}

/** The type token that a module registers its resource with, if it has one. */
function tokenOf(file: string): string | undefined {
  return /__pulumiType = '([^']+)'/.exec(readFileSync(file, 'utf8'))?.[1];
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
