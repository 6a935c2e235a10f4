import type { Inventory, Site, Workload } from '@clinfra/core';
import type { PlannedResource } from '@clinfra/plan';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Access } from './declared-access';
import { ACCOUNT, type SettledPlan } from './settled-plan';

/** Who asks: a role with the policies that a plan gives it. */
export interface Identity {
  readonly arn: string;
  readonly policies: readonly { readonly name: string; readonly policy: unknown }[];
}

/** What comes with a request besides who asks for what. */
export interface Circumstances {
  readonly account?: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly resourcePolicy?: unknown;
}

/** The identities of a plan. */
export class Identities {
  readonly #policies = new Map<PlannedResource, { readonly name: string; readonly policy: unknown }[]>();

  constructor(private readonly plan: SettledPlan) {
    for (const policy of plan.all('iam/rolePolicy:RolePolicy')) {
      const role = plan.referred(policy.inputs.role) ?? plan.all('iam/role:Role').find(({ inputs }) => inputs.name === policy.inputs.role);
      if (!role) throw new Error(`${policy.name} names no role of the plan`);
      const known = this.#policies.get(role) ?? [];
      known.push({ name: policy.name, policy: plan.policy(policy) });
      this.#policies.set(role, known);
    }
  }

  /** Every role of the plan, by its name there. */
  all(): readonly (readonly [string, Identity])[] {
    return this.plan.all('iam/role:Role').map(role => [role.name, this.#identity(role)]);
  }

  /** As whom the pods of a workload act on a site: the role that their service account is given there, or nobody. */
  ofWorkload({ platform }: Inventory, site: Site, workload: Workload): Identity | undefined {
    const given = this.plan
      .all('eks/podIdentityAssociation:PodIdentityAssociation')
      .filter(({ name }) => name.startsWith(`${platform.name}-${site.name}-`))
      .filter(({ inputs }) => inputs.namespace === workload.domain.name && inputs.serviceAccount === workload.name);
    if (given.length > 1) throw new Error(`${workload.path} is given ${given.length} roles`);
    const role = this.plan.referred(given[0]?.inputs.roleArn);
    return role && this.#identity(role);
  }

  #identity(role: PlannedResource): Identity {
    return { arn: this.plan.arnOf(role), policies: this.#policies.get(role) ?? [] };
  }
}

/** Whether AWS would let it happen. A question that cannot be put, such as one about an action that does not exist, is an error. */
export async function allows({ arn, policies }: Identity, { action, resource, context: asked = {} }: Access, around: Circumstances = {}): Promise<boolean> {
  const { account = ACCOUNT, context = {}, resourcePolicy } = around;
  if (resourcePolicy === undefined && !policies.some(({ policy }) => speaksOf(policy, action))) return false;
  const answer = await runSimulation(
    {
      request: {
        principal: arn,
        action,
        resource: { resource, accountId: account },
        contextVariables: { 'aws:SecureTransport': 'true', ...asked, ...context },
      },
      identityPolicies: [...policies],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy !== undefined && { resourcePolicy }),
    },
    {},
  );
  if (answer.resultType === 'error') throw new Error(`${action} on ${resource} cannot be asked: ${JSON.stringify(answer.errors)}`);
  return answer.overallResult === 'Allowed';
}

/** Whether a policy has a word about the service or about all; where it has none, nothing is granted, and thousands of questions need not be put. */
function speaksOf(policy: unknown, action: string): boolean {
  const text = JSON.stringify(policy);
  return text.includes(`"${action.split(':')[0]}:`) || text.includes('"*"');
}
