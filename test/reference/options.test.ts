import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unused } from './options';

/** What the reference platform cannot show, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'AwsHostingProps.databaseAuthority': 'the one of its region is known',
  'AwsHostingProps.publicApiFrom': 'the API of a platform that shows how it is done is not on the internet',
  'RedisProps.appendOnly': 'turning it on is an error where AWS keeps the cache',
  'RedisProps.snapshotExport': 'AWS documents it for other regions than those of this platform',
  'SnapshotExport.at': 'as the above',
  'SnapshotExport.keep': 'as the above',
};

const own = readdirSync(__dirname).filter(name => name.endsWith('.ts') && !/^(index|options)\.|\.test\.ts$/.test(name));
const sources = own.map(name => path.join(__dirname, name));

it('uses every option that there is', () => {
  expect(unused(sources)).toEqual(Object.keys(EXCEPTIONS).sort());
});

it('would see one that is not used', () => {
  const folder = mkdtempSync(path.join(__dirname, 'one-'));
  try {
    const only = path.join(folder, 'only.ts');
    writeFileSync(
      only,
      "import type { VaultProps } from '@clinfra/core';\nexport const source: VaultProps = { server: 'https://vault.example', role: 'ward', path: 'kv' };\n",
    );
    const found = unused([only]);
    expect(found).toContain('VaultProps.login');
    expect(found).toContain('WorkerProps.scale');
    expect(found).not.toContain('VaultProps.path');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
