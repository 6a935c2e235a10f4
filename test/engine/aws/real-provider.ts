import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PlannedResource } from '@clinfra/plan';

const ORACLE = path.resolve(__dirname, '..', '..', '..', '..', 'shared', 'tools', 'aws-oracle.mjs');
const SKIPPED = 3;

/** What the real provider for AWS has against a resource. */
export interface Problem {
  readonly type: string;
  readonly name: string;
  readonly message: string;
}

export interface Judgement {
  readonly problems: readonly Problem[];
  /** How many resources it judged; it does not know the newest types. */
  readonly judged: number;
}

/** The real provider, offline: it knows which values AWS would refuse, alone and beside each other, and nothing of an account. */
export function judge(resources: readonly PlannedResource[]): Judgement {
  const { status, stdout, stderr } = ask(resources);
  if (status !== 0 && status !== 1) throw new Error(`${ORACLE}: must judge the resources, got ${stdout}${stderr}`);
  return JSON.parse(stdout) as Judgement;
}

/** Whether it is there to be asked; where it is not, the tests that would ask say so and are skipped. */
export function canJudge(): boolean {
  return existsSync(ORACLE) && ask([]).status !== SKIPPED;
}

export const UNLESS_THERE = '(skipped without terraform and its AWS provider)';

/**
 * A provider from before `defaultAuthScheme` asks every proxy for a secret, and one from before brokers without passwords every broker for a user. It says what it
 * does not judge; the rest is judged with a secret and a user that are none.
 */
function asKnown(resource: PlannedResource): PlannedResource {
  if (resource.type === 'aws:mq/broker:Broker')
    return { ...resource, inputs: { ...resource.inputs, users: [{ username: 'none', password: 'none-none-none-1' }] } };
  if (resource.type !== 'aws:rds/proxy:Proxy' || resource.inputs.defaultAuthScheme !== 'IAM_AUTH') return resource;
  const auths = [{ authScheme: 'SECRETS', secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:none-000000' }];
  return { ...resource, inputs: { ...resource.inputs, auths } };
}

function ask(resources: readonly PlannedResource[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'clinfra-oracle-'));
  const plan = path.join(folder, 'plan.json');
  writeFileSync(plan, JSON.stringify({ resources: resources.filter(({ type }) => type.startsWith('aws:')).map(asKnown) }));
  const answer = spawnSync(process.execPath, [ORACLE, '--json', plan], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  rmSync(folder, { recursive: true });
  return answer;
}
