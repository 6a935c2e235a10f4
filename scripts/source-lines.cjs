'use strict';
// Lets traces name the lines of TypeScript sources where Node, which knows only modules that it has compiled itself, would name those of the
// compiled files. Nothing is read before somebody looks at a trace.

const { SourceMap } = require('node:module');
const { compile } = require('./compile.cjs');

const inlineSourceMap = /\n\/\/# sourceMappingURL=data:application\/json;[^,]*base64,(\S+)/;
const maps = new Map();

function nameSourceLines() {
  Error.prepareStackTrace = (error, sites) => [headOf(error), ...sites.map(site => `    at ${inSource(site)}`)].join('\n');
}

/** As V8 begins a trace, which may be asked for of any object, and as Node does for its own errors, whose code it adds. */
function headOf(error) {
  const { code } = error;
  return typeof code === 'string' && code.startsWith('ERR_') ? String(error) : Error.prototype.toString.call(error);
}

function inSource(site) {
  const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
  const place = file?.endsWith('.ts') && line !== null && column !== null ? mapOf(file)?.findEntry(line - 1, column - 1) : undefined;
  if (place?.originalLine === undefined) return String(site);
  return String(site).replace(`${file}:${line}:${column}`, `${file}:${place.originalLine + 1}:${place.originalColumn + 1}`);
}

function mapOf(file) {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

function readMap(file) {
  try {
    const [, encoded] = inlineSourceMap.exec(compile(file)) ?? [];
    return encoded && new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString()));
  } catch {
    // The source is gone: its compiled lines are better than none.
    return undefined;
  }
}

module.exports = { nameSourceLines };
