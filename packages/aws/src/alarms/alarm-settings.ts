import { ALARM_SEVERITIES, type AlarmSeverity } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import type { AlarmFact, Measure, Metric } from './alarm-fact';

/** An alarm as CloudWatch takes it, without its name and what it calls. */
export function alarmSettings({ measure, rings, threshold, period, points, among = points, silence, why }: AlarmFact) {
  return {
    alarmDescription: why,
    comparisonOperator: rings === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
    threshold,
    evaluationPeriods: among,
    datapointsToAlarm: points,
    treatMissingData: silence,
    ...measured(measure, period),
  };
}

function measured(measure: Measure, period: number) {
  switch (measure.kind) {
    case 'metric': {
      const { namespace, name: metricName, statistic, dimensions } = measure.metric;
      return { namespace, metricName, statistic, dimensions, period };
    }
    case 'query':
      return { metricQueries: [{ id: 'worst', expression: measure.query, period, returnData: true }] };
    case 'reckoned':
      return {
        metricQueries: [
          ...Object.entries(measure.metrics).map(([id, one]) => ({ id, metric: queried(one, period), returnData: false })),
          { id: 'reckoned', label: 'reckoned', expression: measure.expression, returnData: true },
        ],
      };
  }
}

function queried({ namespace, name, statistic, dimensions }: Metric, period: number) {
  return { namespace, metricName: name, dimensions, period, stat: statistic };
}

/** What of a subject calls whom: one alarm by itself where a severity has no other and nothing is worse, else all of a severity as one. */
export interface Ring {
  readonly severity: AlarmSeverity;
  /** The facts of that severity. */
  readonly facts: readonly AlarmFact[];
  /** The facts that are worse. */
  readonly worse: readonly AlarmFact[];
}

/** The rings of a subject, the most urgent first. */
export function ringsOf(facts: readonly AlarmFact[]): readonly Ring[] {
  const worse: AlarmFact[] = [];
  return ALARM_SEVERITIES.flatMap(severity => {
    const own = facts.filter(fact => fact.severity === severity);
    const ring = { severity, facts: own, worse: [...worse] };
    worse.push(...own);
    return own.length > 0 ? [ring] : [];
  });
}

/** Whether an alarm may call by itself. */
export function ringsAlone({ facts, worse }: Ring): boolean {
  return facts.length === 1 && worse.length === 0;
}

/**
 * When a ring rings, in the words of CloudWatch, which means alarms by their names: with its own facts and with all that are worse. While something worse rings it calls
 * nobody (`hushedBy`), so that one trouble calls once; because it rings along, it does not say either that all is well.
 */
export function alarmRule({ facts, worse }: Ring, nameOf: (fact: AlarmFact) => string): string {
  return [...facts, ...worse].map(fact => `ALARM("${nameOf(fact)}")`).join(' OR ');
}

/** How long a ring waits, in seconds, for something worse to ring as well, and how long it stays silent when that is over. */
const WAIT = 120;

export function hushedBy(alarm: Input<string>) {
  return { alarm, waitPeriod: WAIT, extensionPeriod: WAIT };
}
