'use strict';
// A file of many modules as they were compiled: their sources, V8's code for them, and where requests led. It is used as it was read, without
// copying what it holds: a preview has ten megabytes of them.

const fs = require('node:fs');
const { keep } = require('./compile.cjs');

/** V8 copies code that begins elsewhere than at a multiple of this. */
const ALIGNMENT = 8;
const HEADER_BYTES = 12;

/**
 * The modules by their file, `{ file, stamp, source(), code }`, and where requests led: by place, then by request. Nothing where there is no file, or
 * one that was written under another key.
 */
function readModules(file, key) {
  const { index, texts, code } = readWhole(file) ?? { index: {} };
  const modules = new Map();
  const resolved = new Map();
  if (index.key !== key) return { modules, resolved };
  let [textAt, codeAt] = [0, 0];
  for (const [name, stamp, textBytes, isAscii, codeBytes] of index.modules) {
    const from = textAt;
    textAt += textBytes;
    const ownCode = code.subarray(codeAt, codeAt + codeBytes);
    codeAt += codeBytes + padding(codeBytes);
    const source = () => {
      const text = texts.slice(from, from + textBytes);
      return isAscii ? text : Buffer.from(text, 'latin1').toString();
    };
    modules.set(name, { file: name, stamp, source, code: ownCode });
  }
  for (const [place, requests] of index.resolved) resolved.set(place, requests);
  return { modules, resolved };
}

/** Writes modules, `{ file, stamp, source, code }`, and where requests led under a key. */
function writeModules(file, key, modules, resolved) {
  const index = { key, modules: [], resolved: [...resolved] };
  const [texts, codes] = [[], []];
  for (const { file: name, stamp, source, code } of modules) {
    const text = Buffer.from(source);
    index.modules.push([name, stamp, text.length, text.length === source.length, code.length]);
    texts.push(text);
    codes.push(code, Buffer.alloc(padding(code.length)));
  }
  const parts = [Buffer.from(JSON.stringify(index)), Buffer.concat(texts), Buffer.concat(codes)];
  keep(file, Buffer.concat([Buffer.from(Uint32Array.from(parts, part => part.length).buffer), ...parts]));
}

function readWhole(file) {
  let descriptor;
  try {
    descriptor = fs.openSync(file);
    const [indexBytes, textBytes, codeBytes] = new Uint32Array(read(descriptor, HEADER_BYTES).buffer);
    const index = JSON.parse(read(descriptor, indexBytes).toString());
    // One string, of a letter a byte: parts of it are not copied.
    return { index, texts: read(descriptor, textBytes).latin1Slice(), code: read(descriptor, codeBytes) };
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** The next bytes, in memory of their own. */
function read(descriptor, length) {
  const buffer = Buffer.allocUnsafeSlow(length);
  if (fs.readSync(descriptor, buffer) !== length) throw new Error('the file was cut short');
  return buffer;
}

function padding(length) {
  return (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;
}

module.exports = { readModules, writeModules };
