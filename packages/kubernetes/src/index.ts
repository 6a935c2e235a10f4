export { type Addresses, existingAddresses, type StoreAddress } from './addresses';
export { type Folder, type FolderFile, type FolderOptions, folder, type Omission } from './folder/folder';
export type { Manifest, Metadata } from './manifest';
export { type RenderedDomain, renderCluster, renderDomain, renderSite } from './render';
export { AFTER } from './workload/release-job';
export { documents, toYaml } from './yaml/document';
