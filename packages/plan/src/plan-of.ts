import type { Platform } from '@clinfra/core';
import { checkWithObjects } from '@clinfra/kubernetes';
import type { Plan } from './plan';
import { record } from './record';

/** The project under which plans are recorded, as in `Pulumi.yaml`. */
const PROJECT = 'clinfra';

/**
 * What deploying a platform would register, and what the checks say of it. Findings of severity error leave the plan without resources,
 * as they leave `pulumi up` without any.
 */
export async function planOf(platform: Platform, options: { readonly today: string }): Promise<Plan> {
  const { name, environment } = platform;
  const findings = checkWithObjects(platform, options);
  const plan = { version: 1, platform: name, environment, findings } as const;
  if (findings.some(({ severity }) => severity === 'error')) return { ...plan, resources: [] };
  const { deployChecked } = await import('@clinfra/stack');
  const { resources } = await record({ project: PROJECT, stack: `${name}-${environment}` }, () => deployChecked(platform, findings));
  return { ...plan, resources };
}
