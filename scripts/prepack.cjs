'use strict';
// Runs before a package is packed, in its folder: makes `dist` what the sources say, and puts the licence beside it, for npm takes it from nowhere else.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);
const folder = process.cwd();

for (const stale of withoutSource()) fs.rmSync(path.join(folder, 'dist', stale));
fs.copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
const compiled = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc', { paths: [folder] }), '--build'], { cwd: folder, stdio: ['ignore', 2, 2] });
process.exitCode = compiled.status ?? 1;

/** What was compiled from a source that is no longer there; the compiler leaves it lying. */
function withoutSource() {
  if (!fs.existsSync(path.join(folder, 'dist'))) return [];
  return fs
    .readdirSync(path.join(folder, 'dist'), { recursive: true })
    .filter(file => /\.(d\.ts|js)$/.test(file) && !fs.existsSync(path.join(folder, 'src', file.replace(/\.(d\.ts|js)$/, '.ts'))));
}
