'use strict';
// Sends this process a signal, ends it, or has a call fail, at one call of one function of `fs` on what stands in a draft: `SIGTERM before renameSync 2`.

const fs = require('node:fs');

const [signal, moment, name, nth] = process.env.CLINFRA_STOPPED.split(' ');
const holder = name === 'writeFile' ? fs.promises : fs;
const plain = holder[name];
let calls = 0;

holder[name] = (...args) => {
  const isIt = args.some(arg => String(arg).includes('.clinfra-')) && ++calls === Number(nth);
  if (isIt && moment === 'before') stop();
  const result = plain(...args);
  if (isIt && moment === 'after') stop();
  return result;
};

function stop() {
  if (signal === 'exit') process.exit(0);
  if (/^E[A-Z]+$/.test(signal)) throw Object.assign(new Error(`${signal}: as the test says`), { code: signal });
  process.kill(process.pid, signal);
}
