'use strict';
// A TypeScript file as JavaScript, compiled once for each of its contents. The compiler itself is loaded only for what has changed:
// most commands never need it.

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);
const cache = path.join(root, 'node_modules', '.cache', 'clinfra', 'typescript');

const options = {
  swcrc: false,
  configFile: false,
  sourceMaps: 'inline',
  inlineSourcesContent: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
  module: { type: 'commonjs' },
};
const setting = `${require('@swc/core/package.json').version} ${JSON.stringify(options)}`;

/** The JavaScript of a file. One compiled file is kept for each source, so that the cache does not grow with every edit. */
function compile(filename) {
  const source = fs.readFileSync(filename, 'utf8');
  const kept = path.join(cache, `${path.basename(filename)}-${hash(filename).slice(0, 16)}.js`);
  const mark = `//${hash(setting, source)}\n`;
  const before = readIfThere(kept);
  if (before?.startsWith(mark)) return before.slice(mark.length);
  const { code } = require('@swc/core').transformSync(source, { ...options, filename, sourceFileName: filename });
  keep(kept, mark + code);
  return code;
}

function hash(...parts) {
  return crypto.createHash('sha1').update(parts.join('\n')).digest('hex');
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Renamed when whole: another process may read at any time. Where nothing can be written, nothing is kept. */
function keep(file, content) {
  const unfinished = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(unfinished, content);
    fs.renameSync(unfinished, file);
  } catch {
    removeIfPossible(unfinished);
  }
}

function removeIfPossible(file) {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // Where it could not be written, it is not there.
  }
}

module.exports = { compile, keep };
