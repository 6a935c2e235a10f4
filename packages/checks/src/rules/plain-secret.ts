import { containersOf } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { holdsSecret, namesSecret } from '../secret-text';

export const plainSecret = rule(
  'plain-secret',
  'no secret stands among plain variables and files, because those stand in manifests, states and logs',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      for (const { path, container } of containersOf(workload)) {
        yield* inVariables(path, container.variables);
        for (const [mount, volume] of Object.entries(container.mounts)) {
          if (volume?.kind === 'config-files') yield* inFiles(`${path}.mounts.${mount}`, volume.files);
        }
      }
    }
  },
);

function* inVariables(path: string, variables: Readonly<Record<string, unknown>>): Generator<Fault> {
  for (const [name, value] of Object.entries(variables)) {
    if (typeof value !== 'string' || value === '') continue;
    if (!namesSecret(name) && !holdsSecret(value)) continue;
    yield error(`${path}.variables.${name}`, 'be no secret', 'a value that looks like one', 'take it out, declare a Secret, and let the workload use it');
  }
}

/** A file may name a secret without holding it, so that its contents alone count. */
function* inFiles(path: string, files: Readonly<Record<string, unknown>>): Generator<Fault> {
  for (const [name, value] of Object.entries(files ?? {})) {
    if (typeof value !== 'string' || !holdsSecret(value)) continue;
    yield error(`${path}.${name}`, 'hold no secret', 'contents that look like one', 'take it out, declare a Secret, and mount it by secretFiles');
  }
}
