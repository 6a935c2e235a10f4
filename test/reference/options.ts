import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '../..');
const CORE = path.join(ROOT, 'packages/core/src');
const INDEX = path.join(CORE, 'index.ts');

/**
 * The options that no source file gives a value for, `EdgeProps.timeout`: properties of whatever core exports as `...Props` and of the objects of core
 * inside them.
 */
export function unused(sources: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram([INDEX, ...sources], {
    ...options,
    composite: false,
    incremental: false,
    customConditions: ['@clinfra/source'],
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const given = new Set(sources.flatMap(file => [...givenIn(checker, program.getSourceFile(file))]));
  return optionsOf(checker, program)
    .filter(option => !given.has(option))
    .map(option => `${ownerOf(option)}.${option.name.getText()}`)
    .sort();
}

function ownerOf({ parent }: ts.PropertySignature): string {
  return ts.isInterfaceDeclaration(parent) ? parent.name.text : 'an object';
}

/** Every property signature that a file gives a value for, wherever it stands in the file. */
function* givenIn(checker: ts.TypeChecker, source: ts.SourceFile | undefined): Generator<ts.PropertySignature> {
  const literals: ts.ObjectLiteralExpression[] = [];
  const find = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) literals.push(node);
    ts.forEachChild(node, find);
  };
  if (source) find(source);
  for (const literal of literals) {
    const type = checker.getContextualType(literal);
    if (!type) continue;
    for (const { name } of literal.properties) {
      if (!name || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) continue;
      for (const part of partsOf(type)) yield* signatures(part.getProperty(name.text));
    }
  }
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnionOrIntersection() ? type.types.flatMap(partsOf) : [type];
}

function signatures(symbol: ts.Symbol | undefined): readonly ts.PropertySignature[] {
  return (symbol?.declarations ?? []).filter(ts.isPropertySignature);
}

/** The properties of every exported `...Props`, and of whatever of core they lead to. */
function optionsOf(checker: ts.TypeChecker, program: ts.Program): readonly ts.PropertySignature[] {
  const index = program.getSourceFile(INDEX);
  const module = index && checker.getSymbolAtLocation(index);
  if (!module) throw new Error('core has no index');
  const exported = checker.getExportsOfModule(module);
  const made = new Set(exported.flatMap(symbol => madeBy(checker, symbol)));
  const found = new Set<ts.PropertySignature>();
  const look = (type: ts.Type): void => {
    for (const part of partsOf(type)) {
      if (part.symbol && made.has(part.symbol)) continue;
      for (const signature of part.getProperties().flatMap(signatures)) {
        if (found.has(signature) || !signature.getSourceFile().fileName.startsWith(CORE)) continue;
        found.add(signature);
        look(checker.getTypeAtLocation(signature));
      }
    }
  };
  for (const symbol of exported.filter(({ name }) => name.endsWith('Props'))) {
    look(declared(checker, symbol));
  }
  return [...found];
}

function target(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}

function declared(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Type {
  return checker.getDeclaredTypeOfSymbol(target(checker, symbol));
}

/** What a function makes is not written by hand: `aws(...)` makes an `AwsHosting`, whose options are `AwsHostingProps`. */
function madeBy(checker: ts.TypeChecker, symbol: ts.Symbol): readonly ts.Symbol[] {
  const own = target(checker, symbol);
  if ((own.flags & ts.SymbolFlags.Function) === 0) return [];
  const signatures = checker.getTypeOfSymbol(own).getCallSignatures();
  return signatures.flatMap(signature => partsOf(signature.getReturnType()).flatMap(({ symbol: made }) => (made ? [made] : [])));
}
