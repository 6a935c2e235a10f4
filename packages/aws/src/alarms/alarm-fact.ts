import type { AlarmSeverity } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';

/** The last is a percentile, which an alarm takes in what it reckons alone. */
export type Statistic = 'Average' | 'Maximum' | 'Minimum' | 'Sum' | 'p90';
/** What an alarm takes silence for: for what it rings at, for health, or for nothing at all. */
export type Silence = 'breaching' | 'notBreaching' | 'missing';

/** A figure of CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: Statistic;
  readonly dimensions: Readonly<Record<string, Input<string>>>;
}

/** What an alarm looks at: a figure, one that is reckoned from some, or what a query of Metrics Insights finds among any number of them. */
export type Measure =
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'reckoned'; readonly expression: string; readonly metrics: Readonly<Record<string, Metric>> }
  | { readonly kind: 'query'; readonly query: string };

/** One thing on which a person would act. */
export interface AlarmFact {
  /** What it is called within its subject: `cpu`. */
  readonly name: string;
  readonly severity: AlarmSeverity;
  readonly measure: Measure;
  /** On which side of the threshold it rings; the threshold itself is healthy. */
  readonly rings: 'above' | 'below';
  readonly threshold: number;
  /** The seconds over which each point is taken, as CloudWatch has them: whole minutes. */
  readonly period: number;
  /** How many points must lie beyond. */
  readonly points: number;
  /**
   * Among how many of the last.
   * @default as many: one after the other
   */
  readonly among?: number;
  readonly silence: Silence;
  /** What is the matter and what to do, for whoever is woken by it. */
  readonly why: string;
}

/** Something that rings as one: a store, the ways in, the backups of a site. */
export interface AlarmSubject {
  /** What it is called within its site; that of a store is the store's own. */
  readonly name: string;
  readonly facts: readonly AlarmFact[];
  /**
   * What its dashboard shows besides, and what does not ring.
   * @default nothing
   */
  readonly seen?: readonly Pick<AlarmFact, 'name' | 'measure' | 'period'>[];
}

/** How many figures CloudWatch takes into one alarm. */
const MOST = 10;

export function metric(namespace: string, name: string, statistic: Statistic, dimensions: Metric['dimensions']): Metric {
  return { namespace, name, statistic, dimensions };
}

export function plain(one: Metric): Measure {
  return { kind: 'metric', metric: one };
}

/** The highest, the lowest or the sum of figures, ten in each measure, because an alarm takes no more. */
export function combined(how: 'MAX' | 'MIN' | 'SUM', metrics: readonly Metric[]): readonly Measure[] {
  const groups = Array.from({ length: Math.ceil(metrics.length / MOST) }, (_, group) => metrics.slice(group * MOST, (group + 1) * MOST));
  return groups.map(group => {
    const [only] = group;
    if (group.length === 1 && only) return plain(only);
    return { kind: 'reckoned', expression: `${how}(METRICS())`, metrics: Object.fromEntries(group.map((one, index) => [`m${index + 1}`, one])) };
  });
}

/** A figure as a share of another, in percent. */
export function share(part: Metric, whole: Metric): Measure {
  return { kind: 'reckoned', expression: '100 * part / whole', metrics: { part, whole } };
}

/** The same fact for each of several measures, with a number from the second on. */
export function forEach(measures: readonly Measure[], fact: Omit<AlarmFact, 'measure'>): readonly AlarmFact[] {
  return measures.map((measure, index) => ({ ...fact, name: index === 0 ? fact.name : `${fact.name}-${index + 1}`, measure }));
}
