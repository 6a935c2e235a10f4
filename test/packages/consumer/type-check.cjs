'use strict';
// Compiles the given files as strictly as a consumer may. Declarations of our packages are checked too, which a compiler with `skipLibCheck` never does;
// those of the peers are not ours to mend, and checking them takes a minute.

const path = require('node:path');
const ts = require('typescript');

const options = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ['node'],
};
const names = require('./package.json').dependencies;
const ours = Object.keys(names).filter(name => name.startsWith('@clinfra/'));
const sources = process.argv.slice(2).map(file => path.join(__dirname, file));

const program = ts.createProgram([...sources, ...ours.map(name => declarationOf(name, options))], options);
const checked = program.getSourceFiles().filter(file => sources.includes(file.fileName) || file.fileName.includes('/node_modules/@clinfra/'));
const problems = [
  ...program.getOptionsDiagnostics(),
  ...checked.flatMap(file => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
];
for (const source of sources) program.emit(program.getSourceFile(source));

// The older way of finding packages reads `types` instead of `exports`.
for (const name of ours) declarationOf(name, { moduleResolution: ts.ModuleResolutionKind.Node10 });

process.stdout.write(ts.formatDiagnostics(problems, { getCanonicalFileName: name => name, getCurrentDirectory: () => __dirname, getNewLine: () => '\n' }));
process.exitCode = problems.length === 0 ? 0 : 1;

function declarationOf(name, withOptions) {
  const { resolvedModule } = ts.resolveModuleName(name, __filename, withOptions, ts.sys);
  if (!resolvedModule?.resolvedFileName.endsWith('.d.ts')) throw new Error(`${name} has no declarations that a consumer can find`);
  return resolvedModule.resolvedFileName;
}
