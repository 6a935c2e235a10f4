import { given, made } from '../given/given';
import { type Duration, minutes } from '../units';
import { type ReleaseAnalysis, type ReleaseAnalysisProps, releaseAnalysisFrom } from './release-analysis';
import { podsDuringUpdate, type RollingUpdate } from './rolling-update';
import type { Subset } from './traffic';

/** New pods replace old ones a few at a time, as `availability.rolling` says. */
export interface Rolling {
  readonly kind: 'rolling';
}

/** Who switches a blue-green release over: a person, or the release itself once the new pods are ready and judged good. */
export type Promotion = 'manual' | 'automatic';

export interface BlueGreenProps {
  /**
   * Who switches over. A person does it by `kubectl argo rollouts promote`.
   * @default 'manual'
   */
  readonly promotion?: Promotion;
  /**
   * How long the old pods stand by after the switch, in which going back takes a moment. Another release within that time waits for their room in the quota.
   * @default minutes(5)
   */
  readonly scaleDownDelay?: Duration;
  /**
   * How the new version is judged: before the switch by whether its pods answer and by the requests that its preview got, after it by real ones.
   * @default not at all beyond being ready
   */
  readonly analysis?: ReleaseAnalysisProps;
}

/** The new version stands whole beside the old one, reached as `<name>-preview`, until one switch. */
export interface BlueGreen {
  readonly kind: 'blue-green';
  readonly promotion: Promotion;
  readonly scaleDownDelay: Duration;
  readonly analysis: ReleaseAnalysis | undefined;
}

/** A step of a canary. */
export interface CanaryStage {
  /** How many of a hundred requests the new version gets; the weights rise, and the last one is 100. */
  readonly weight: number;
  /**
   * How long the stage lasts, or `approval` for until a person goes on by `kubectl argo rollouts promote`.
   * @default no longer than its pods take to be ready
   */
  readonly pause?: Duration | 'approval';
}

/** What divides requests between two versions: the mesh by weight, or the number of pods alone. */
export type CanarySplit = 'mesh' | 'replicas';

export interface CanaryProps {
  /** The steps in which requests go over to the new version, the last one all of them. What is wrong with it meets no more requests than its step lets over. */
  readonly stages: readonly [CanaryStage, ...CanaryStage[]];
  /**
   * What divides the requests. By `replicas` a share is as exact as the pods are many, and old pods go as new ones come.
   * @default 'mesh': every site must have one
   */
  readonly split?: CanarySplit;
  /**
   * The header by which a caller asks for the new version from the first stage on, `x-canary: true`. It takes the mesh.
   * @default none: nobody can choose
   */
  readonly header?: string;
  /**
   * How the new version is judged all the time; when it is found bad, the old one gets every request again at once.
   * @default none, which only stages that wait for an approval may have
   */
  readonly analysis?: ReleaseAnalysisProps;
}

/** The new version gets more and more of the requests. */
export interface Canary {
  readonly kind: 'canary';
  readonly stages: readonly CanaryStage[];
  readonly split: CanarySplit;
  readonly header: string | undefined;
  readonly analysis: ReleaseAnalysis | undefined;
}

/** How a new version of a service takes over. */
export type Release = Rolling | BlueGreen | Canary;

/** A few pods at a time, by Kubernetes itself. */
export function rolling(): Rolling {
  return { kind: 'rolling' };
}

/** Two whole versions and one switch: `blueGreen({ promotion: 'manual' })`. Needs Argo Rollouts at every site of the service, and room for twice its pods. */
export function blueGreen(declared: BlueGreenProps = {}): BlueGreen {
  const props = given('BlueGreenProps', declared);
  const { promotion = 'manual', scaleDownDelay = minutes(5), analysis } = props;
  return made(props, { kind: 'blue-green', promotion, scaleDownDelay, analysis: releaseAnalysisFrom(analysis) });
}

/**
 * By stages: `canary({ stages: [{ weight: 10, pause: hours(1) }, { weight: 100 }] })`. Needs Argo Rollouts at every site of the service,
 * and with a mesh room for twice its pods: the old version stays whole until the new one has taken over.
 */
export function canary(declared: CanaryProps): Canary {
  const props = given('CanaryProps', declared);
  const { stages, split = 'mesh', header, analysis } = props;
  return made(props, { kind: 'canary', stages, split, header, analysis: releaseAnalysisFrom(analysis) });
}

/** Whether the old version stays whole beside the new one until it is given up, so that a release takes twice the pods. */
export function keepsOldVersion(release: Release): boolean {
  return release.kind === 'blue-green' || (release.kind === 'canary' && release.split === 'mesh');
}

/** The most pods of a service or a worker that stand at once while a new version takes over. */
export function podsDuringRelease(workload: { readonly release?: Release; readonly rolling: Required<RollingUpdate> }, pods: number): number {
  const { release, rolling: update } = workload;
  return release && keepsOldVersion(release) ? 2 * pods : podsDuringUpdate(update, pods);
}

/** The Service that leads to one version of a canary alone, for what comes by a gateway. */
export function versionName({ name }: { readonly name: string }, version: Subset): string {
  return `${name}-${version}`;
}

/** The Service by which the new version of a blue-green release is reached before the switch. */
export function previewName({ name }: { readonly name: string }): string {
  return `${name}-preview`;
}
