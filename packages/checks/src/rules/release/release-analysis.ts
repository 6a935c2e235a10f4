import {
  analysisWindow,
  type BlueGreen,
  type Canary,
  type ClinicalService,
  Duration,
  Percent,
  type Quantity,
  REQUEST_FIGURES,
  type ReleaseAnalysis,
  type Site,
  seconds,
} from '@clinfra/core';
import { error, type Fault } from '../../finding';
import { show } from '../../show';
import { isWhole } from '../../whole';

const LEAST_INTERVAL = seconds(10);
const COUNTS = { failures: 1, silent: 0, measurements: 1 } as const;

/** Whether a new version can be judged: the figures are there, and the limits are ones that they can pass or fail. */
export function* analysisFaults(service: ClinicalService, release: BlueGreen | Canary, analysis: ReleaseAnalysis, sites: readonly Site[]): Generator<Fault> {
  const path = `${service.path}.release.analysis`;
  yield* figures(path, service, sites);
  yield* limits(path, analysis);
  const faults = [...pace(path, analysis)];
  yield* faults;
  if (release.kind === 'blue-green' && faults.length === 0) yield* withinMeasurements(path, analysis);
  if (release.kind === 'canary' && faults.length === 0 && service.metrics) yield* judgedStages(service, release, analysis);
}

function* figures(path: string, { metrics, protocol }: ClinicalService, sites: readonly Site[]): Generator<Fault> {
  if (!metrics) yield error(path, 'have figures to judge by', 'a service without metrics', 'set metrics on the service, or leave the analysis out');
  if (REQUEST_FIGURES[protocol] === undefined && protocol === 'tcp') {
    yield error(path, 'be left out where the port speaks tcp, which has no requests to count', 'an analysis', 'leave it out');
  }
  for (const site of sites) {
    if (!site.prometheus)
      yield error(path, `stand where a Prometheus has the figures, as on ${site.path}`, 'none there', 'set prometheus on the site, or leave it out');
  }
}

function* limits(path: string, { errors, latency }: ReleaseAnalysis): Generator<Fault> {
  if (!isBroken(errors) && !(errors instanceof Percent && errors.toNumber() < 100))
    yield error(`${path}.errors`, 'be a percentage below 100%', show(errors), 'write it as percent(1)');
  const { share, within }: { share?: unknown; within?: unknown } = latency ?? {};
  if (!isBroken(share) && !(share instanceof Percent && !share.isZero && share.toNumber() < 100))
    yield error(`${path}.latency.share`, 'be a percentage above 0% and below 100%', show(share), 'write it as percent(95)');
  if (!isBroken(within) && !(within instanceof Duration && !within.isZero))
    yield error(`${path}.latency.within`, 'be a length of time above zero', show(within), 'write it as seconds(1)');
}

function* pace(path: string, analysis: ReleaseAnalysis): Generator<Fault> {
  const { interval } = analysis;
  if (!isBroken(interval) && !(interval instanceof Duration && !LEAST_INTERVAL.exceeds(interval)))
    yield error(`${path}.interval`, `be a length of time of at least ${LEAST_INTERVAL}`, show(interval), 'write it as minutes(1)');
  for (const [name, least] of Object.entries(COUNTS)) {
    const value: unknown = analysis[name as keyof typeof COUNTS];
    if (!isWhole(value) || value < least) yield error(`${path}.${name}`, `be a whole number of at least ${least}`, show(value), 'correct the figure');
  }
}

/** Argo Rollouts refuses limits that a fixed number of measurements can never reach, and calls a version good of which it has seen nothing. */
function* withinMeasurements(path: string, { failures, silent, measurements }: ReleaseAnalysis): Generator<Fault> {
  const remedy = 'lower it, or measure more often';
  if (failures > measurements) yield error(`${path}.failures`, `be at most measurements (${measurements})`, show(failures), remedy);
  if (silent >= measurements) yield error(`${path}.silent`, `be less than measurements (${measurements})`, show(silent), remedy);
}

/** A stage that is over before enough has been measured lets a bad version through to the next. */
function* judgedStages({ path, metrics }: ClinicalService, { stages }: Canary, { interval, failures }: ReleaseAnalysis): Generator<Fault> {
  const scrape: unknown = metrics?.interval;
  if (!(scrape instanceof Duration) || scrape.problem || interval.problem) return;
  const needed = analysisWindow(scrape).plus(interval.times(failures - 1));
  for (const [index, { pause, weight }] of (stages ?? []).entries()) {
    if (weight >= 100 || pause === 'approval' || (pause !== undefined && !(pause instanceof Duration))) continue;
    if (pause && (pause.problem || pause.isZero || !needed.exceeds(pause))) continue;
    const must = `be at least ${needed}, in which ${failures} bad measurements can end the release`;
    yield error(`${path}.release.stages[${index}].pause`, must, show(pause), 'lengthen the pause, or measure more often');
  }
}

/** What is no amount at all is reported where amounts are. */
function isBroken(value: unknown): boolean {
  return (value as Quantity | undefined)?.problem !== undefined;
}
