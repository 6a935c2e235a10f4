import type { MongoDb, RelationalStore, Site } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import type { DatabaseWindows } from './database-windows';

/** AWS keeps a cluster in three zones of its region, and its instances stand in no other. */
const ZONES = 3;

/** Of what is there once for each zone of a site, that of the zones in which a cluster may stand. */
export function inClusterZones<T>(ofZones: readonly T[]): readonly T[] {
  return ofZones.slice(0, ZONES);
}

/** An instance of a cluster. Whichever takes writes, the others answer reads and stand by. */
export interface ClusterMember {
  /** From one; the number is its identity. */
  readonly number: number;
  readonly zone: string;
}

/** The instances of a cluster: the writer and its replicas, over the zones in turn. To take over by itself it needs two, so that a replica is the standby as well. */
export function clusterMembers(
  { replicas, highAvailability }: Pick<RelationalStore, 'replicas' | 'highAvailability'>,
  site: Pick<Site, 'zones'>,
): readonly ClusterMember[] {
  const zones = inClusterZones(site.zones);
  const length = 1 + Math.max(replicas, highAvailability ? 1 : 0);
  return Array.from({ length }, (_, index) => ({ number: index + 1, zone: zones[index % zones.length] ?? '' }));
}

type Clustered = RelationalStore | MongoDb;

export function memberName({ name }: Clustered, { prefix }: SiteFacts, { number }: ClusterMember): string {
  return `${prefix}-${name}-${number}`;
}

/** Which instance it is and where it stands, in the words of RDS and of DocumentDB alike. */
export function memberSettings(store: Clustered, facts: SiteFacts, member: ClusterMember, { maintenance }: DatabaseWindows) {
  return {
    ...facts.ownedBy(store, memberName(store, facts, member)),
    identifier: facts.physicalName([store.name, String(member.number)], 63),
    availabilityZone: member.zone,
    preferredMaintenanceWindow: maintenance,
  };
}
