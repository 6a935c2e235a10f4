import type { ClinicalService, Worker } from '@clinfra/core';
import type { Container } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';

/** What a container does between being told to stop and stopping: it goes on answering. The kubelet waits by itself, without a shell in the image. */
export function lifecycleOf({ stop }: ClinicalService | Worker): Plain<Pick<Container, 'lifecycle'>> {
  return stop.drain.isZero ? {} : { lifecycle: { preStop: { sleep: { seconds: stop.drain.toSeconds() } } } };
}
