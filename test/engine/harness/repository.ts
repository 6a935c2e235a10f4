import path from 'node:path';

/** The top of this repository. */
export const REPOSITORY = path.resolve(__dirname, '..', '..', '..');
