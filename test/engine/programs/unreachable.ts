import { deploy } from '@clinfra/stack';
import { aPlatform, RUNS } from './a-platform';

/** A platform on a cluster that the kubeconfig names; whether it answers is another matter. */
export = () => {
  deploy(aPlatform({ ehr: RUNS }), { today: new Date().toISOString().slice(0, 10) });
};
