export { type Addresses, existingAddresses, type StoreAddress } from './addresses';
export { checkWithObjects } from './check-objects';
export { type Folder, type FolderFile, type FolderOptions, folder, type Omission } from './folder/folder';
export type { Manifest, Metadata } from './manifest';
export type { MergeOf } from './patches/merge-of';
export { PATCHED_BY, PATCHED_FIELDS } from './patches/patches';
export { type RenderedDomain, renderCluster, renderDomain, renderSite } from './render';
export { AFTER } from './workload/release-job';
export { documents, toYaml } from './yaml/document';
