'use strict';
// Starts a command with the modules that an earlier run compiled, the functions that it called included: to find, read and compile a thousand files is
// much of what a command takes. A module stays what it is, with its own file, identity and place in require.cache; only where it is found and
// how it is compiled is remembered, for as long as its file is the one that was compiled. Everything else is loaded as ever.

const Module = require('node:module');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');
const { readModules, writeModules } = require('./compiled-modules.cjs');
const { besides } = require('./register.cjs');
const { isDeferring } = require('../packages/cli/src/lazy-pulumi.ts');
const { installationOf } = require('./set-up.cjs');
const { nameSourceLines } = require('./source-lines.cjs');
const { inLibrary, Stamps } = require('./stamps.cjs');

const inlineSourceMap = /\n\/\/# sourceMappingURL=data:[^\n]*\s*$/;

/** Loads what follows as an earlier run compiled it, and keeps what this run compiles. */
function startQuickly(root) {
  // Node before 20.12 could not give such a module its `import()`.
  if (!vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER) return;
  // V8 takes no code that was compiled with other flags: those of the npm scripts are not those of whoever runs a script by hand.
  const file = path.join(root, 'node_modules', '.cache', 'clinfra', 'modules', `${process.version}-${process.arch}-${v8.cachedDataVersionTag()}`);
  const stamps = new Stamps();
  // Where requests lead and how sources are compiled follows from these, besides the sources themselves.
  const key = [root, installationOf(root), ...stamps.ofFolder(__dirname)].join('\n');
  const loader = new QuickLoader(root, stamps, readModules(file, key));
  loader.hookIn();
  nameSourceLines();
  process.once('exit', () => loader.hasNews && writeModules(file, key, loader.modules(), loader.resolved));
}

class QuickLoader {
  /** What earlier runs compiled, by file. */
  #kept;
  /** What this run compiled. */
  #fresh = new Map();
  /** Where requests lead: by the place that makes them, then by request. */
  resolved;
  #root;
  #stamps;
  #main = process.mainModule;
  #paths = new Map();

  constructor(root, stamps, { modules, resolved }) {
    this.#root = root;
    this.#stamps = stamps;
    this.#kept = modules;
    this.resolved = resolved;
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
      if (known) return known.file;
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
        if (kept) this.#run(this.#scriptOf(kept), module, file);
        else loadPlain(module, file);
      };
    }
    const compilePlain = Module.prototype._compile;
    Module.prototype._compile = function (content, file, format) {
      const script = format !== 'module' && file.startsWith(loader.#root + path.sep) ? loader.#compile(content, file) : undefined;
      return script ? loader.#run(script, this, file) : compilePlain.call(this, content, file, format);
    };
  }

  /** The modules to keep: those of this run, and those of earlier ones that are still what their files say. */
  *modules() {
    for (const [file, { stamp, script, source }] of this.#fresh) yield { file, stamp, source, code: script.createCachedData() };
    for (const file of this.#kept.keys()) {
      const kept = this.#fresh.has(file) ? undefined : this.#current(file);
      if (kept) yield { ...kept, source: kept.source() };
    }
  }

  /** The module to which a request leads, if that is known without a search and the module is kept. */
  #find(request, from, resolved = this.resolved.get(placeOf(from))) {
    const file = resolved?.[request] ?? besides(request, from);
    return file === undefined ? undefined : this.#current(file);
  }

  /** What is installed stays until the next installation, packages of ours included. Among our own files, one that is added may come first. */
  #noteFound(request, from, found) {
    const stays = inLibrary(found) ? !request.startsWith('.') || inLibrary(from) : request.startsWith('@') || found === besides(request, from);
    if (!stays) return;
    const place = placeOf(from);
    const resolved = this.resolved.get(place) ?? {};
    resolved[request] = found;
    this.resolved.set(place, resolved);
  }

  /** A module of an earlier run whose file is still what was compiled. */
  #current(file) {
    const kept = this.#kept.get(file);
    if (kept === undefined) return undefined;
    kept.isCurrent ??= kept.stamp === this.#stamps.of(file);
    return kept.isCurrent ? kept : undefined;
  }

  #scriptOf({ file, stamp, source, code }) {
    const text = source();
    const script = scriptOf(text, file, code);
    // V8 takes no code of another source.
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

  #run(script, module, file) {
    const { exports } = module;
    return script.runInThisContext().call(exports, exports, this.#requireOf(module, file), module, file, path.dirname(file));
  }

  /** The function that a module calls `require`. What is known leads past Node's loader, which would look for it again each time. */
  #requireOf(module, file) {
    const resolved = this.resolved.get(placeOf(file));
    const quick = request => {
      const known = this.#find(request, file, resolved);
      const there = known && Module._cache[known.file];
      if (there?.loaded) return there.exports;
      return known && !there ? this.#load(known, module) : module.require(request);
    };
    const require = isDeferring(file) ? request => module.require(request) : quick;
    require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
    require.resolve.paths = request => Module._resolveLookupPaths(request, module);
    require.main = this.#main;
    require.extensions = Module._extensions;
    require.cache = Module._cache;
    return require;
  }

  /** Where a module of a folder looks for packages. */
  #pathsOf(folder) {
    const paths = this.#paths.get(folder) ?? Module._nodeModulePaths(folder);
    this.#paths.set(folder, paths);
    return paths;
  }

  /** Loads a module that is kept, as Node would: one that fails is as if it had never been asked for. */
  #load(kept, parent) {
    const { file } = kept;
    const module = new Module(file, parent);
    module.filename = file;
    module.paths = this.#pathsOf(module.path);
    Module._cache[file] = module;
    try {
      this.#run(this.#scriptOf(kept), module, file);
      module.loaded = true;
    } finally {
      if (!module.loaded) delete Module._cache[file];
    }
    return module.exports;
  }
}

/** Node finds the same for all modules of a folder; beside those in TypeScript ours are looked for first. */
function placeOf(file) {
  return path.dirname(file) + (file.endsWith('.ts') ? '/*.ts' : '');
}

function scriptOf(source, filename, cachedData) {
  return new vm.Script(source, { filename, cachedData, importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
}

module.exports = { startQuickly };
