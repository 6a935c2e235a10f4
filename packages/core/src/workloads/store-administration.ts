import type { Administration } from '../stores/administration';
import type { Kafka } from '../stores/kafka';
import type { RabbitMq } from '../stores/rabbitmq';
import type { RelationalStore } from '../stores/store';
import { mib, minutes } from '../units';
import { scratch } from '../volumes/volume';
import { ReleaseTask } from './release-task';

/** Where its init container leaves what the administrator logs in with: in memory, and gone with the pod. */
export const CREDENTIALS = '/credentials';

/** A store that a Job administers. */
type Administered = RelationalStore | RabbitMq | Kafka;

/**
 * A Job that administers a store, before anything that uses it is released. What it does follows from the whole platform, so that its scripts are written when the
 * platform is rendered: other edges make another script, and so another Job.
 */
export abstract class StoreAdministration<Kept extends Administered = Administered> extends ReleaseTask {
  constructor(
    { domain, images }: Administration,
    /** The store that it administers. */
    readonly store: Kept,
    { name, fetch }: { readonly name: string; readonly fetch: string },
  ) {
    const mounts = { [CREDENTIALS]: scratch({ size: mib(1), medium: 'memory' }) };
    const command = ['/bin/sh', '-c', `set -e; umask 077; ${fetch}`];
    super(domain, name, {
      image: images[store.kind],
      // It may be repeated: whatever stands already is left as it is.
      retries: 4,
      timeLimit: minutes(15),
      initContainers: { credentials: { image: images.credentials, command, variables: { HOME: '/tmp' }, connections: true, mounts } },
      mounts,
    });
    this.relate('administers', [store]);
  }
}
