/**
 * Makes a broker hold what is declared, as often as one likes: for Node without any package. `BROKER` is the URL of its management API, the first argument the file
 * with the definitions, the second the one with the token. What is there and should not be is taken away where nothing is lost by it (bindings, policies);
 * queues, which may hold messages, and exchanges stay and are named. A queue or an exchange of another kind than declared stops it before anything has changed.
 */
export const TOPOLOGY_SCRIPT = `'use strict';
const { readFileSync } = require('node:fs');
const [definitionsFile, tokenFile] = process.argv.slice(2);
const wanted = JSON.parse(readFileSync(definitionsFile, 'utf8'));
const token = readFileSync(tokenFile, 'utf8').trim();
const authorization = 'Basic ' + Buffer.from(':' + token).toString('base64');
const vhost = wanted.vhosts[0].name;
const within = encodeURIComponent(vhost);

async function ask(method, path, body) {
  const headers = { authorization, 'content-type': 'application/json' };
  const request = { method, headers, signal: AbortSignal.timeout(60000), ...(body && { body: JSON.stringify(body) }) };
  const answer = await fetch(process.env.BROKER + '/api/' + path, request);
  const text = await answer.text();
  if (answer.status === 404 && method !== 'POST') return undefined;
  if (!answer.ok) throw new Error(method + ' /api/' + path + ' was answered with ' + answer.status + ' ' + text.slice(0, 500));
  return text === '' ? undefined : JSON.parse(text);
}

function differences(kind, there, shapeOf) {
  return wanted[kind].flatMap(one => {
    const known = there.find(({ name }) => name === one.name);
    const [is, should] = [known, one].map(shape => shape && shapeOf(shape));
    return known && is !== should ? [kind.slice(0, -1) + ' ' + one.name + ' is ' + is + ' and was declared ' + should] : [];
  });
}

async function main() {
  const queues = (await ask('GET', 'queues/' + within)) || [];
  const exchanges = (await ask('GET', 'exchanges/' + within)) || [];
  const kindOf = queue => (queue.arguments['x-queue-type'] || 'classic') + (queue.arguments['x-single-active-consumer'] ? ' with a single consumer' : '');
  const wrong = [...differences('queues', queues, kindOf), ...differences('exchanges', exchanges, exchange => exchange.type)];
  if (wrong.length > 0) throw new Error(wrong.join('; ') + ': it keeps its kind for life; declare another name, or remove it once it is empty');

  await ask('POST', 'definitions', wanted);

  const keyOf = ({ source, destination, routing_key: key }) => JSON.stringify([source, destination, key]);
  const bound = new Set(wanted.bindings.map(keyOf));
  for (const binding of await ask('GET', 'bindings/' + within)) {
    if (binding.source === '' || binding.destination_type !== 'queue' || bound.has(keyOf(binding))) continue;
    const [from, to, key] = [binding.source, binding.destination, binding.properties_key].map(encodeURIComponent);
    await ask('DELETE', 'bindings/' + within + '/e/' + from + '/q/' + to + '/' + key);
    console.log('unbound ' + binding.destination + ' from ' + binding.source);
  }
  const policies = new Set(wanted.policies.map(({ name }) => name));
  for (const { name } of await ask('GET', 'policies/' + within)) {
    if (policies.has(name)) continue;
    await ask('DELETE', 'policies/' + within + '/' + encodeURIComponent(name));
    console.log('removed the policy ' + name);
  }
  for (const [kind, there] of Object.entries({ queues, exchanges })) {
    const left = there.filter(({ name }) => name !== '' && !name.startsWith('amq.') && !wanted[kind].some(one => one.name === name));
    for (const { name } of left) console.log('left alone, and declared no longer: ' + kind.slice(0, -1) + ' ' + name);
  }
}

main().catch(error => {
  console.error(error.message + (error.cause ? ': ' + error.cause.message : ''));
  process.exitCode = 1;
});
`;
