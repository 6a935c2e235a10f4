import { type Exchange, type Inventory, minuteOf, type Queue, type RabbitMq, WEEKDAYS } from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { count, show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';

/** The zones of a cluster: a broker in each. */
const ZONES = 3;
/** What AMQP carries as a key, and people can read. */
const KEY = /^[!-~]{1,255}$/;
const ISSUER = /^https:\/\/[a-z0-9-]+\.tokens\.sts\.global\.api\.aws$/;
/** It stands in names of permissions and in paths. */
const VIRTUAL_HOST = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export const rabbitmq = rule(
  'rabbitmq',
  'what is published to RabbitMQ comes to a queue that somebody consumes, what fails there goes somewhere, and a broker that is made can be made',
  function* ({ inventory }) {
    for (const store of inventory.stores) if (store.kind === 'rabbitmq') yield* broker(store, inventory);
    const dead = new Set(inventory.queues.map(({ deadLetter }) => deadLetter));
    for (const exchange of inventory.exchanges) yield* ofExchange(exchange, inventory, dead);
    for (const queue of inventory.queues) yield* ofQueue(queue, inventory, dead);
  },
);

function* broker(store: RabbitMq, inventory: Inventory): Generator<Fault> {
  const { path, virtualHost } = store;
  if (!isText(virtualHost, VIRTUAL_HOST) && !(store.existing && virtualHost === '/')) {
    const must = 'be letters, digits, dots, underscores and hyphens, with a letter or digit first';
    yield error(`${path}.virtualHost`, must, show(virtualHost), 'rename it, or leave it out');
  }
  for (const channel of [...store.exchanges, ...store.queues]) {
    if (channel.name.startsWith('amq.')) yield error(`${channel.path}.name`, "not begin with amq., which is the broker's own", show(channel.name), 'rename it');
  }
  if (!store.existing) yield* made(store, inventory);
}

function* made(store: RabbitMq, inventory: Inventory): Generator<Fault> {
  const { path, maintenance, tokenIssuer, highAvailability } = store;
  const sites = sitesOf(inventory, store).filter(({ hosting }) => hosting?.kind === 'aws');
  if (sites.length === 0) return;
  if (!WEEKDAYS.some(day => day === maintenance?.day))
    yield error(`${path}.maintenance.day`, `be one of ${WEEKDAYS.join(', ')}`, show(maintenance?.day), 'choose one of them');
  if (minuteOf(maintenance?.at) === undefined) yield error(`${path}.maintenance.at`, 'be a time of day', show(maintenance?.at), 'write it as 03:00');
  if (!isText(tokenIssuer, ISSUER)) {
    const remedy = 'write what aws iam enable-outbound-web-identity-federation answers, as https://<id>.tokens.sts.global.api.aws';
    yield error(`${path}.tokenIssuer`, 'be who issues identities to the workloads of the account', show(tokenIssuer), remedy);
  }
  for (const { zones, path: where } of sites) {
    if (highAvailability !== true || zones.length >= ZONES) continue;
    const got = `${count(zones.length, 'zone')} at ${where}`;
    yield error(`${path}.highAvailability`, `have ${ZONES} zones for its brokers`, got, 'add zones, or turn it off where care does not depend on it');
  }
}

function* ofExchange(exchange: Exchange, inventory: Inventory, dead: ReadonlySet<Exchange | undefined>): Generator<Fault> {
  const { path, broker: own, alternate } = exchange;
  if (alternate !== undefined) yield* sameBroker(`${path}.alternate`, own, alternate);
  if (alternate === exchange) yield error(`${path}.alternate`, 'lead to another exchange', 'itself', 'leave it out, or name another one');
  const bound = own.queues.some(({ bindings }) => bindings.some(binding => binding.exchange === exchange));
  if (!bound && alternate === undefined) yield warning(path, 'lead to a queue', 'no queue bound to it', 'bind a queue to it, or remove it');
  // At a broker that exists already, the other end may be somebody else's.
  const filled = dead.has(exchange) || own.exchanges.some(other => other.alternate === exchange);
  if (own.existing === undefined && !filled && inventory.incoming(exchange).length === 0)
    yield warning(path, 'be published to by a workload', 'no edge to it', 'let a workload publish to it, or remove it');
}

function* ofQueue(queue: Queue, inventory: Inventory, dead: ReadonlySet<Exchange | undefined>): Generator<Fault> {
  const { path, broker: own, bindings, deadLetter, deadLetterKey } = queue;
  for (const [index, { exchange, key }] of bindings.entries()) {
    yield* sameBroker(`${path}.bindings[${index}]`, own, exchange);
    if (exchange?.broker === own) yield* fitting(`${path}.bindings[${index}].key`, exchange, key);
  }
  if (bindings.length === 0) yield warning(path, 'be bound to an exchange', 'no binding', 'bind it to one, or remove it');
  if (deadLetterKey !== undefined && deadLetter === undefined)
    yield error(`${path}.deadLetterKey`, 'be left out where dead letters go nowhere', show(deadLetterKey), 'name the exchange as deadLetter');
  if (deadLetter !== undefined) {
    yield* sameBroker(`${path}.deadLetter`, own, deadLetter);
    if (bindings.some(({ exchange }) => exchange === deadLetter))
      yield error(
        `${path}.deadLetter`,
        'lead to an exchange that does not lead back',
        show(deadLetter),
        'name another exchange, or messages go round for ever',
      );
  } else if (!bindings.some(({ exchange }) => dead.has(exchange))) {
    yield warning(`${path}.deadLetter`, 'lead to an exchange, or what fails is lost', 'none', 'name one, with a queue in which people look');
  }
  if (own.existing === undefined && inventory.incoming(queue).length === 0)
    yield warning(path, 'be consumed by a workload', 'no edge to it', 'let a workload consume it, or remove it');
}

function* sameBroker(path: string, own: RabbitMq, exchange: Exchange | undefined): Generator<Fault> {
  if (exchange?.broker !== own) yield error(path, `lead to an exchange of ${own.path}`, show(exchange), 'pass one that was added there');
}

function* fitting(path: string, { type }: Exchange, key: unknown): Generator<Fault> {
  if (type === 'fanout') {
    if (key !== '') yield error(path, 'be left out at a fanout exchange, which asks for none', show(key), 'leave it out');
  } else if (!isText(key, KEY)) {
    yield error(path, 'be a key of 1 to 255 letters, digits and signs', show(key), type === 'topic' ? 'write it as lab.*' : 'write the key of the messages');
  } else if (type === 'direct' && /[*#]/.test(key)) {
    yield error(path, 'be a whole key at a direct exchange, which knows no patterns', show(key), "write it out, or make the exchange one of the type 'topic'");
  }
}
