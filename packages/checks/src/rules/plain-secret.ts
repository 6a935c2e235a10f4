import { containersOf } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';

const SECRET_NAME = /PASSWORD|SECRET|TOKEN|PRIVATE_?KEY|API_?KEY/i;

/** Values that are secrets whatever they are called. */
const SECRET_VALUES = [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, /\bA(?:KI|SI)A[0-9A-Z]{16}\b/, /:\/\/[^/\s:@]*:[^/\s@]+@/];

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
    if (!SECRET_NAME.test(name) && !SECRET_VALUES.some(pattern => pattern.test(value))) continue;
    yield error(`${path}.variables.${name}`, 'be no secret', 'a value that looks like one', 'take it out, declare a Secret, and let the workload use it');
  }
}

/** A file may name a secret without holding it, so that its contents alone count. */
function* inFiles(path: string, files: Readonly<Record<string, unknown>>): Generator<Fault> {
  for (const [name, value] of Object.entries(files ?? {})) {
    if (typeof value !== 'string' || !SECRET_VALUES.some(pattern => pattern.test(value))) continue;
    yield error(`${path}.${name}`, 'hold no secret', 'contents that look like one', 'take it out, declare a Secret, and mount it by secretFiles');
  }
}
