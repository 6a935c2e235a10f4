import { Duration, type Objectives, Percent } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

export const objectives = rule('objectives', 'production says what it promises, in figures that can be kept', function* ({ inventory }) {
  const { path, stage, objectives: promised } = inventory.platform;
  if (promised) yield* figures(`${path}.objectives`, promised);
  else if (stage === 'production') {
    yield error(`${path}.objectives`, 'be declared in production', 'nothing', 'promise availability, rto and rpo');
  }
});

function* figures(path: string, { availability, rto, rpo }: Objectives): Generator<Fault> {
  if (!(availability instanceof Percent) || !(availability.problem || isKept(availability))) {
    yield error(`${path}.availability`, 'be a percentage above 0% and below 100%', show(availability), 'write it as percent(99.9)');
  }
  for (const [name, value] of Object.entries({ rto, rpo })) {
    if (value instanceof Duration && (value.problem || !value.isZero)) continue;
    yield error(`${path}.${name}`, 'be a length of time above zero', show(value), 'write it as minutes(5)');
  }
}

function isKept(availability: Percent): boolean {
  return availability.toNumber() > 0 && availability.toNumber() < 100;
}
