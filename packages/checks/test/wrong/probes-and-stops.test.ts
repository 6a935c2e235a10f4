import { cluster, percent, seconds } from '@clinfra/core';
import { aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

type Probes = NonNullable<NonNullable<WardChanges['ehr']>['probes']>;
type WorkerProbes = NonNullable<NonNullable<WardChanges['notifier']>['probes']>;

describe('probes', () => {
  const asking = (liveness: unknown) => aWard({ ehr: { probes: untyped<Probes>({ liveness }) } });
  const working = (liveness: unknown) => aWard({ notifier: { probes: untyped<WorkerProbes>({ liveness }) } });
  findsExactly([
    {
      what: 'two questions at once',
      declare: () => asking({ path: '/health', tcp: true }),
      expect: ['clinical.ehr.probes.liveness: must ask one of path, grpc, tcp, command, got path and tcp; choose one question [probes]'],
    },
    {
      what: 'a gRPC service that is no name',
      declare: () => asking({ grpc: true }),
      expect: ["clinical.ehr.probes.liveness.grpc: must be the name of a gRPC service, got true; write it in quotes, or '' for the server as a whole [probes]"],
    },
    {
      what: 'a connection to a number instead of a port',
      declare: () => asking({ tcp: 4001 }),
      expect: ['clinical.ehr.probes.liveness.tcp: must be true, got 4001; write true, and the number as port [probes]'],
    },
    {
      what: 'a gRPC service in two words',
      declare: () => asking({ grpc: 'care records' }),
      expect: [
        'clinical.ehr.probes.liveness.grpc: must be the name of a gRPC service, got "care records"; write it in quotes, or \'\' for the server as a whole [probes]',
      ],
    },
    {
      what: 'a command without a program',
      declare: () => asking({ command: ['', '--quick'] }),
      expect: ['clinical.ehr.probes.liveness.command[0]: must name a program, got ""; write it as /bin/alive [probes]'],
    },
    {
      what: 'a command of no words',
      declare: () => asking({ command: [] }),
      expect: [
        "clinical.ehr.probes.liveness.command: must be a list of words, a program first, got an empty list; write it as ['/bin/alive', '--quick'] [probes]",
      ],
    },
    {
      what: 'a command as a line of a shell',
      declare: () => asking({ command: 'alive --quick' }),
      expect: ['clinical.ehr.probes.liveness.command: must be a list, got "alive --quick"; write it as [...] [shapes]'],
    },
    {
      what: 'a command with a number among its words',
      declare: () => asking({ command: ['alive', 5] }),
      expect: ['clinical.ehr.probes.liveness.command: must be text only, got "alive", 5; write each word in quotes [probes]'],
    },
    {
      what: 'a command at a port',
      declare: () => asking({ command: ['alive'], port: 4001 }),
      expect: ['clinical.ehr.probes.liveness.port: must be left out where a command is asked, got 4001; leave it out [probes]'],
    },
    {
      what: 'a port that is none',
      declare: () => asking({ path: '/health', port: 0 }),
      expect: ['clinical.ehr.probes.liveness.port: must be a whole number from 1 to 65535, got 0; write the port that is asked [probes]'],
    },
    {
      what: 'an answer that may take longer than the time to the next question',
      declare: () => asking({ timeout: seconds(11) }),
      expect: ['clinical.ehr.probes.liveness.timeout: must be at most period (10s), got 11s; shorten it, or ask less often [probes]'],
    },
    {
      what: 'an answer that may take no time',
      declare: () => asking({ timeout: seconds(0) }),
      expect: ['clinical.ehr.probes.liveness.timeout: must be a length of time of at least 1s, got 0s; write it as seconds(1) [figures]'],
    },
    {
      what: '[W3] questions that come later than the longest start',
      declare: () =>
        aWard({
          ehr: {
            probes: {
              startup: { period: seconds(2), failures: 10 },
              liveness: { initialDelay: seconds(21) },
              readiness: { initialDelay: seconds(40) },
            },
          },
        }),
      expect: [
        'warning: clinical.ehr.probes.liveness.initialDelay: must be at most what startup allows (20s), got 21s; shorten it, because startup already holds the question back [probes]',
        'warning: clinical.ehr.probes.readiness.initialDelay: must be at most what startup allows (20s), got 40s; shorten it, because startup already holds the question back [probes]',
      ],
    },
    {
      what: '[W3] a worker without a startup probe that is given up before it is asked whether it is ready',
      declare: () =>
        aWard({
          notifier: { probes: { liveness: { command: ['alive'], initialDelay: seconds(10) }, readiness: { command: ['ready'], initialDelay: seconds(40) } } },
        }),
      expect: [
        'clinical.notifier.probes.readiness.initialDelay: must come before liveness gives the container up (40s), got 40s; shorten it, or add a startup probe [probes]',
      ],
    },
    {
      what: 'readiness without a right answer',
      declare: () => aWard({ ehr: { probes: { readiness: { successes: 0 } } } }),
      expect: ['clinical.ehr.probes.readiness.successes: must be a whole number of at least 1, got 0; ask for one right answer at least [figures]'],
    },
    {
      what: 'a worker that is asked nothing',
      declare: () => working({}),
      expect: [
        'clinical.notifier.probes.liveness.port: must be given for a worker, which has none of its own, got nothing; write the port that is asked [probes]',
      ],
    },
    {
      what: 'a worker whose command has an answer that takes too long',
      declare: () => working({ command: ['alive'], timeout: seconds(30) }),
      expect: ['clinical.notifier.probes.liveness.timeout: must be at most period (10s), got 30s; shorten it, or ask less often [probes]'],
    },
    {
      what: 'a worker that is asked without pause',
      declare: () => working({ command: ['alive'], period: seconds(0) }),
      expect: ['clinical.notifier.probes.liveness.period: must be a length of time of at least 1s, got 0s; write it as seconds(5) [figures]'],
    },
    {
      what: 'a worker that no wrong answer fails',
      declare: () => working({ command: ['alive'], failures: 0 }),
      expect: ['clinical.notifier.probes.liveness.failures: must be a whole number of at least 1, got 0; allow one wrong answer at least [figures]'],
    },
    {
      what: 'a worker that is asked at a plain number of seconds',
      declare: () => working({ command: ['alive'], initialDelay: 5 }),
      expect: ['clinical.notifier.probes.liveness.initialDelay: must be a length of time of at least 0s, got 5; write it as seconds(10) [figures]'],
    },
  ]);
});

describe('the end of a pod', () => {
  const ending = (stop: unknown) => aWard({ ehr: { stop: untyped<object>(stop) } });
  findsExactly([
    {
      what: 'killed while it drains',
      declare: () => ending({ drain: seconds(20), grace: seconds(10) }),
      expect: ['clinical.ehr.stop.grace: must be longer than drain (20s), got 10s; lengthen it, or drain for a shorter time [grace-period]'],
    },
    {
      what: 'killed when it has drained',
      declare: () => ending({ drain: seconds(45) }),
      expect: ['clinical.ehr.stop.grace: must be longer than drain (45s), got 45s; lengthen it, or drain for a shorter time [grace-period]'],
    },
    {
      what: 'no time to end in',
      declare: () => ending({ grace: seconds(0) }),
      expect: ['clinical.ehr.stop.grace: must be a length of time of at least 1s, got 0s; write it as seconds(45) [figures]'],
    },
    {
      what: 'a drain in plain numbers',
      declare: () => ending({ drain: 15 }),
      expect: ['clinical.ehr.stop.drain: must be a length of time of at least 0s, got 15; write it as seconds(15) [figures]'],
    },
    {
      what: 'a drain that is a share',
      declare: () => ending({ drain: percent(15) }),
      expect: ['clinical.ehr.stop.drain: must be a length of time of at least 0s, got 15%; write it as seconds(15) [figures]'],
    },
    {
      what: 'a worker without time to finish',
      declare: () => aWard({ notifier: { stop: { grace: seconds(0) } } }),
      expect: ['clinical.notifier.stop.grace: must be a length of time of at least 1s, got 0s; write it as seconds(45) [figures]'],
    },
    {
      what: 'a cluster that cannot wait before it stops a pod',
      declare: () => onOldCluster(),
      expect: [
        'sites.dublin.hosting.kubernetesVersion: must be at least 1.30, by which clinical.ehr can drain before it stops, got "1.29"; raise it, or set stop.drain to seconds(0) [grace-period]',
      ],
    },
  ]);

  it('may come at once on a cluster that cannot wait', () => {
    expect(messagesOf(onOldCluster({ ehr: { stop: { drain: seconds(0) } } }))).toEqual([]);
  });
});

function onOldCluster(changes: WardChanges = {}) {
  const existing = { host: 'stores.ward.ie', cidr: '10.9.0.0/24' };
  const hosting = cluster({ context: 'dublin', jurisdiction: 'IE', kubernetesVersion: '1.29' });
  return aWard({ records: { existing }, sessions: { existing }, kafka: { existing }, site: { hosting, zones: ['a', 'b', 'c'] }, ...changes });
}
