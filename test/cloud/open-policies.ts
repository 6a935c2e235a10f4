import type { PlannedResource } from '@clinfra/plan';

interface ReadStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Conditions that hold a statement to callers whom the platform knows: they name an account, a resource of one, a service's own request. */
const NARROWING = /^(aws:(PrincipalAccount|PrincipalArn|PrincipalOrgID|SourceAccount|SourceArn|SourceOrgID|SourceVpce|SourceVpc)|kms:CallerAccount)$/i;
const POSITIVE = /^(ForAnyValue:|ForAllValues:)?(String|Arn)(Equals|Like|EqualsIgnoreCase)$/;
const READS = /^[a-z0-9-]+:(Get|List|Describe)\w*$/;

/** The documents of policies among the inputs of a resource, by the property that holds them. */
export function policiesOf({ inputs }: PlannedResource): readonly (readonly [property: string, statements: readonly ReadStatement[]])[] {
  return Object.entries(inputs).flatMap(([property, value]) => {
    if (typeof value !== 'string' || !value.includes('"Statement"')) return [];
    const { Statement } = JSON.parse(value) as { readonly Statement: ReadStatement | readonly ReadStatement[] };
    return [[property, [Statement].flat() as readonly ReadStatement[]] as const];
  });
}

/** The statements by which anybody at all may do something, by their names. */
export function openPolicies(resource: PlannedResource): readonly string[] {
  const endpoint = resource.type === 'aws:ec2/vpcEndpoint:VpcEndpoint';
  return policiesOf(resource)
    .flatMap(([, statements]) => statements)
    .filter(statement => statement.Effect === 'Allow' && isAnybody(statement.Principal) && !isNarrowed(statement) && !(endpoint && readsNamed(statement)))
    .map(({ Sid = 'without a name' }) => Sid);
}

function isAnybody(principal: unknown): boolean {
  const who = typeof principal === 'object' && principal !== null ? Reflect.get(principal, 'AWS') : principal;
  return [who].flat().includes('*');
}

function isNarrowed({ Condition = {} }: ReadStatement): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      POSITIVE.test(operator) && Object.entries(keys).some(([key, values]) => NARROWING.test(key) && ![values].flat().some(value => String(value) === '*')),
  );
}

/** The policy of an endpoint lets nobody in; it says where callers may be led. Reading what it names is a way to public things, and to nothing else. */
function readsNamed({ Action = [], Resource = '*' }: ReadStatement): boolean {
  return (
    [Action].flat().every(action => READS.test(action)) && [Resource].flat().every(resource => !resource.startsWith('*') && !/^arn:aws:s3:::\*/.test(resource))
  );
}
