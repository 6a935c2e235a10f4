import {
  type Adjustable,
  ClinicalService,
  PATCHED_KINDS,
  type PatchedKind,
  type PatchedNoun,
  ReleaseTask,
  ScheduledTask,
  StoreDeclaration,
  Worker,
} from '@clinfra/core';
import { isFields } from '../fields';
import { show } from '../show';

/** A patch whose parts are what they should be, whoever wrote it. */
export interface ReadablePatch {
  readonly kind: PatchedKind;
  readonly merge: Readonly<Record<string, unknown>>;
  /** Fields that are properties of this very construct, and of no other that has the kind. */
  readonly declared: readonly string[];
}

/** Where a store answers is known from the store alone. */
const ADDRESS = ['data host', 'data readerHost', 'data port', 'data bucket'];

/** The patch, where it names a kind that its owner may become, and fields. */
export function readable(owner: Adjustable, patch: unknown): ReadablePatch | undefined {
  if (!isFields(patch) || !isFields(patch.merge)) return undefined;
  const kind = kindsOf(owner).find(one => one === patch.kind);
  return kind && { kind, merge: patch.merge, declared: owner instanceof StoreDeclaration ? ADDRESS : [] };
}

/** The kinds of the objects that it becomes, those that depend on the site among them. */
export function kindsOf(owner: Adjustable): readonly PatchedKind[] {
  const kinds: readonly PatchedKind[] = PATCHED_KINDS[nounOf(owner)];
  const made = runnerOf(owner);
  return made === undefined ? kinds : kinds.filter(kind => kind === made || !RUNNERS.has(kind));
}

const RUNNERS: ReadonlySet<PatchedKind> = new Set(['Deployment', 'Rollout', 'CronJob', 'Job']);

/** The kind that runs the pods of a workload. */
function runnerOf(owner: Adjustable): PatchedKind | undefined {
  if (owner instanceof ScheduledTask) return 'CronJob';
  if (owner instanceof ReleaseTask) return 'Job';
  if (owner instanceof Worker) return 'Deployment';
  if (owner instanceof ClinicalService) return owner.release?.kind === 'rolling' ? 'Deployment' : 'Rollout';
  return undefined;
}

function nounOf(owner: Adjustable): PatchedNoun {
  return owner instanceof StoreDeclaration ? 'store' : owner.kind;
}

/** What stands in a field, short: objects and lists may hold anything. */
export function shapeOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : isFields(value) ? 'an object' : show(value);
}
