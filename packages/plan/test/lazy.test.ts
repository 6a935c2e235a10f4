import { runAlone } from './run-alone';

describe('importing the engine', () => {
  it('loads nothing of Pulumi before something is recorded', () => {
    expect(runAlone('loads.ts')).toEqual({ status: 0, stdout: '[]\n', stderr: '' });
  });

  it('would be caught loading it', () => {
    expect(runAlone('loads.ts', 'eagerly').stdout).toContain('@pulumi/pulumi');
  });
});
