import { runtime } from '@pulumi/pulumi';

describe('what Pulumi needs to serialize closures', () => {
  it('is not loaded by a test that needs none of it', () => {
    expect(loadedCompilers()).toEqual([]);
  });

  it('is there for one that does', async () => {
    const answer = 42;
    const { text } = await runtime.serializeFunction(() => answer);
    expect(text).toContain('return ()=>answer;');
    expect(loadedCompilers()).toEqual([expect.stringContaining('typescript.js')]);
  });
});

function loadedCompilers(): readonly string[] {
  return Object.keys(require.cache).filter(file => /[\\/]typescript[\\/]lib[\\/]/.test(file));
}
