import { type ClinicalService, Inventory, ReleaseTask } from '@clinfra/core';
import { deploy } from '@clinfra/stack';
import { aPlatform, FAILS, RUNS } from './a-platform';

/** Two releases of a platform. The migration of the second fails; only `ehr` waits for it. */
export = () => {
  const isSecond = process.env.CLINFRA_ENGINE_RELEASE === '2';
  const image = isSecond ? RUNS.replace(':1', ':2') : RUNS;
  const platform = aPlatform({ ehr: image, laboratory: image });
  const ehr = new Inventory(platform).workloads.find(({ name }) => name === 'ehr') as ClinicalService;
  new ReleaseTask(ehr.domain, 'migrate', { image: isSecond ? FAILS : RUNS, before: [ehr] });
  deploy(platform, { today: new Date().toISOString().slice(0, 10) });
};
