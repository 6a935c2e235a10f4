/** Why a request is turned down. The engine prints the text, so it is written for whoever reads its output. */
export class Refusal extends Error {}

/** One property that is not as it must be. */
export interface Complaint {
  readonly property: string;
  readonly reason: string;
}
