import type { AlarmFigures, Percent } from '@clinfra/core';
import type { AlarmFact, Silence } from './alarm-fact';

const MINUTE = 60;

/** A figure that must lie beyond for as long as was declared. While nothing is told nothing rings: what is gone is told by its events. */
export function lasting({ lasting: time }: Pick<Required<AlarmFigures>, 'lasting'>): {
  readonly period: number;
  readonly points: number;
  readonly silence: Silence;
} {
  return { period: MINUTE, points: Math.max(1, Math.ceil(time.toSeconds() / MINUTE)), silence: 'missing' };
}

/** What must not happen at all: a single time in five minutes rings. While nothing is told nothing happens. */
export const AT_ALL = { severity: 'high', rings: 'above', threshold: 0, period: 300, points: 1, silence: 'notBreaching' } as const satisfies Partial<AlarmFact>;

/** Halfway from a share to the whole. */
function halfwayToFull(used: Percent): number {
  return (used.toNumber() + 100) / 2;
}

/** What is left of a whole, where a share of it is in use. */
export function leftOf(whole: number, used: number): number {
  return Math.floor((whole * (100 - used)) / 100);
}

/** Something that fills up: it rings at the declared share, and wakes somebody halfway from there to full. */
export function filling(
  fact: Omit<AlarmFact, 'severity' | 'threshold' | 'why'>,
  used: Percent,
  { threshold, why }: { readonly threshold: (share: number) => number; readonly why: string },
): readonly AlarmFact[] {
  const half = halfwayToFull(used);
  return [
    { ...fact, severity: 'medium', threshold: threshold(used.toNumber()), why: `More than ${used} is in use. ${why}` },
    { ...fact, name: `${fact.name}-full`, severity: 'critical', threshold: threshold(half), why: `More than ${half}% is in use. ${why}` },
  ];
}
