import {
  BrokerTopology,
  CREDENTIALS,
  configFiles,
  containersOf,
  DatabaseUsers,
  KafkaAccess,
  type PlacedContainer,
  type StoreAdministration,
} from '@clinfra/core';
import { definitionsOf } from '../broker-topology/definitions';
import { TOPOLOGY_SCRIPT } from '../broker-topology/topology-script';
import { SCRIPTS } from '../database-users/client-script';
import { databaseScripts } from '../database-users/scripts';
import { ACCESS_SCRIPT } from '../kafka-access/access-script';
import { accessList } from '../kafka-access/acls';
import type { SiteView } from '../site-view';

/** What a Job runs, with the files that are there for it. */
interface Scripted {
  readonly command: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** The containers of a Job that administers a store: the main one has its scripts and runs them. */
export function withScripts(view: SiteView, task: StoreAdministration): readonly PlacedContainer[] {
  const { command, files } = scriptsOf(view, task);
  const mounts = { ...task.mounts, [SCRIPTS]: configFiles(files) };
  return containersOf(task).map(placed => (placed.role === 'main' ? { ...placed, container: { ...placed.container, command, mounts } } : placed));
}

function scriptsOf(view: SiteView, task: StoreAdministration): Scripted {
  if (task instanceof DatabaseUsers) return { command: ['/bin/sh', `${SCRIPTS}/run.sh`], files: databaseScripts(view, task) };
  if (task instanceof KafkaAccess) {
    const list = `${JSON.stringify(accessList(view.inventory, view.site, task.store), null, 2)}\n`;
    return { command: node('access.cjs', 'access.json'), files: { 'access.cjs': ACCESS_SCRIPT, 'access.json': list } };
  }
  if (!(task instanceof BrokerTopology)) throw new Error(`${task.path} administers a store in a way that is not known`);
  const definitions = `${JSON.stringify(definitionsOf(task.store), null, 2)}\n`;
  return { command: node('topology.cjs', 'definitions.json'), files: { 'topology.cjs': TOPOLOGY_SCRIPT, 'definitions.json': definitions } };
}

/** A script, what shall be, and what the administrator logs in with. */
function node(script: string, wanted: string): readonly string[] {
  return ['node', `${SCRIPTS}/${script}`, `${SCRIPTS}/${wanted}`, `${CREDENTIALS}/secret`];
}
