'use strict';
// Brings node_modules to what the lock file says, and costs a few milliseconds when it already is. Runs before anything is installed,
// so it uses nothing but Node.

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { withLock } = require('./lock.cjs');

/** A set-up that could not be done, told to the user in one sentence. */
class SetUpError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const pnpm = 'pnpm@10';
const hasGroups = process.platform !== 'win32';
const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|NO_OFFLINE|META_FETCH_FAIL/;

/** Installs the dependencies unless they are those that were installed last. */
async function setUp(root) {
  if (isInstalled(root)) return;
  await withLock(
    path.join(root, '.cache', 'set-up.lock'),
    { onWait: pid => say(`another set-up is running (process ${pid}); waiting for it`) },
    async alsoHeldBy => {
      // Whoever held the lock may have done the work.
      if (isInstalled(root)) return;
      const wanted = fingerprint(root);
      // Removed first and written last: an install that was interrupted leaves no stamp, whatever is checked out next.
      fs.rmSync(stampOf(root), { force: true });
      await install(root, alsoHeldBy);
      fs.mkdirSync(path.dirname(stampOf(root)), { recursive: true });
      fs.writeFileSync(stampOf(root), wanted);
    },
  );
}

function isInstalled(root) {
  try {
    if (fs.readFileSync(stampOf(root), 'utf8') !== fingerprint(root)) return false;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
  return workspaceFolders(root).every(folder => fs.existsSync(path.join(root, folder, 'node_modules')));
}

/** What the set-up has installed: the dependencies, and when their links were last changed, by an installation or by hand. */
function installationOf(root) {
  const links = workspaceFolders(root).flatMap(folder => {
    const modules = path.join(root, folder, 'node_modules');
    const scopes = fs.readdirSync(modules).filter(name => name.startsWith('@'));
    return [modules, ...scopes.map(scope => path.join(modules, scope))];
  });
  return [fs.readFileSync(stampOf(root), 'utf8'), ...links.map(folder => `${folder} ${fs.statSync(folder).mtimeMs}`)].join('\n');
}

function stampOf(root) {
  return path.join(root, 'node_modules', '.cache', 'clinfra', 'installed');
}

/** Everything that decides what an install makes; binaries differ by platform. */
function fingerprint(root) {
  const hash = crypto.createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...workspaceFolders(root).map(folder => path.join(folder, 'package.json'))]) {
    hash.update(`\n${file}\n`).update(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** The folders of pnpm-workspace.yaml that hold a package, the top included. */
function workspaceFolders(root) {
  const inside = parent =>
    fs
      .readdirSync(path.join(root, parent))
      .sort()
      .map(name => path.join(parent, name));
  return ['.', ...inside('packages'), ...inside('apps'), 'stacks'].filter(folder => fs.existsSync(path.join(root, folder, 'package.json')));
}

async function install(root, onStart) {
  const started = Date.now();
  say('installing what the lock file names (once, and again when it changes)');
  const { code, lastLines } = await runPnpm(root, onStart);
  if (code === 0) {
    say(`installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return;
  }
  for (const line of lastLines) process.stderr.write(`  ${line}\n`);
  throw new SetUpError(
    lastLines.some(line => unreachable.test(line))
      ? 'the set-up could not reach the package registry; connect to the network, or name a registry that can be reached, and run the command again'
      : `the set-up failed (${pnpm} install ended with ${code}, ${lastLines.length > 0 ? 'its last lines are above' : 'it said nothing'}); mend that and run the command again`,
  );
}

/** What asks a set-up to end. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the install with its progress on stderr, and resolves with its exit code and last lines. npx and all that it starts are a group of processes, which
 * ends as a whole, and which `onStart` is told of: whoever kills this process outright leaves it at work.
 */
function runPnpm(root, onStart) {
  const args = [
    '--yes',
    '--prefer-offline',
    pnpm,
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    '--reporter=append-only',
    '--config.confirm-modules-purge=false',
  ];
  // Heard before npx starts: whoever interrupts in that moment is told so as well.
  let child;
  let interruptedBy;
  const interrupt = signal => {
    interruptedBy = signal;
    endGroup(child, signal);
  };
  for (const signal of endings) process.once(signal, interrupt);
  child = require('node:child_process').spawn('npx', args, {
    cwd: root,
    env: installerEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: !hasGroups,
    detached: hasGroups,
  });
  if (child.pid !== undefined) onStart(hasGroups ? -child.pid : child.pid);

  const lastLines = [];
  const progress = throttledProgress();
  for (const stream of [child.stdout, child.stderr]) {
    eachLine(stream, line => {
      if (line.startsWith('Progress:')) return progress(line);
      lastLines.push(line);
      if (lastLines.length > 10) lastLines.shift();
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', error =>
      reject(
        new SetUpError(
          error.code === 'ENOENT'
            ? 'the set-up needs npx, which comes with Node, and it is not on PATH; install Node with npm and run the command again'
            : error.message,
        ),
      ),
    );
    child.once('close', (code, signal) => {
      for (const ending of endings) process.off(ending, interrupt);
      const endedBy = interruptedBy ?? signal;
      if (endedBy) reject(new SetUpError(`the set-up was interrupted (${endedBy}); run the command again to finish it`, 128 + os.constants.signals[endedBy]));
      else resolve({ code, lastLines });
    });
  });
}

function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(hasGroups ? -child.pid : child.pid, signal);
  } catch (error) {
    // It has ended by itself.
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * npm and pnpm wait for minutes before they admit that a network is not there; whoever has set these options keeps them. `npm run --silent` is meant for
 * what npm says itself: an installer that inherited it would fail without a reason.
 */
function installerEnvironment(env) {
  const defaults = { npm_config_fetch_retries: '2', npm_config_fetch_retry_mintimeout: '1000', npm_config_fetch_retry_maxtimeout: '5000' };
  const kept = Object.entries(env).filter(([name]) => !/^npm_config_loglevel$/i.test(name));
  return { ...defaults, ...Object.fromEntries(kept) };
}

function eachLine(stream, use) {
  let rest = '';
  stream.setEncoding('utf8').on('data', text => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop();
    for (const line of lines) if (line.trim() !== '') use(line);
  });
  stream.on('end', () => rest.trim() !== '' && use(rest));
}

/** Shows at most a line a second, and the last one always: it says what was done. */
function throttledProgress() {
  let shown = 0;
  return line => {
    if (Date.now() - shown < 1000 && !line.endsWith('done')) return;
    shown = Date.now();
    say(line.replace('Progress: ', ''));
  };
}

function say(text) {
  process.stderr.write(`clinfra set-up: ${text}\n`);
}

module.exports = { installationOf, setUp, SetUpError };
