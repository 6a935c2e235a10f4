import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Kubectl } from './kubectl';
import { REPOSITORY } from './repository';

/** The folder of CustomResourceDefinitions: the one that CLINFRA_ENGINE_CRDS names, else the one beside the repository. */
export function definitionsFolder(): string | undefined {
  const folder = process.env.CLINFRA_ENGINE_CRDS ?? path.join(REPOSITORY, '..', 'shared', 'crds');
  return existsSync(folder) ? folder : undefined;
}

/** Makes the server know the kinds, `gateway.networking.k8s.io/v1 Gateway`, that it does not know by itself. */
export async function defineKinds(kubectl: Kubectl, kinds: ReadonlySet<string>): Promise<void> {
  const known = await knownKinds(kubectl);
  const wanted = [...kinds].filter(kind => !known.has(kind));
  if (wanted.length === 0) return;
  const files = [...new Set(wanted.map(definitionOf))].flatMap(file => ['-f', file]);
  // What the client would note of the last apply is longer than an annotation may be.
  await kubectl.text(['apply', '--server-side', ...files]);
  await kubectl.text(['wait', '--for=condition=Established', '--timeout=30s', ...files]);
}

async function knownKinds(kubectl: Kubectl): Promise<ReadonlySet<string>> {
  const lines = (await kubectl.text(['api-resources', '--no-headers'])).trim().split('\n');
  return new Set(
    lines.map(line => {
      const [kind, , apiVersion] = line.trim().split(/\s+/).reverse();
      return `${apiVersion} ${kind}`;
    }),
  );
}

/** The file that defines a kind. */
function definitionOf(wanted: string): string {
  const folder = definitionsFolder() ?? '';
  const [, group, kind] = /^(.*)\/\S+ (.*)$/.exec(wanted) ?? [];
  const files = readdirSync(folder).map(file => path.join(folder, file));
  const found = files.find(file => {
    const text = readFileSync(file, 'utf8');
    return new RegExp(`^ {2}group: ${group}$`, 'm').test(text) && new RegExp(`^ {4}kind: ${kind}$`, 'm').test(text);
  });
  if (!found) throw new Error(`no file in ${folder} defines ${wanted}`);
  return found;
}
