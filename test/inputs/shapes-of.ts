import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '../..');
const CORE = path.join(ROOT, 'packages/core/src');

/** A closed choice with more members is checked by a rule with a table of its own. */
const MOST_CHOICES = 16;
const UNITS: Readonly<Record<string, string>> = { Cpu: 'cpu', Duration: 'duration', Percent: 'percent', Size: 'size' };

/** Of every object that core takes from its users: its properties, and what each may be, in the words of `packages/core/src/given/shape.ts`. */
export type ShapeTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The shapes of all that core takes, as the compiler sees its types. */
export function shapesOfCore(): ShapeTable {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const sources = readdirSync(CORE, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => path.join(CORE, name));
  const program = ts.createProgram(sources, { ...options, composite: false, incremental: false, noEmit: true });
  return new Shapes(program.getTypeChecker()).of(rootsIn(program, sources));
}

/** What is taken by name, `given('SiteProps', props)`, of what core exports. */
function rootsIn(program: ts.Program, sources: readonly string[]): readonly (readonly [string, ts.Type])[] {
  const taken = new Set(sources.flatMap(file => [...readFileSync(file, 'utf8').matchAll(/\bgiven\('(\w+)'/g)].flatMap(([, name]) => name ?? [])));
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(path.join(CORE, 'index.ts'));
  const module = index && checker.getSymbolAtLocation(index);
  const exported = new Map((module ? checker.getExportsOfModule(module) : []).map(symbol => [symbol.name, symbol]));
  return [...taken].map(name => {
    const symbol = exported.get(name);
    if (!symbol) throw new Error(`core takes ${name} and exports no such type`);
    return [name, checker.getDeclaredTypeOfSymbol((symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol)];
  });
}

class Shapes {
  readonly #checker: ts.TypeChecker;
  readonly #shapes = new Map<string, Record<string, string>>();
  readonly #names = new Map<ts.Type, string>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  of(roots: readonly (readonly [string, ts.Type])[]): ShapeTable {
    for (const [name, type] of roots) this.#object(type, name);
    return Object.fromEntries([...this.#shapes].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Notes the properties of an object and gives the name under which they stand. */
  #object(type: ts.Type, wanted: string): string {
    const known = this.#names.get(type);
    if (known !== undefined) return known;
    let name = wanted;
    for (let n = 2; this.#shapes.has(name); n++) name = `${wanted}${n}`;
    this.#names.set(type, name);
    const properties: Record<string, string> = {};
    this.#shapes.set(name, properties);
    this.#note(properties, name, [type]);
    return name;
  }

  /** What any of the objects has; what not all must have is optional. */
  #note(properties: Record<string, string>, name: string, objects: readonly ts.Type[]): void {
    const members = objects.flatMap(type => (type.isUnion() ? type.types : [type]));
    const known = members.flatMap(member => member.getProperties());
    // Those of a table over a union come in an order of the compiler's own.
    const isWritten = known.every(property => property.declarations?.some(ts.isPropertySignature));
    const names = known.map(property => property.name);
    const keys = new Set(isWritten ? names : names.sort());
    for (const key of keys) {
      const owned = members.flatMap(member => member.getProperty(key) ?? []);
      const isMandatory = owned.length === members.length && owned.every(property => (property.flags & ts.SymbolFlags.Optional) === 0);
      const shapes = new Set(owned.flatMap(property => this.#alternatives(this.#checker.getTypeOfSymbol(property), `${name}.${key}`)));
      const optional = shapes.delete('nothing') || !isMandatory;
      if (shapes.size > 0) properties[`${key}${optional ? '?' : ''}`] = merged([...shapes]);
    }
  }

  #alternatives(type: ts.Type, place: string): readonly string[] {
    // What JSON can say has no shape but that, and holds itself.
    if (type.aliasSymbol?.name === 'Json') return ['any'];
    if (!type.isUnion() || (type.flags & ts.TypeFlags.Boolean) !== 0) return [this.#alternative(type, place)];
    const nameless = type.types.filter(one => this.#isNameless(one));
    const others = type.types.filter(one => !nameless.includes(one)).flatMap(one => this.#alternatives(one, place));
    // Alternatives without a name of their own are told apart by nothing, and are one.
    return nameless.length < 2 ? type.types.flatMap(one => this.#alternatives(one, place)) : [...others, this.#together(nameless, place)];
  }

  #together(types: readonly ts.Type[], place: string): string {
    const properties: Record<string, string> = {};
    if (!this.#shapes.has(place)) {
      this.#shapes.set(place, properties);
      this.#note(properties, place, types);
    }
    return `:${place}`;
  }

  #isNameless(type: ts.Type): boolean {
    const { flags } = type;
    if (!((flags & ts.TypeFlags.Object) !== 0 || type.isIntersection()) || type.getCallSignatures().length > 0) return false;
    if (this.#checker.isArrayLikeType(type) || this.#checker.getIndexTypeOfType(type, ts.IndexKind.String)) return false;
    if (type.getProperty('node') || type.isClass()) return false;
    return !isNamed(type);
  }

  #alternative(type: ts.Type, place: string): string {
    const { flags } = type;
    if (type.isStringLiteral()) return `=${type.value}`;
    if (flags & ts.TypeFlags.StringLike) return 'text';
    if (flags & ts.TypeFlags.NumberLike) return 'number';
    if (flags & ts.TypeFlags.BooleanLike) return 'switch';
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)) return 'nothing';
    if (flags & ts.TypeFlags.TypeParameter) return this.#joined(this.#checker.getBaseConstraintOfType(type), place);
    if (type.getCallSignatures().length > 0) return 'function';
    if (this.#checker.isArrayLikeType(type)) return this.#list(type, place);
    const name = type.aliasSymbol?.name ?? type.symbol?.name ?? '';
    if (type.isClass()) return UNITS[name] ?? this.#declaration(type);
    if (Object.hasOwn(UNITS, name)) return UNITS[name] as string;
    const indexed = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (indexed) return ofEach('{}', this.#alternatives(indexed, place));
    if (flags & ts.TypeFlags.Object || type.isIntersection()) return this.#made(type, name, place);
    return 'any';
  }

  #made(type: ts.Type, name: string, place: string): string {
    if (type.getProperty('node') && type.getProperty('waivers')) return this.#declaration(type);
    const properties = type.getProperties();
    // Of a long list of names a rule knows more: `max_connections` and so on.
    const [first] = properties;
    if (first && properties.length > MOST_CHOICES && properties.every(one => this.#isTextAt(one))) return '{}text';
    return `:${this.#object(type, isNamed(type) ? name : place)}`;
  }

  #isTextAt(property: ts.Symbol): boolean {
    return this.#alternatives(this.#checker.getTypeOfSymbol(property), '').every(one => one === 'text' || one === 'nothing');
  }

  #joined(type: ts.Type | undefined, place: string): string {
    return type ? this.#alternatives(type, place).join(' / ') : 'any';
  }

  #list(type: ts.Type, place: string): string {
    const items = this.#checker.getTypeArguments(type as ts.TypeReference).flatMap(item => this.#alternatives(item, place));
    return ofEach('[]', items);
  }

  /** What is declared goes by its kind. */
  #declaration(type: ts.Type): string {
    const kind = type.getProperty('kind');
    const kinds = kind ? this.#alternatives(this.#checker.getTypeOfSymbol(kind), '') : [];
    return kinds.length > 0 && kinds.every(one => one.startsWith('=')) ? kinds.map(one => `@${one.slice(1)}`).join(' / ') : 'any';
  }
}

function isNamed(type: ts.Type): boolean {
  const name = type.aliasSymbol?.name ?? type.symbol?.name ?? '';
  return name !== '' && !/^__|^(?:Readonly|Partial|Record|Required|Omit|Pick)$/.test(name) && !type.aliasTypeArguments?.length;
}

/** What holds any number of others. */
function ofEach(holder: '[]' | '{}', parts: readonly string[]): string {
  const kinds = merged([...new Set(parts)].filter(part => part !== 'nothing'));
  return (kinds || 'any')
    .split(' / ')
    .map(part => `${holder}${part}`)
    .join(' / ');
}

/** Choices as one; of too many, and beside a free text, any text. In an order that does not depend on the compiler's. */
function merged(shapes: readonly string[]): string {
  const choices = shapes.filter(shape => shape.startsWith('=')).map(choice => choice.slice(1));
  const others = shapes.filter(shape => !shape.startsWith('='));
  const isFree = choices.length > MOST_CHOICES || others.includes('text');
  const chosen = choices.length === 0 ? [] : [isFree ? 'text' : `=${choices.sort().join('|')}`];
  return [...new Set([...chosen, ...others.sort()])].join(' / ');
}
