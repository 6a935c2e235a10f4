'use strict';
// A lock file that one process at a time holds, and that nobody holds after its process has ended.

const fs = require('node:fs');
const path = require('node:path');

/** Runs `work` while no other process does. A lock left behind by a process that is gone is taken over. */
async function withLock(file, { onWait }, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder !== undefined && !isAlive(holder)) {
      release(file, holder);
    } else {
      if (!told && holder !== undefined) onWait(holder);
      told ||= holder !== undefined;
      await require('node:timers/promises').setTimeout(200);
    }
  }
  const letGo = () => release(file, process.pid);
  process.once('exit', letGo);
  try {
    return await work();
  } finally {
    process.off('exit', letGo);
    letGo();
  }
}

/** The pid is written to a file of our own first, so that nobody ever reads a lock without one. */
function take(file) {
  const own = `${file}.${process.pid}`;
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

function holderOf(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8'));
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
function release(file, holder) {
  const aside = `${file}.${process.pid}.old`;
  try {
    fs.renameSync(file, aside);
    if (holderOf(aside) !== holder) fs.linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  fs.rmSync(aside, { force: true });
}

module.exports = { withLock };
