import type { ClinicalService } from './clinical-service';
import type { Subset } from './traffic';

/** The versions of a service that can run beside each other and between which the mesh tells: none where a new one just takes over. */
export function subsetsOf({ release }: ClinicalService): readonly Subset[] {
  return release?.kind === 'canary' && release.split === 'mesh' ? ['stable', 'canary'] : [];
}
