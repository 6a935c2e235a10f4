import type { ClinicalService, Worker } from '@clinfra/core';
import type { LifecycleHandler } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';

/** The kubelet waits by itself, without a shell in the image. The types are those of Kubernetes 1.27, which could not yet. */
type SleepHandler = Plain<LifecycleHandler> & { readonly sleep: { readonly seconds: number } };

/** What a container does between being told to stop and stopping: it goes on answering. */
export function lifecycleOf({ stop }: ClinicalService | Worker): { readonly lifecycle?: { readonly preStop: SleepHandler } } {
  return stop.drain.isZero ? {} : { lifecycle: { preStop: { sleep: { seconds: stop.drain.toSeconds() } } } };
}
