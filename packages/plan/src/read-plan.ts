import type { Finding } from '@clinfra/checks';
import type { Plan } from './plan';

/** The text is no plan that can be read; the message says why, to be read after the name of the file. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

/** A plan that was written by `planJson`. What is no plan, or one of another version, is refused with a `PlanError`. */
export function readPlan(text: string): Plan {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new PlanError(`must be a plan, got what is no JSON: ${unquoted(error)}`);
  }
  if (!isTable(parsed) || !('version' in parsed))
    throw new PlanError(`must be a plan with a version, got ${Array.isArray(parsed) ? 'a list' : kindOf(parsed)}`);
  if (parsed.version !== 1)
    throw new PlanError(`must be a plan of version 1, got version ${JSON.stringify(parsed.version)}; write it again with this version of clinfra`);
  const { platform, environment, resources, findings } = parsed;
  if (typeof platform !== 'string' || typeof environment !== 'string') throw new PlanError('must name platform and environment, got a plan without');
  if (!Array.isArray(resources) || !Array.isArray(findings)) throw new PlanError('must list resources and findings, got a plan without');
  const wrong = resources.findIndex(one => !isTable(one) || ['type', 'name', 'urn'].some(key => typeof one[key] !== 'string') || !isTable(one.inputs));
  if (wrong >= 0) throw new PlanError(`must give each resource a type, a name, a urn and inputs, got resources[${wrong}] without`);
  const unsaid = findings.findIndex(one => !isFinding(one));
  if (unsaid >= 0) throw new PlanError(`must give each finding a severity, a rule, a path, must, got and remedy, got findings[${unsaid}] without`);
  return parsed as unknown as Plan;
}

const TEXTS = ['rule', 'path', 'must', 'got', 'remedy'] as const satisfies readonly (keyof Finding)[];

function isFinding(one: unknown): boolean {
  return isTable(one) && (one.severity === 'error' || one.severity === 'warning') && TEXTS.every(key => typeof one[key] === 'string');
}

/** What Node says of it, without the lines that it quotes of the file. */
function unquoted(error: unknown): string {
  const { message } = error as SyntaxError;
  return message.replace(/(?:, )?(?:\.{3})?".*$/s, '').replace(/\s+/g, ' ');
}

function kindOf(value: unknown): string {
  return isTable(value) ? 'an object without' : value === null ? 'null' : typeof value;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
