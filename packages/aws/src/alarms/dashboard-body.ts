import type { AlarmFact, AlarmSubject, Measure, Metric } from './alarm-fact';

/** The columns of a dashboard of CloudWatch, and what a widget takes of them. */
const COLUMNS = 24;
const WIDTH = 8;
const HEIGHT = 6;
const TITLE_HEIGHT = 1;
const STATUS_HEIGHT = 4;

export interface DashboardProps {
  readonly title: string;
  readonly region: string;
  /** The ARNs of what rings, shown by their state. */
  readonly rings: readonly string[];
  /** What there is to see, in this order. */
  readonly subjects: readonly AlarmSubject[];
}

interface Widget {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly properties: object;
}

/** The dashboard of a site: what rings at a glance, and below it each figure with the line at which it rings. */
export function dashboardBody({ title, region, rings, subjects }: DashboardProps): string {
  const status = { type: 'alarm', width: COLUMNS, height: STATUS_HEIGHT, properties: { title, alarms: rings } };
  const rows = [[status], ...subjects.flatMap(subject => [[heading(subject.name)], graphs(subject, region)])];
  return JSON.stringify({ widgets: placed(rows) }, null, 2);
}

/** Rows one below the other, and what does not fit into one in lines of its own. */
function placed(rows: readonly (readonly Widget[])[]) {
  let y = 0;
  return rows.flatMap(row => {
    const top = y;
    const columns = Math.floor(COLUMNS / (row[0]?.width ?? COLUMNS));
    const height = row[0]?.height ?? 0;
    y += Math.ceil(row.length / columns) * height;
    return row.map(({ type, width, height: own, properties }, index) => ({
      type,
      x: (index % columns) * width,
      y: top + Math.floor(index / columns) * height,
      width,
      height: own,
      properties,
    }));
  });
}

function heading(name: string): Widget {
  return { type: 'text', width: COLUMNS, height: TITLE_HEIGHT, properties: { markdown: `## ${name.replace(/^_/, '')}`, background: 'transparent' } };
}

/** A graph for each measure: two thresholds of one figure are two lines in it. */
function graphs({ facts, seen = [] }: AlarmSubject, region: string): readonly Widget[] {
  const byMeasure = new Map<string, AlarmFact[]>();
  for (const fact of facts) {
    const measure = JSON.stringify([fact.measure, fact.period]);
    byMeasure.set(measure, [...(byMeasure.get(measure) ?? []), fact]);
  }
  const ringing = [...byMeasure.values()].flatMap(same => {
    const [first] = same;
    return first ? [graph(first, same, region)] : [];
  });
  return [...ringing, ...seen.map(figure => graph(figure, [], region))];
}

function graph({ name: title, measure, period }: Pick<AlarmFact, 'name' | 'measure' | 'period'>, facts: readonly AlarmFact[], region: string): Widget {
  const horizontal = facts.map(({ severity, threshold }) => ({ label: severity, value: threshold }));
  const lines = horizontal.length > 0 && { annotations: { horizontal } };
  const properties = { title, region, view: 'timeSeries', period, metrics: shown(measure, period), ...lines };
  return { type: 'metric', width: WIDTH, height: HEIGHT, properties };
}

function shown(measure: Measure, period: number): readonly unknown[] {
  switch (measure.kind) {
    case 'metric':
      return [line(measure.metric, {})];
    case 'query':
      return [[{ expression: measure.query, id: 'worst', period }]];
    case 'reckoned':
      return [
        [{ expression: measure.expression, id: 'reckoned', label: 'reckoned' }],
        ...Object.entries(measure.metrics).map(([id, metric]) => line(metric, { id, visible: false })),
      ];
  }
}

function line({ namespace, name, statistic, dimensions }: Metric, more: object): readonly unknown[] {
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat: statistic, ...more }];
}
