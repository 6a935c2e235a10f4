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
  const documents = [...new Set(wanted.map(definitionOf))].join('\n---\n');
  // What the client would note of the last apply is longer than an annotation may be.
  await kubectl.text(['apply', '--server-side', '-f', '-'], documents);
  await kubectl.text(['wait', '--for=condition=Established', '--timeout=30s', '-f', '-'], documents);
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

let index: ReadonlyMap<string, string> | undefined;

/** The document that defines a kind. A file may hold many that nobody here uses, and each costs the server seconds. */
function definitionOf(wanted: string): string {
  index ??= definitions();
  const found = index.get(wanted.replace(/\/\S+ /, ' '));
  if (!found) throw new Error(`no file in ${definitionsFolder()} defines ${wanted}`);
  return found;
}

/** Definitions that no published folder of them has; one that does comes after, and wins. */
const OWN = path.join(__dirname, '..', 'definitions');

/** Every definition by its group and kind, `gateway.networking.k8s.io Gateway`. */
function definitions(): ReadonlyMap<string, string> {
  const folder = definitionsFolder();
  const folders = folder === undefined ? [OWN] : [OWN, folder];
  const files = folders.flatMap(one => readdirSync(one).map(file => readFileSync(path.join(one, file), 'utf8')));
  return new Map(
    files
      .flatMap(text => text.split(/^---.*$/m))
      .map(document => [`${/^ {2}group: (\S+)$/m.exec(document)?.[1]} ${/^ {4}kind: (\S+)$/m.exec(document)?.[1]}`, document]),
  );
}
