'use strict';
// Tells by their dates and sizes whether files are what they were.

const fs = require('node:fs');
const path = require('node:path');

const inNodeModules = /[\\/]node_modules[\\/]/;

/** A file that was changed so shortly before may change again and look the same: clocks of file systems can be as coarse as that. */
const COARSE_MILLISECONDS = 2000;

/** What files look like, each looked at once. */
class Stamps {
  #looks = new Map();

  /** Two equal stamps of a file mean the same content; one that is not there has none. */
  of(file) {
    return this.#look(file).stamp;
  }

  /** Whether a change of the file from now on would show in its stamp. */
  isSettled(file) {
    return this.#look(file).settled;
  }

  /** The stamps of all files in a folder. */
  ofFolder(folder) {
    return fs.readdirSync(folder).map(name => `${name} ${this.of(path.join(folder, name))}`);
  }

  #look(file) {
    const look = this.#looks.get(file) ?? lookAt(file);
    this.#looks.set(file, look);
    return look;
  }
}

function lookAt(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return { stamp: '', settled: false };
  const { mtimeMs, ctimeMs, size } = stat;
  // Nobody can set back when a file of ours was changed. That of a library changes whenever the same file is linked into another checkout.
  const changed = inLibrary(file) ? mtimeMs : ctimeMs;
  return { stamp: `${mtimeMs} ${changed} ${size}`, settled: Date.now() - changed > COARSE_MILLISECONDS };
}

function inLibrary(file) {
  return inNodeModules.test(file);
}

module.exports = { inLibrary, Stamps };
