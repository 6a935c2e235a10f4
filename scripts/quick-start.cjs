'use strict';
// Starts a command with the modules that an earlier run compiled, the functions that it called included: to find, read and compile a thousand files is
// much of what a command takes. A module stays what it is, with its own file, identity and place in require.cache; only where it is found and
// how it is compiled is remembered, for as long as its file is the one that was compiled. Everything else is loaded as ever.

const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const { readModules, writeModules } = require('./compiled-modules.cjs');
const { besides } = require('./register.cjs');
const { installationOf } = require('./set-up.cjs');
const { nameSourceLines } = require('./source-lines.cjs');
const { inLibrary, Stamps } = require('./stamps.cjs');

const inlineSourceMap = /\n\/\/# sourceMappingURL=data:[^\n]*\s*$/;

/** Loads what follows as an earlier run compiled it, and keeps what this run compiles. */
function startQuickly(root) {
  // Node before 20.12 could not give such a module its `import()`.
  if (!vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER) return;
  const file = path.join(root, 'node_modules', '.cache', 'clinfra', 'modules', `${process.version}-${process.arch}`);
  const stamps = new Stamps();
  // Where requests lead and how sources are compiled follows from these, besides the sources themselves.
  const key = [root, installationOf(root), ...stamps.ofFolder(__dirname)].join('\n');
  const loader = new QuickLoader(root, stamps, readModules(file, key));
  loader.hookIn();
  nameSourceLines();
  process.once('exit', () => loader.hasNews && writeModules(file, key, loader.modules()));
}

class QuickLoader {
  /** What earlier runs compiled, by file. */
  #kept;
  /** What this run compiled. */
  #fresh = new Map();
  /** What this run found out about requests, by the file that makes them. */
  #resolved = new Map();
  #root;
  #stamps;

  constructor(root, stamps, kept) {
    this.#root = root;
    this.#stamps = stamps;
    this.#kept = kept;
  }

  get hasNews() {
    return this.#fresh.size > 0;
  }

  hookIn() {
    const loader = this;
    const resolvePlain = Module._resolveFilename;
    Module._resolveFilename = function (request, parent, isMain, options) {
      const from = options === undefined ? parent?.filename : undefined;
      const known = from && loader.#find(request, from);
      if (known) return known;
      const found = resolvePlain.call(this, request, parent, isMain, options);
      if (from) loader.#noteFound(request, from, found);
      return found;
    };
    for (const extension of ['.js', '.ts']) {
      const loadPlain = Module._extensions[extension];
      Module._extensions[extension] = (module, file) => {
        // Before the file is read, so that it never says more than what was read.
        this.#stamps.of(file);
        const kept = this.#current(file);
        if (kept) run(this.#scriptOf(file, kept), module, file);
        else loadPlain(module, file);
      };
    }
    const compilePlain = Module.prototype._compile;
    Module.prototype._compile = function (content, file, format) {
      const script = format !== 'module' && file.startsWith(loader.#root + path.sep) ? loader.#compile(content, file) : undefined;
      return script ? run(script, this, file) : compilePlain.call(this, content, file, format);
    };
  }

  /** The modules to keep: those of this run, and those of earlier ones that are still what their files say. */
  *modules() {
    for (const [file, { stamp, script, source }] of this.#fresh) {
      yield { file, stamp, source, code: script.createCachedData(), resolved: { ...this.#resolved.get(file) } };
    }
    for (const file of this.#kept.keys()) {
      const kept = this.#fresh.has(file) ? undefined : this.#current(file);
      if (kept) yield { ...kept, file, source: kept.source(), resolved: { ...kept.resolved, ...this.#resolved.get(file) } };
    }
  }

  /** Where a request leads, if that is known without a search. */
  #find(request, from) {
    const file = this.#kept.get(from)?.resolved[request] ?? besides(request, from);
    return file !== undefined && this.#current(file) ? file : undefined;
  }

  /** What is installed stays until the next installation; among our own files, one that is added may come first. */
  #noteFound(request, from, found) {
    if (!inLibrary(found) || (request.startsWith('.') && !inLibrary(from))) return;
    const resolved = this.#resolved.get(from) ?? {};
    resolved[request] = found;
    this.#resolved.set(from, resolved);
  }

  /** A module of an earlier run whose file is still what was compiled. */
  #current(file) {
    const kept = this.#kept.get(file);
    return kept !== undefined && kept.stamp === this.#stamps.of(file) ? kept : undefined;
  }

  #scriptOf(file, { stamp, source, code }) {
    const text = source();
    const script = scriptOf(text, file, code);
    // V8 takes no code of another build, or that was compiled with other flags.
    if (script.cachedDataRejected) this.#fresh.set(file, { stamp, script, source: text });
    return script;
  }

  #compile(content, file) {
    // As Node wraps a module; the first line keeps its number.
    const source = `(function (exports, require, module, __filename, __dirname) { ${content.replace(/^#!/, '//').replace(inlineSourceMap, '')}\n})`;
    try {
      const script = scriptOf(source, file);
      if (this.#stamps.isSettled(file)) this.#fresh.set(file, { stamp: this.#stamps.of(file), script, source });
      return script;
    } catch {
      // Node says better what is wrong with it.
      return undefined;
    }
  }
}

function scriptOf(source, filename, cachedData) {
  return new vm.Script(source, { filename, cachedData, importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
}

function run(script, module, file) {
  const { exports } = module;
  return script.runInThisContext().call(exports, exports, requireOf(module), module, file, path.dirname(file));
}

/** The function that a module calls `require`. */
function requireOf(module) {
  const resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  resolve.paths = request => Module._resolveLookupPaths(request, module);
  return Object.assign(request => module.require(request), { resolve, main: process.mainModule, extensions: Module._extensions, cache: Module._cache });
}

module.exports = { startQuickly };
