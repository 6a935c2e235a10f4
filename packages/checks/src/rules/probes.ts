import { containersOf, Duration, type Probe, type Probes } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isBlank, isText } from '../text';
import { isUrlPath } from '../url-path';
import { isWhole } from '../whole';

/** Of a full name of a service, or nothing for the server. */
const GRPC = /^[\w.-]{0,253}$/;
const KINDS = ['path', 'grpc', 'tcp', 'command'] as const;

type Asked = Partial<Probes>;

export const probes = rule(
  'probes',
  'the kubelet asks one thing that can be answered, and gets the answer before it asks again: a probe that cannot be asked restarts its workload for ever',
  function* ({ inventory }) {
    for (const workload of scaledOf(inventory)) {
      yield* askable(workload.path, workload.probes);
      if (workload.kind === 'worker') yield* portOf(workload.path, 'a worker', workload.probes);
    }
    for (const workload of inventory.workloads) {
      for (const { path, container } of containersOf(workload).slice(1)) {
        yield* askable(path, container.probes);
        yield* portOf(path, 'a sidecar', container.probes);
      }
    }
  },
);

function* askable(path: string, asking: Asked): Generator<Fault> {
  for (const name of ['startup', 'liveness', 'readiness'] as const) {
    const probe = asking[name];
    if (!probe) continue;
    yield* asked(`${path}.probes.${name}`, probe.question);
    yield* patience(`${path}.probes.${name}`, probe);
  }
  yield* start(`${path}.probes`, asking);
}

function* asked(path: string, question: Probe['question']): Generator<Fault> {
  const kinds = KINDS.filter(kind => question[kind] !== undefined);
  if (kinds.length !== 1) yield error(path, `ask one of ${KINDS.join(', ')}`, kinds.length === 0 ? 'none' : kinds.join(' and '), 'choose one question');
  if (kinds.includes('path') && !isUrlPath(question.path)) {
    yield error(`${path}.path`, 'begin with / and hold only what a URL may', show(question.path), 'write it as /health');
  }
  if (kinds.includes('grpc') && !isText(question.grpc, GRPC)) {
    yield error(`${path}.grpc`, 'be the name of a gRPC service', show(question.grpc), "write it in quotes, or '' for the server as a whole");
  }
  if (kinds.includes('tcp') && question.tcp !== true) yield error(`${path}.tcp`, 'be true', show(question.tcp), 'write true, and the number as port');
  if (kinds.includes('command')) yield* command(`${path}.command`, question.command);
  yield* port(`${path}.port`, question);
}

function* command(path: string, words: unknown): Generator<Fault> {
  if (!Array.isArray(words) || words.length === 0)
    yield error(path, 'be a list of words, a program first', show(words), "write it as ['/bin/alive', '--quick']");
  else if (!words.every(word => typeof word === 'string')) yield error(path, 'be text only', show(words), 'write each word in quotes');
  else if (isBlank(words[0])) yield error(`${path}[0]`, 'name a program', show(words[0]), 'write it as /bin/alive');
}

function* port(path: string, { port: number, command: words }: Probe['question']): Generator<Fault> {
  if (number === undefined) return;
  if (words !== undefined) yield error(path, 'be left out where a command is asked', show(number), 'leave it out');
  else if (!isWhole(number) || number < 1 || number > 65_535)
    yield error(path, 'be a whole number from 1 to 65535', show(number), 'write the port that is asked');
}

function* patience(path: string, { timeout, period }: Probe): Generator<Fault> {
  if (isLength(timeout) && isLength(period) && timeout.exceeds(period))
    yield error(`${path}.timeout`, `be at most period (${period})`, show(timeout), 'shorten it, or ask less often');
}

/** What holds the others back until a container has started is a startup probe; without one they must not meet a container that starts. */
function* start(path: string, { startup, liveness, readiness }: Asked): Generator<Fault> {
  if (startup) {
    const longest = patienceOf(startup);
    for (const [name, probe] of Object.entries({ liveness, readiness })) {
      if (!longest || !probe || !isDelay(probe.initialDelay) || !probe.initialDelay.exceeds(longest)) continue;
      const place = `${path}.${name}.initialDelay`;
      yield warning(
        place,
        `be at most what startup allows (${longest})`,
        show(probe.initialDelay),
        'shorten it, because startup already holds the question back',
      );
    }
  } else if (liveness && readiness) {
    const killed = patienceOf(liveness);
    if (!killed || !isDelay(readiness.initialDelay) || killed.exceeds(readiness.initialDelay)) return;
    const place = `${path}.readiness.initialDelay`;
    yield error(place, `come before liveness gives the container up (${killed})`, show(readiness.initialDelay), 'shorten it, or add a startup probe');
  }
}

/** How long a container may give no right answer before it is restarted. */
function patienceOf({ initialDelay, period, failures }: Probe): Duration | undefined {
  return isDelay(initialDelay) && isLength(period) && isWhole(failures) && failures > 0 ? initialDelay.plus(period.times(failures)) : undefined;
}

function isDelay(value: unknown): value is Duration {
  return value instanceof Duration && !value.problem;
}

function isLength(value: unknown): value is Duration {
  return value instanceof Duration && !value.problem && !value.isZero;
}

/** Nothing but a service has a port of its own that could be meant. */
function* portOf(path: string, what: string, asking: Asked): Generator<Fault> {
  for (const [name, probe] of Object.entries(asking)) {
    if (!probe || probe.question.command !== undefined || probe.question.port !== undefined) continue;
    yield error(`${path}.probes.${name}.port`, `be given for ${what}, which has none of its own`, 'nothing', 'write the port that is asked');
  }
}
