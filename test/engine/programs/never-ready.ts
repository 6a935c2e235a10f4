import { deploy } from '@clinfra/stack';
import { runtime } from '@pulumi/pulumi';
import { aPlatform, NEVER_READY, RUNS } from './a-platform';

/** Two services of which one never becomes ready, and an operator who waits ten seconds for a rollout to make progress. */
export = () => {
  runtime.registerStackTransformation(({ type, props, opts }) =>
    type === 'kubernetes:apps/v1:Deployment' ? { props: { ...props, spec: { ...props.spec, progressDeadlineSeconds: 10 } }, opts } : undefined,
  );
  deploy(aPlatform({ ehr: RUNS, laboratory: NEVER_READY }), { today: new Date().toISOString().slice(0, 10) });
};
