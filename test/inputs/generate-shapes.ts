import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SHAPES_FILE, shapesFile } from './shapes-file';

/** Writes the shapes of what core takes, as its types have them. */
export function generate(): void {
  writeFileSync(path.join(__dirname, '../..', SHAPES_FILE), shapesFile());
}
