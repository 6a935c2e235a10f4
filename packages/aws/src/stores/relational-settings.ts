import type { Postgres } from '@clinfra/core';
import { ADMINISTRATOR } from './database-settings';

/** How much a disk may grow by itself. */
const GROWTH = 4;

/** The server logs that go to CloudWatch; queries with their values are not among them. */
export const SERVER_LOGS = ['postgresql', 'upgrade'] as const;

/** What only a server of its own has: a disk, and a standby that takes it over. */
export function serverSettings({ storage, highAvailability }: Pick<Postgres, 'storage' | 'highAvailability'>) {
  const allocatedStorage = storage.toAwsGibibytes();
  return { storageType: 'gp3', allocatedStorage, maxAllocatedStorage: allocatedStorage * GROWTH, multiAz: highAvailability, username: ADMINISTRATOR };
}
