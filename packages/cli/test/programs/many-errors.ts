import { aPlatform, aService } from '../../../../test/fixtures/a-platform';

/** A staging with so many mistakes that they fill every pipe. */
export const stacks = {
  'ward-staging': () => {
    const { platform, clinical } = aPlatform();
    for (let index = 0; index < 1000; index++) aService(clinical, `cds-${index}`, { scale: { min: 3, max: 2 } });
    return Object.assign(platform, { environment: 'staging' });
  },
};
