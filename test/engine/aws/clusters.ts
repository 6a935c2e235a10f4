import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** How a control plane of the tests is reached. */
export interface ClusterAccess {
  readonly server: string;
  /** The certificate of its authority, base64. */
  readonly authority: string;
  readonly token: string;
}

/** Paths of kubeconfigs, by name of the EKS cluster or by its region. */
export type Clusters = Readonly<Record<string, string>>;

/** Reads `CLINFRA_ENGINE_CLUSTERS`. */
export function clustersOf(text: string | undefined): Clusters {
  return text === undefined || text === '' ? {} : JSON.parse(text);
}

/** The control plane that stands for an EKS cluster; undefined when the tests have none for it. */
export function clusterAccess(clusters: Clusters, name: string, region: string): ClusterAccess | undefined {
  const file = clusters[name] ?? clusters[region];
  return file === undefined ? undefined : readAccess(file);
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: Readonly<Record<string, string | undefined>> }];
  readonly users: readonly [{ readonly user: Readonly<Record<string, string | undefined>> }];
}

function readAccess(file: string): ClusterAccess {
  const config: Kubeconfig = parse(readFileSync(file, 'utf8'));
  const { server = '', 'certificate-authority': authorityFile, 'certificate-authority-data': data } = config.clusters[0].cluster;
  const { token, tokenFile } = config.users[0].user;
  const beside = (name: string) => readFileSync(path.resolve(path.dirname(file), name));
  return {
    server,
    authority: data ?? (authorityFile === undefined ? '' : beside(authorityFile).toString('base64')),
    token: token ?? (tokenFile === undefined ? '' : beside(tokenFile).toString('utf8').trim()),
  };
}
