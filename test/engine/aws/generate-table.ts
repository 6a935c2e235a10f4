import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ServiceTable } from './property-table';
import { SdkTypes } from './sdk-types';

/** The services that a platform may use. Another one is a word here and a run of the command. */
const SERVICES = [
  ...[
    'acm',
    'appautoscaling',
    'arcregionswitch',
    'autoscaling',
    'backup',
    'budgets',
    'cfg',
    'cloudformation',
    'cloudfront',
    'cloudtrail',
    'cloudwatch',
    'docdb',
    'dynamodb',
    'ebs',
    'ec2',
  ],
  ...[
    'ec2transitgateway',
    'ecr',
    'eks',
    'elasticache',
    'guardduty',
    'iam',
    'kinesis',
    'kms',
    'lambda',
    'lb',
    'mq',
    'msk',
    'opensearch',
    'rds',
    'route53',
    's3',
    'scheduler',
    'secretsmanager',
    'securityhub',
    'sfn',
    'sns',
    'sqs',
    'ssm',
    'vpc',
    'wafv2',
  ],
] as const;

const folder = path.join(__dirname, 'generated');
const madeBy = 'npm run generate:aws-table';

/** Writes one table a service; formatted as the repository's formatter wants it. */
function write(name: string, table: ServiceTable): void {
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(table, null, 2)}\n`);
}

/** Writes the tables of what the installed SDK says of each service anew. */
export function generate(): void {
  const sdk = new SdkTypes(path.dirname(require.resolve('@pulumi/aws/package.json')));
  const from = `@pulumi/aws ${sdk.version}`;
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
  write('provider', { madeBy, from, ...sdk.provider() });
  for (const service of SERVICES) write(service, { madeBy, from, ...sdk.service(service) });
  console.log(`wrote the tables of ${SERVICES.length} services from ${from}`);
}
