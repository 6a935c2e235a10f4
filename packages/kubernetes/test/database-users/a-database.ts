import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ClinicalService, CREDENTIALS, DataTier, type Domain, Inventory, type Mysql, type Postgres, type PostgresProps, ReleaseTask } from '@clinfra/core';
import { type Manifest, renderDomain } from '@clinfra/kubernetes';
import { aDomain, anEmptyPlatform, aService } from '../../../../test/fixtures/a-platform';
import { type Answer, ask, type ServerFolder } from '../../../../test/fixtures/loopback';
import { aSite } from './a-site';

/** A password of which every sign means something to somebody on the way. */
export const PASSWORD = 'a:b\\c%d<e>&f=g#h;i$(j)`k`*l';

/** What workloads log in with where there is no IAM. */
export const TOKEN = 'token';

/** What a declaration says of a database besides that it is there. */
export interface Declared<Store> {
  readonly store: Store;
  readonly clinical: Domain;
  readonly service: (name: string) => ClinicalService;
  readonly migration: (name: string, before: ClinicalService) => ReleaseTask;
}

/** A ward with who reads, who writes, and who changes the tables. */
export function aWard({ store, service, migration }: Declared<Mysql | Postgres>): void {
  const ehr = service('ehr').reads(store).writes(store);
  service('viewer').reads(store);
  migration('migrate', ehr).writes(store);
}

/** The scripts of the Job that makes the users of a database, as they stand in its ConfigMap. */
export function scriptsOf<Kind extends 'postgres' | 'mysql'>(
  kind: Kind,
  declare: (declared: Declared<Kind extends 'postgres' ? Postgres : Mysql>) => void,
  props: Partial<PostgresProps> = {},
): Readonly<Record<string, string>> {
  const platform = anEmptyPlatform();
  const site = aSite(platform);
  const clinical = aDomain(platform, 'clinical');
  const databases = aDomain(platform, 'databases');
  const tier = new DataTier(platform, 'stores', { administration: { domain: databases } });
  const store = kind === 'postgres' ? tier.postgres('ward-records', { holds: ['phi'], ...props }) : tier.mysql('ward-records', { holds: ['phi'] });
  declare({
    store: store as Declared<Kind extends 'postgres' ? Postgres : Mysql>['store'],
    clinical,
    service: name => aService(clinical, name),
    migration: (name, before) => new ReleaseTask(clinical, name, { image: 'registry.example/migrations:1.0.0', before: [before] }),
  });
  const objects = renderDomain(new Inventory(platform), databases, site, () => undefined);
  const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'ward-records-users.scripts') as
    | (Manifest & { readonly data: Readonly<Record<string, string>> })
    | undefined;
  if (!found) throw new Error(`no scripts among ${objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`).join(', ')}`);
  return found.data;
}

/** Runs the scripts as the Job does, in folders of this server: its authority in place of that of RDS, and the secret where the init container leaves it. */
export function runScripts(
  folder: ServerFolder,
  scripts: Readonly<Record<string, string>>,
  port: number,
  programs: string,
  secret: string,
  token = 'none',
): Answer {
  const at = { [CREDENTIALS]: folder.in('credentials'), '/scripts': folder.in('scripts') };
  for (const place of Object.values(at)) mkdirSync(place, { recursive: true });
  for (const [name, text] of Object.entries(scripts)) writeFileSync(path.join(at['/scripts'] ?? '', name), moved(text, at));
  writeFileSync(path.join(at[CREDENTIALS] ?? '', 'secret'), `${secret}\n`);
  writeFileSync(path.join(at[CREDENTIALS] ?? '', 'token'), `${token}\n`);
  chmodSync(folder.path, 0o755);
  const linked = moved(scripts['run.sh'] ?? '', at).replaceAll(`${at['/scripts']}/authorities.pem`, folder.authority);
  return ask('/bin/sh', ['-c', linked], { env: { PATH: `${programs}:${process.env.PATH}`, SERVER_HOST: 'localhost', SERVER_PORT: String(port) } });
}

function moved(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((moving, [from, to]) => moving.replaceAll(from, to), text);
}

/** The secret as RDS keeps it, with some signs in the other way that JSON has for them. */
export function secretOf(username: string, password: string): string {
  return JSON.stringify({ username, password }).replace('<', '\\u003c').replace('&', '\\u0026');
}
