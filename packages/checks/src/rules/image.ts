import { containersOf, type Stage } from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

const HOST = /(?:[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d+)?\/)?/i;
const PART = /[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*/;
const REFERENCE = new RegExp(`^${HOST.source}${PART.source}(?:/${PART.source})*(?::(?<tag>\\w[\\w.-]{0,127}))?(?<digest>@sha256:[0-9a-f]{64})?$`);

export const image = rule(
  'image',
  'every container names a legal image with its tag or digest, so that a restart brings back the same program',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      for (const { path, container } of containersOf(workload)) {
        yield* imageFaults(`${path}.image`, container.image, inventory.platform.stage);
        yield* words(`${path}.command`, container.command);
        yield* words(`${path}.arguments`, container.arguments);
      }
    }
  },
);

function* words(path: string, given: readonly unknown[]): Generator<Fault> {
  for (const [index, word] of given.entries()) {
    if (typeof word !== 'string') yield error(`${path}[${index}]`, 'be text', show(word), 'write it in quotes');
  }
}

/** A reference that a container gives. */
export function* imageFaults(path: string, reference: unknown, stage: Stage): Generator<Fault> {
  const parts = typeof reference === 'string' ? REFERENCE.exec(reference)?.groups : undefined;
  if (!parts) yield error(path, 'be an image reference', show(reference), 'write it as registry.example/name:1.0.0');
  else if (!parts.tag && !parts.digest) yield error(path, 'have a tag or a digest', show(reference), 'add the version');
  else if (parts.tag === 'latest' && !parts.digest) {
    const fault = stage === 'production' ? error : warning;
    yield fault(path, 'name one version', show(reference), 'replace latest, which moves, by the version');
  }
}
