import { planOf } from '@clinfra/plan';
import { aPlatform } from '../../../test/fixtures/a-platform';

const TODAY = { today: '2026-11-23' };

describe('a plan of a platform', () => {
  // What deploys is loaded when it is needed, and then with whatever modules there are.
  it('is refused where the modules are others than those that declared it, and not empty', async () => {
    const { platform } = aPlatform();
    jest.resetModules();
    await expect(planOf(platform, TODAY)).rejects.toThrow(
      'ward: must be a platform of the copy of @clinfra/core that reads it, got a platform of another copy of @clinfra/core; install one version, and let no test reset its modules (jest.resetModules) in between',
    );
  });
});
