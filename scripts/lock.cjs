'use strict';
// A lock file that one process at a time holds, and that nobody holds after its process has ended, and those that work for it.

const fs = require('node:fs');
const path = require('node:path');

/**
 * Runs `work` while no other process does. A lock left behind by a process that is gone is taken over. `work` is given a function that notes who holds the
 * lock as well: a process that may outlive this one, or its group as a negative number.
 */
async function withLock(file, { onWait }, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holders = holdersOf(file);
    const holder = holders?.split(' ').map(Number).find(isAlive);
    if (holders !== undefined && holder === undefined) {
      release(file, holders);
    } else {
      if (!told && holder !== undefined) onWait(Math.abs(holder));
      told ||= holder !== undefined;
      await require('node:timers/promises').setTimeout(200);
    }
  }
  let holders = String(process.pid);
  const alsoHeldBy = pid => {
    holders = `${process.pid} ${pid}`;
    replace(file, holders);
  };
  const letGo = () => release(file, holders);
  process.once('exit', letGo);
  try {
    return await work(alsoHeldBy);
  } finally {
    process.off('exit', letGo);
    letGo();
  }
}

/** The pid is written to a file of our own first, so that nobody ever reads a lock without one. */
function take(file) {
  const own = ownFile(file);
  fs.writeFileSync(own, String(process.pid));
  try {
    fs.linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(own, { force: true });
  }
}

function replace(file, holders) {
  const own = ownFile(file);
  fs.writeFileSync(own, holders);
  fs.renameSync(own, file);
}

function ownFile(file) {
  return `${file}.${process.pid}`;
}

function holdersOf(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Moves the lock aside before it is removed, and puts it back when it turns out to be somebody else's by now. */
function release(file, holders) {
  const aside = `${file}.${process.pid}.old`;
  try {
    fs.renameSync(file, aside);
    if (holdersOf(aside) !== holders) fs.linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  fs.rmSync(aside, { force: true });
}

module.exports = { withLock };
