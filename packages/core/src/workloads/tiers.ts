import { type Cpu, cores, gib, mib, millicores, type Size } from '../units';

/** What a container is promised and what it may take at most. */
export interface Resources {
  /** Reserved for the container; what quotas and the scheduler count. */
  readonly requests: { readonly cpu: Cpu; readonly memory: Size };
  /** The ceiling: above it processor time is throttled and the container is killed for memory. */
  readonly limits: { readonly cpu: Cpu; readonly memory: Size };
}

/** The size of a service, by what it does rather than by figures. */
export type Tier = 'small' | 'medium' | 'large' | 'xlarge';

export const TIERS = {
  small: { requests: { cpu: millicores(100), memory: mib(256) }, limits: { cpu: millicores(200), memory: mib(512) } },
  medium: { requests: { cpu: millicores(250), memory: mib(512) }, limits: { cpu: millicores(500), memory: gib(1) } },
  large: { requests: { cpu: millicores(500), memory: gib(1) }, limits: { cpu: cores(1), memory: gib(2) } },
  xlarge: { requests: { cpu: cores(1), memory: gib(2) }, limits: { cpu: cores(2), memory: gib(4) } },
} as const satisfies Record<Tier, Resources>;
