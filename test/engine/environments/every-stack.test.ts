import { readdirSync } from 'node:fs';
import { stacks } from '../../../stacks/platforms';

describe('the environments on the engine', () => {
  it('[T5] are every stack of the repository', () => {
    const files = readdirSync(__dirname).filter(file => file.endsWith('.engine.ts'));
    expect(files.sort()).toEqual(
      Object.keys(stacks)
        .map(stack => `${stack}.engine.ts`)
        .sort(),
    );
  });
});
