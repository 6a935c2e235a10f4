import type { RelationalStore } from '@clinfra/core';
import { ClusterSnapshot, Snapshot } from '@pulumi/aws/rds';
import type { ComponentResource, Input, Resource } from '@pulumi/pulumi';
import type { StoreContext } from '../store-context';

/** What a database says of a snapshot that is taken of it before a release. */
export interface SnapshotTaken {
  /** What must be there before anything that uses the database is changed; undefined where none is taken. */
  readonly snapshot: Resource | undefined;
}

type Taken = { readonly dbInstanceIdentifier: Input<string> } | { readonly dbClusterIdentifier: Input<string> };

/**
 * A snapshot for the release of one version, labelled with it. Another version is another resource; the snapshot of the last one leaves the program and stays
 * at AWS, encrypted with the key of the database, which therefore has to stay as well.
 */
export function snapshotBefore(
  store: RelationalStore,
  { facts }: StoreContext,
  of: Taken,
  parent: ComponentResource,
  after: readonly Resource[] = [],
): Resource | undefined {
  const { snapshotBefore: version } = store;
  if (version === undefined) return undefined;
  const name = `${facts.prefix}-${store.name}.before-${version}`;
  const { region, tags } = facts.ownedBy(store, name);
  const identifier = facts.physicalName([store.name, 'before', version], 255);
  const settings = { region, tags: { ...tags, 'release-version': version } };
  const options = { parent, retainOnDelete: true, dependsOn: [...after] };
  if ('dbInstanceIdentifier' in of) return new Snapshot(name, { ...settings, ...of, dbSnapshotIdentifier: identifier }, options);
  return new ClusterSnapshot(name, { ...settings, ...of, dbClusterSnapshotIdentifier: identifier }, options);
}
