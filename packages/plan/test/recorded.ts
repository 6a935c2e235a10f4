import type { PlannedResource } from '../src/planned-resource';
import { type Recording, type RecordOptions, record } from '../src/record';

/** Records a program as project `clinic`, stack `test`. */
export function recorded(program: () => unknown, options: Partial<RecordOptions> = {}): Promise<Recording> {
  return record({ project: 'clinic', stack: 'test', ...options }, program);
}

/** The resource of this name; a test that names one which is not there, or is there twice, is wrong. */
export function named(recording: Recording, name: string): PlannedResource {
  const found = recording.resources.filter(resource => resource.name === name);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} resources are named ${name}, wanted one`);
  return found[0];
}

/** How a value known only after apply is written. */
export function late(path: string): string {
  return `\${${path}}`;
}
