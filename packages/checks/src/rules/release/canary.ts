import { type Canary, type CanarySplit, type CanaryStage, type ClinicalService, Duration, type Site } from '@clinfra/core';
import { error, type Fault } from '../../finding';
import { show } from '../../show';
import { isText } from '../../text';
import { isWhole } from '../../whole';

const SPLITS: readonly string[] = Object.keys({ mesh: true, replicas: true } satisfies Record<CanarySplit, true>);
const ALL = 100;
/** As a mesh compares it. */
const HEADER = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function* canaryFaults(service: ClinicalService, canary: Canary, sites: readonly Site[]): Generator<Fault> {
  const path = `${service.path}.release`;
  const { split } = canary;
  if (!SPLITS.includes(split)) yield error(`${path}.split`, `be one of ${SPLITS.join(', ')}`, show(split), 'choose one of them');
  if (service.protocol === 'tcp') {
    yield error(path, 'be no canary where the port speaks tcp, whose connections cannot be shared out', 'canary', 'use blueGreen(...) or rolling()');
  }
  for (const site of split === 'mesh' ? sites : []) {
    if (!site.mesh)
      yield error(`${path}.split`, `stand where a mesh divides requests, as on ${site.path}`, 'none there', "set mesh on the site, or split by 'replicas'");
  }
  yield* header(`${path}.header`, canary);
  yield* stages(`${path}.stages`, canary.stages ?? []);
  for (const [index, stage] of (canary.stages ?? []).entries()) {
    yield* pause(`${path}.stages[${index}].pause`, stage, canary);
    if (split === 'replicas') yield* share(`${path}.stages[${index}].weight`, stage, service);
  }
}

function* header(path: string, { header: name, split }: Canary): Generator<Fault> {
  if (name === undefined) return;
  if (!isText(name, HEADER)) yield error(path, 'be the name of a header in small letters', show(name), 'write it as x-canary');
  else if (split === 'replicas') yield error(path, 'be left out without the mesh, which reads it', show(name), "leave it out, or split by 'mesh'");
}

function* stages(path: string, all: readonly CanaryStage[]): Generator<Fault> {
  if (all.length === 0) yield error(path, 'be at least one', 'none', 'write them as [{ weight: 10, pause: hours(1) }, { weight: 100 }]');
  let before = 0;
  for (const [index, { weight }] of all.entries()) {
    const place = `${path}[${index}].weight`;
    if (!isWhole(weight) || weight < 1 || weight > ALL) {
      yield error(place, `be a whole number from 1 to ${ALL}`, show(weight), 'write how many of a hundred requests the new version gets');
      return;
    }
    if (weight <= before) yield error(place, `be more than that of the stage before (${before})`, show(weight), 'let the weights rise');
    before = weight;
  }
  if (all.length > 0 && before !== ALL && all.at(-1)?.weight === before) {
    yield error(`${path}[${all.length - 1}].weight`, `be ${ALL} in the last stage`, show(before), `add a stage of weight ${ALL}`);
  }
}

function* pause(path: string, { pause: length, weight }: CanaryStage, { analysis }: Canary): Generator<Fault> {
  if (length === 'approval') return;
  if (length !== undefined && !(length instanceof Duration)) yield error(path, "be a length of time or 'approval'", show(length), 'write it as minutes(5)');
  else if (length && !length.problem && length.isZero) yield error(path, 'be more than zero', show(length), 'leave it out for no pause');
  else if (!analysis && weight < ALL) {
    yield error(path, "be 'approval' where nothing judges the new version", show(length), 'give the release an analysis, or let a person approve the stage');
  }
}

/** Without a mesh the least share is one pod, and at night there are few. */
function* share(path: string, { weight }: CanaryStage, { scale: { min } }: ClinicalService): Generator<Fault> {
  if (!isWhole(weight) || !isWhole(min) || min < 1 || weight < 1 || weight * min >= ALL) return;
  const must = `be at least the share of one pod of scale.min (${Math.ceil(ALL / min)} with ${min})`;
  yield error(path, must, show(weight), `raise scale.min to ${Math.ceil(ALL / weight)}, raise the weight, or split by 'mesh'`);
}
