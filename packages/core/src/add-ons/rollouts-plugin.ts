/** The plugin by which Argo Rollouts writes weights into routes of the Gateway API: its name in the controller, and the image from which it is copied. */
export const ROLLOUTS_GATEWAY_PLUGIN = {
  name: 'argoproj-labs/gatewayAPI',
  image: 'ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v0.13.0',
  /** Where the image has it. */
  program: '/bin/rollouts-plugin-trafficrouter-gatewayapi',
  /** The day on which the version was chosen, and where it is written down. */
  chosen: '2026-11-29',
  source: 'github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/tag/v0.13.0',
} as const;
