'use strict';
// Lets this process run the repository's TypeScript as it stands: no build, so no stale code. Works from any folder and takes one word on a
// command line (`node --require=<path to this file>`), which is all that Pulumi's `nodeargs` has room for.

const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { compile } = require('./compile.cjs');

const root = path.dirname(__dirname);
const inNodeModules = /[\\/]node_modules[\\/]/;
const sources = new Map();

// Node 22 and later keep what they compiled; the libraries are large.
Module.enableCompileCache?.(path.join(root, 'node_modules', '.cache', 'clinfra', 'compiled'));
process.setSourceMapsEnabled(true);

const resolvePlain = Module._resolveFilename;
const loadJavaScript = Module._extensions['.js'];
Module._resolveFilename = resolve;
Module._extensions['.js'] = loadWithoutSourceMap;
Module._extensions['.ts'] = (module, filename) => module._compile(compile(filename), filename);

require('../packages/cli/src/lazy-pulumi.ts');

/** A package of this repository is its sources. */
function resolve(request, parent, ...rest) {
  const ours = !parent?.filename || !inNodeModules.test(parent.filename);
  const source = ours ? (sourceOf(request) ?? typescriptOf(request, parent)) : undefined;
  return source ?? resolvePlain.call(this, request, parent, ...rest);
}

/**
 * What stands beside a source of ours, most often a `.ts`: Node would look for five other names first, for hundreds of files. A dynamic import has to
 * name the `.js` that is compiled from it.
 */
function typescriptOf(request, parent) {
  const file = parent?.filename && besides(request, parent.filename);
  return file && fs.existsSync(file) ? file : undefined;
}

function besides(request, filename) {
  if (!filename.endsWith('.ts') || !/^\.{1,2}\//.test(request)) return undefined;
  return `${path.resolve(path.dirname(filename), request.replace(/\.js$/, ''))}.ts`;
}

/** The libraries' source maps are large, take time to read, and make Node 20 hang for seconds when it prints an error from inside them. */
function loadWithoutSourceMap(module, filename) {
  const enabled = process.sourceMapsEnabled ?? true;
  process.setSourceMapsEnabled(false);
  try {
    loadJavaScript(module, filename);
  } finally {
    process.setSourceMapsEnabled(enabled);
  }
}

/** The file that a package of this repository names as the source of what is imported, or undefined when it has nothing of that name. */
function sourceOf(specifier) {
  if (!specifier.startsWith('@clinfra/')) return undefined;
  if (!sources.has(specifier)) sources.set(specifier, readSource(specifier));
  return sources.get(specifier);
}

function readSource(specifier) {
  const [, stem, ...inside] = specifier.split('/');
  const folder = [`packages/${stem}`, `apps/${stem}`, stem].map(place => path.join(root, place)).find(place => fs.existsSync(path.join(place, 'package.json')));
  if (!folder) return undefined;
  const { exports } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const source = exports[['.', ...inside].join('/')]?.['@clinfra/source'];
  return source && path.join(folder, source);
}

module.exports = { besides };
