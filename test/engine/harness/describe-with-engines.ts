import { missingControlPlanePrograms } from './control-plane-programs';
import { definitionsFolder } from './custom-resources';
import { onPath } from './programs-on-path';
import { givenKubeconfigs } from './site-clusters';
import { kubernetesPlugin } from './workstation';

/**
 * What a suite cannot do without. `control plane`: the programs of one, to start its own; `clusters`: those, or clusters that were given;
 * `definitions`: those of custom resources.
 */
export type Need = 'pulumi' | 'control plane' | 'clusters' | 'definitions';

/** A suite that runs where its engines are there, and is skipped with the reason where they are not. */
export function describeWithEngines(title: string, needs: readonly Need[], body: () => void): void {
  const programs = new Set(needs.flatMap(need => MISSING_PROGRAMS[need]()));
  const reasons = programs.size > 0 ? [`not on PATH: ${[...programs].join(', ')}`] : [];
  if (needs.includes('definitions') && !definitionsFolder()) reasons.push('CLINFRA_ENGINE_CRDS names no folder with definitions of custom resources');
  if (reasons.length === 0) {
    describe(title, body);
    return;
  }
  const reason = `${reasons.join('; ')} (docs/testing.md says how to get it)`;
  process.stderr.write(`skipped: ${title}: ${reason}\n`);
  const skipped = describe.skip;
  skipped(`${title} [skipped: ${reason}]`, body);
}

const MISSING_PROGRAMS: Readonly<Record<Need, () => readonly string[]>> = {
  pulumi: () => {
    const programs = ['pulumi', 'pulumi-language-nodejs'].filter(name => !onPath(name));
    return kubernetesPlugin() ? programs : [...programs, 'pulumi-resource-kubernetes'];
  },
  'control plane': missingControlPlanePrograms,
  clusters: () => (givenKubeconfigs() ? ['kubectl'].filter(name => !onPath(name)) : missingControlPlanePrograms()),
  definitions: () => [],
};
