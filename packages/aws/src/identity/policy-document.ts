/** An IAM policy as AWS reads it. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Action: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy that lets an AWS service, and nobody else, take the role on; where the service says for whom, only for those. */
export function trust(service: string, actions: readonly string[] = ['sts:AssumeRole'], Condition?: Statement['Condition']): string {
  const statement: Statement = { Sid: 'Trust', Effect: 'Allow', Principal: { Service: service }, Action: actions, ...(Condition && { Condition }) };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] } satisfies PolicyDocument);
}

/** A policy that lets pods of the cluster take the role on, by EKS Pod Identity. */
export const TRUST_PODS = trust('pods.eks.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession']);
