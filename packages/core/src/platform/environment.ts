/** How near an environment is to patients. */
export type Stage = 'development' | 'staging' | 'production';

/** The name of an environment: a stage, or a stage with a variant, as in `production-onprem`. */
export type Environment = Stage | `${Stage}-${string}`;

export type ProductionEnvironment = 'production' | `production-${string}`;

/** The stage that an environment's name begins with; what is none counts as production, because that is the strict one. */
export function stageOf(environment: Environment): Stage {
  const stage = String(environment).split('-', 1)[0];
  return stage === 'development' || stage === 'staging' ? stage : 'production';
}
