import type { ClinicalService, SecretKey, Signal, Worker, Workload } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import { kafkaLoginName, LOGIN_KEYS } from '../secrets/kafka-login';
import { secretName } from '../secrets/secret-name';
import type { SiteView } from '../site-view';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type ITriggerAuthentication = import('@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication', { with: {
  'resolution-mode': 'import',
}}).ITriggerAuthentication;

/** How KEDA logs in to read a signal: by the identity of its own pods, or with values that it takes by reference from a Secret beside the workload, as the workload itself. */
export function triggerAuthentications(view: SiteView, workload: ClinicalService | Worker, labels: Labels): readonly Manifest[] {
  return workload.scale.signals.flatMap((signal, index) => {
    if (!needsLogin(view, signal)) return [];
    const metadata = { name: authenticationName(workload, index), namespace: workload.domain.name, labels };
    const object: Manifest = {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'TriggerAuthentication',
      metadata,
      spec: specOf(view, workload, signal),
    } satisfies ITriggerAuthentication;
    return [object];
  });
}

export function authenticationName({ name }: ClinicalService | Worker, index: number): string {
  return `${name}-signal-${index}`;
}

/** Prometheus asks nobody who they are: its namespace's policies say who may ask. */
export function needsLogin(view: SiteView, signal: Signal): boolean {
  switch (signal.kind) {
    case 'kafka-lag':
      return signal.login !== undefined || view.manages(signal.topic.kafka);
    case 'redis-list':
    case 'redis-stream':
    case 'rabbit-queue':
      return true;
    case 'figure':
    case 'pool-use':
    case 'latency':
      return false;
  }
}

function specOf(view: SiteView, workload: Workload, signal: Signal): ITriggerAuthentication['spec'] {
  if (signal.kind === 'rabbit-queue') return { secretTargetRef: [reference(view, 'host', signal.address)] };
  if (signal.kind === 'kafka-lag' && view.givesPasswords(signal.topic.kafka)) {
    const name = kafkaLoginName(signal.topic.kafka, workload);
    return { secretTargetRef: Object.values(LOGIN_KEYS).map(parameter => ({ parameter, name, key: parameter })) };
  }
  if (signal.kind === 'kafka-lag' && view.manages(signal.topic.kafka)) return { podIdentity: { provider: 'aws', identityOwner: 'keda' } };
  if (!('login' in signal) || signal.login === undefined) throw new Error(`a signal of the kind ${signal.kind} has no login`);
  return { secretTargetRef: [reference(view, 'username', signal.login.username), reference(view, 'password', signal.login.password)] };
}

function reference(view: SiteView, parameter: string, { secret, key }: SecretKey) {
  return { parameter, name: secretName(view, secret), key };
}
