/**
 * Makes a Kafka cluster's list of who may do what say of the platform's users what is declared, as often as one likes, and touches no entry of anybody else: for Node
 * without any package. `SERVER_BROKERS` are the brokers where identities of AWS come in, the first argument is the file with the list, the second the one with the
 * credentials. It speaks Kafka's own protocol: a handful of requests, in versions that every Kafka from 2.0 to 4.1 takes. What is missing is written before anything is
 * taken away. It logs in by OAUTHBEARER, with a signed request of `kafka-cluster:Connect` as the token, as AWS's own signers make it.
 */
export const ACCESS_SCRIPT = `'use strict';
const { createHash, createHmac } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { connect } = require('node:tls');

const [listFile, credentialsFile] = process.argv.slice(2);
const PATIENCE = 60000;
const ANY = 1;
const ALLOW = 3;
const TYPES = { topic: 2, group: 3, cluster: 4, 'transactional-id': 5 };
const OPERATIONS = { read: 3, write: 4, describe: 8 };
const PATTERNS = { literal: 3, prefixed: 4 };

const number = (size, value) => {
  const written = Buffer.alloc(size);
  written.writeIntBE(value, 0, size);
  return written;
};
const bytes = value => Buffer.concat([number(4, value.length), value]);
const text = value => (value === null ? number(2, -1) : Buffer.concat([number(2, Buffer.byteLength(value)), Buffer.from(value)]));
const list = (values, write) => Buffer.concat([number(4, values.length), ...values.map(write)]);
const entry = ({ type, name, pattern, principal, host, operation, permission }) =>
  Buffer.concat([number(1, type), text(name), number(1, pattern), text(principal), text(host), number(1, operation), number(1, permission)]);

class Answer {
  constructor(buffer) {
    this.buffer = buffer;
    this.at = 0;
  }
  number(size) {
    this.at += size;
    return this.buffer.readIntBE(this.at - size, size);
  }
  take(size) {
    this.at += Math.max(size, 0);
    return size < 0 ? null : this.buffer.subarray(this.at - size, this.at);
  }
  text() {
    const taken = this.take(this.number(2));
    return taken === null ? null : taken.toString();
  }
  list(read) {
    return Array.from({ length: this.number(4) }, () => read());
  }
  /** Ends everything when the broker refuses. */
  verdict(what) {
    const code = this.number(2);
    const said = this.text();
    if (code !== 0) throw new Error(what + ' was refused with error ' + code + ' of Kafka' + (said ? ': ' + said : ''));
  }
}

class Broker {
  constructor(socket) {
    this.socket = socket;
    this.asked = 0;
    this.heard = Buffer.alloc(0);
    socket.on('data', data => this.hear(data));
    socket.on('timeout', () => socket.destroy(new Error('the broker did not answer in ' + PATIENCE / 1000 + ' s')));
    socket.on('error', error => this.waits && this.waits.reject(error));
    socket.on('close', () => this.waits && this.waits.reject(new Error('the broker closed the connection')));
  }
  ask(api, version, body) {
    return new Promise((resolve, reject) => {
      this.waits = { resolve, reject };
      this.socket.write(bytes(Buffer.concat([number(2, api), number(2, version), number(4, ++this.asked), text('clinfra'), body])));
    });
  }
  hear(data) {
    this.heard = Buffer.concat([this.heard, data]);
    if (this.heard.length < 4 || this.heard.length < 4 + this.heard.readInt32BE(0)) return;
    const answer = new Answer(this.heard.subarray(4));
    this.heard = Buffer.alloc(0);
    if (answer.number(4) === this.asked) this.waits.resolve(answer);
    else this.waits.reject(new Error('the broker answered another question'));
  }
}

function reach(broker) {
  const at = broker.lastIndexOf(':');
  const host = broker.slice(0, at);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(broker.slice(at + 1)), servername: host, timeout: PATIENCE });
    socket.once('secureConnect', () => resolve(new Broker(socket)));
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error('no answer in ' + PATIENCE / 1000 + ' s')));
  });
}

async function reachAny(brokers) {
  const faults = [];
  for (const broker of brokers) {
    try {
      return await reach(broker);
    } catch (error) {
      faults.push(broker + ': ' + error.message);
    }
  }
  throw new Error('no broker could be reached; ' + faults.join('; '));
}

function token() {
  const { AccessKeyId, SecretAccessKey, SessionToken } = JSON.parse(readFileSync(credentialsFile, 'utf8'));
  const region = process.env.AWS_REGION;
  const host = 'kafka.' + region + '.amazonaws.com';
  const time = new Date().toISOString().replace(/[-:]|\\.\\d+/g, '');
  const scope = [time.slice(0, 8), region, 'kafka-cluster', 'aws4_request'];
  const query = Object.entries({
    Action: 'kafka-cluster:Connect',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': [AccessKeyId, ...scope].join('/'),
    'X-Amz-Date': time,
    'X-Amz-Expires': '900',
    ...(SessionToken && { 'X-Amz-Security-Token': SessionToken }),
    'X-Amz-SignedHeaders': 'host',
  })
    .map(([name, value]) => name + '=' + encodeURIComponent(value).replace(/[!'()*]/g, sign => '%' + sign.charCodeAt(0).toString(16).toUpperCase()))
    .join('&');
  const digest = value => createHash('sha256').update(value).digest('hex');
  const request = ['GET', '/', query, 'host:' + host, '', 'host', digest('')].join('\\n');
  const signed = ['AWS4-HMAC-SHA256', time, scope.join('/'), digest(request)].join('\\n');
  const hmac = (key, value) => createHmac('sha256', key).update(value).digest();
  const signature = hmac(scope.reduce(hmac, 'AWS4' + SecretAccessKey), signed).toString('hex');
  return Buffer.from('https://' + host + '/?' + query + '&X-Amz-Signature=' + signature + '&User-Agent=clinfra').toString('base64url');
}

async function logIn(broker) {
  const offered = await broker.ask(17, 1, text('OAUTHBEARER'));
  const code = offered.number(2);
  if (code !== 0) throw new Error('the broker takes no identities of AWS (error ' + code + ' of Kafka)');
  const answer = await broker.ask(36, 1, bytes(Buffer.from('n,,\\x01auth=Bearer ' + token() + '\\x01\\x01')));
  answer.verdict('the login');
  const more = answer.take(answer.number(4));
  if (more !== null && more.length > 0) throw new Error('the login was refused: ' + more);
}

const readEntry = answer => [answer.number(1), answer.text(), answer.number(1), answer.text(), answer.text(), answer.number(1), answer.number(1)];

const keyOf = ({ type, name, pattern, principal, host, operation, permission }) =>
  JSON.stringify([type, name, pattern, principal, host, operation, permission]);
const shown = ({ type, name, pattern, principal, operation }) => {
  const word = (words, value) => Object.keys(words).find(one => words[one] === value) || value;
  return principal + ' ' + word(OPERATIONS, operation) + ' ' + word(TYPES, type) + ' ' + name + (pattern === PATTERNS.prefixed ? '*' : '');
};

async function entries(broker, owner) {
  const filter = { type: ANY, name: null, pattern: ANY, principal: null, host: null, operation: ANY, permission: ANY };
  const answer = await broker.ask(29, 1, entry(filter));
  answer.number(4);
  answer.verdict('the question who may do what');
  const all = answer.list(() => {
    const resource = { type: answer.number(1), name: answer.text(), pattern: answer.number(1) };
    return answer.list(() => ({ ...resource, principal: answer.text(), host: answer.text(), operation: answer.number(1), permission: answer.number(1) }));
  });
  return all.flat().filter(({ principal }) => principal === owner || principal.startsWith(owner + '.'));
}

async function main() {
  const { owner, entries: declared } = JSON.parse(readFileSync(listFile, 'utf8'));
  const wanted = declared.map(({ principal, operation, type, name, pattern }) => {
    return { type: TYPES[type], name, pattern: PATTERNS[pattern], principal, host: '*', operation: OPERATIONS[operation], permission: ALLOW };
  });
  const broker = await reachAny(process.env.SERVER_BROKERS.split(','));
  await logIn(broker);
  const there = await entries(broker, owner);
  const [known, right] = [there, wanted].map(some => new Set(some.map(keyOf)));
  const missing = wanted.filter(one => !known.has(keyOf(one)));
  const extra = there.filter(one => !right.has(keyOf(one)));
  if (missing.length > 0) {
    const answer = await broker.ask(30, 1, list(missing, entry));
    answer.number(4);
    let index = 0;
    answer.list(() => answer.verdict(shown(missing[index++])));
    for (const one of missing) console.log('allowed ' + shown(one));
  }
  if (extra.length > 0) {
    const answer = await broker.ask(31, 1, list(extra, entry));
    answer.number(4);
    let index = 0;
    answer.list(() => {
      answer.verdict('taking away ' + shown(extra[index++]));
      answer.list(() => {
        answer.verdict('taking one away');
        readEntry(answer);
      });
    });
    for (const one of extra) console.log('no longer allowed ' + shown(one));
  }
  console.log(wanted.length + ' entries stand');
  broker.socket.end();
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
`;
