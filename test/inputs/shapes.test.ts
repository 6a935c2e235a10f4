import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SHAPES_FILE, shapesFile } from './shapes-file';

it('core knows the shapes of what it takes as its types have them: npm run generate:shapes', () => {
  expect(readFileSync(path.join(__dirname, '../..', SHAPES_FILE), 'utf8')).toBe(shapesFile());
});
