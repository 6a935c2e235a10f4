import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export interface FoundProvider {
  readonly file: string;
  readonly version: string;
}

/**
 * The newest provider for AWS in a mirror or cache of terraform on this machine: where its variables say, where terraform looks by itself, or in a folder of
 * /opt. Nothing is fetched.
 */
export function findProvider(): FoundProvider | undefined {
  const { TF_PLUGIN_MIRROR, TF_PLUGIN_CACHE_DIR } = process.env;
  const usual = [path.join(homedir(), '.terraform.d', 'plugins'), '/usr/share/terraform/plugins', '/usr/local/share/terraform/plugins'];
  const mirrors = [TF_PLUGIN_MIRROR, TF_PLUGIN_CACHE_DIR, ...usual, ...inside('/opt')].filter(mirror => mirror !== undefined);
  const found = mirrors.flatMap(mirror => providersIn(path.join(mirror, 'registry.terraform.io', 'hashicorp', 'aws')));
  return found.sort((one, other) => one.version.localeCompare(other.version, 'en', { numeric: true })).at(-1);
}

function providersIn(folder: string): readonly FoundProvider[] {
  return inside(folder).flatMap(version =>
    inside(version)
      .flatMap(inside)
      .filter(file => path.basename(file).startsWith('terraform-provider-aws_v'))
      .map(file => ({ file, version: path.basename(version) })),
  );
}

function inside(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map(name => path.join(folder, name));
  } catch {
    return [];
  }
}
