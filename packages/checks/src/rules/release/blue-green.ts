import { type BlueGreen, type ClinicalService, Duration, type Promotion, seconds } from '@clinfra/core';
import { error, type Fault } from '../../finding';
import { show } from '../../show';

const PROMOTIONS: readonly string[] = Object.keys({ manual: true, automatic: true } satisfies Record<Promotion, true>);

/** Until every node knows the new pods, some requests still go to the old ones. */
const LEAST_DELAY = seconds(30);

export function* blueGreenFaults({ path }: ClinicalService, { promotion, scaleDownDelay }: BlueGreen): Generator<Fault> {
  if (!PROMOTIONS.includes(promotion)) yield error(`${path}.release.promotion`, `be one of ${PROMOTIONS.join(', ')}`, show(promotion), 'choose one of them');
  const delay: unknown = scaleDownDelay;
  if (delay instanceof Duration && (delay.problem || !LEAST_DELAY.exceeds(delay))) return;
  const must = `be a length of time of at least ${LEAST_DELAY}, in which every node learns of the switch`;
  yield error(`${path}.release.scaleDownDelay`, must, show(delay), 'write it as minutes(5)');
}
