import type { Manifest } from '@clinfra/kubernetes';
import type { ComponentResource, ProviderResource } from '@pulumi/pulumi';
import type { Chart } from 'cdk8s';
import { LateValueError } from './errors';
import { differentManifests } from './late-differences';
import { LateValues, OUTPUT, WRONG } from './late-values';
import { registerManifests } from './register-manifests';

/**
 * Makes charts, in an app of their own, and nothing else: it is called twice, with other stand-ins for the late values, so that whatever is made of one is
 * found, and has to make the same both times.
 */
export type WriteCharts = (late: LateValues) => readonly Chart[];

export interface RegisterChartsOptions {
  /** What the Pulumi names of the objects begin with. */
  readonly name: string;
  /** The component to which the objects belong. */
  readonly parent: ComponentResource;
  /** The provider that reaches the cluster. */
  readonly provider: ProviderResource;
}

/**
 * Registers the objects of plain cdk8s charts through the same bridge as the platform's own. A value that is known only after apply passes through them as
 * `late.text(output, origin)` or `late.number(output, origin)`, alone or inside a text; one that was hashed, encoded, cut, calculated with or used as a key
 * is refused with its place, and nothing is registered.
 */
export function registerCharts(write: WriteCharts, { name, parent, provider }: RegisterChartsOptions): void {
  const [late, other] = [new LateValues('first'), new LateValues('second')];
  const [manifests, others] = [objectsOf(write(late)), objectsOf(write(other))];
  const found = [...differentManifests(name, manifests, others, [late, other])];
  registerManifests([{ prefix: name, manifests, parent, provider }], late, found);
}

function objectsOf(charts: readonly Chart[]): readonly Manifest[] {
  return charts.flatMap(chart => {
    try {
      return chart.toJson() as Manifest[];
    } catch (error) {
      throw isAboutOutput(error) ? new LateValueError([{ path: placeIn(error.message), must: WRONG.plain, got: OUTPUT }]) : error;
    }
  });
}

/** cdk8s refuses whatever is no plain object, with the class of it and the path of what it was given to. */
function isAboutOutput(error: unknown): error is Error {
  return error instanceof Error && /\bOutputImpl\b/.test(error.message);
}

function placeIn(message: string): string {
  return /at path '([^']+)'/.exec(message)?.[1] ?? 'a chart';
}
