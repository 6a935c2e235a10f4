import { error } from '../finding';
import { rule } from '../rule';

const SECRET_NAME = /PASSWORD|SECRET|TOKEN|PRIVATE_?KEY|API_?KEY/i;

/** Values that are secrets whatever they are called. */
const SECRET_VALUES = [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, /\bA(?:KI|SI)A[0-9A-Z]{16}\b/, /:\/\/[^/\s:@]*:[^/\s@]+@/];

export const plainSecret = rule(
  'plain-secret',
  'no secret stands among plain variables, because those stand in manifests, states and logs',
  function* ({ inventory }) {
    for (const { path, variables } of inventory.workloads) {
      for (const [name, value] of Object.entries(variables)) {
        if (typeof value !== 'string' || value === '') continue;
        if (!SECRET_NAME.test(name) && !SECRET_VALUES.some(pattern => pattern.test(value))) continue;
        yield error(`${path}.variables.${name}`, 'be no secret', 'a value that looks like one', 'take it out, declare a Secret, and let the workload use it');
      }
    }
  },
);
