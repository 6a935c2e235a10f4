import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SHAPES_FILE, shapesFile } from './shapes-file';

writeFileSync(path.join(__dirname, '../..', SHAPES_FILE), shapesFile());
