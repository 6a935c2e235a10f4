import { given } from '../given/given';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import { type SecurityAlerts, securityAlertsFrom } from '../sites/security-alerts';
import type { Site } from '../sites/site';
import type { Cpu, Size } from '../units';
import { type Resources, TIERS } from '../workloads/tiers';
import { Addition, type Additions } from './addition';
import type { Platform } from './platform';

/** The most that all pods of a domain may ask for together. */
export interface Quota {
  /** The sum of processor requests. */
  readonly cpu: Cpu;
  /** The sum of memory requests. */
  readonly memory: Size;
  /** The sum of volume claims. */
  readonly storage: Size;
  /** The number of pods. */
  readonly pods: number;
}

/** What a single container gets and may ask for. */
export interface ContainerLimits {
  /**
   * Requests and limits of a container that states none.
   * @default the tier `small`
   */
  readonly defaults?: Resources;
  /**
   * The largest limits that a container may state.
   * @default the limits of the tier `xlarge`
   */
  readonly max?: { readonly cpu: Cpu; readonly memory: Size };
}

/** The Pod Security Standards, from the strictest. */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged';

export interface DomainProps {
  /** The most that the domain's pods may ask for together; sized so that every service fits at its maximum. */
  readonly quota: Quota;
  /**
   * What a single container gets and may ask for.
   * @default tier `small` for containers that state nothing, tier `xlarge` as the largest
   */
  readonly limits?: ContainerLimits;
  /**
   * The Pod Security Standard that the API server enforces. Anything but `restricted` is a weakened default (`pod-security`).
   * @default 'restricted'
   */
  readonly podSecurity?: PodSecurity;
  /**
   * From when on the site's Prometheus tells of what may be an attack or a leak.
   * @default 10 refused log-ins in five minutes, a megabyte a second to third parties
   */
  readonly securityAlerts?: SecurityAlerts;
  /**
   * Who answers for it.
   * @default the platform's owner
   */
  readonly owner?: string;
  /**
   * The sites on which the domain runs.
   * @default the sites that serve
   */
  readonly sites?: readonly Site[];
}

/** A part of the platform with its own namespace, quota and owner. */
export class Domain extends Patchable<Patch<KindOf<'domain'>>> {
  readonly kind = 'domain';
  readonly quota: Quota;
  readonly limits: Required<ContainerLimits>;
  readonly podSecurity: PodSecurity;
  readonly securityAlerts: Required<SecurityAlerts>;
  readonly owner: string;
  /** The sites it was told to run on; where none were named, the inventory knows. */
  readonly declaredSites: readonly Site[] | undefined;

  constructor(platform: Platform, name: string, declared: DomainProps) {
    const props = given('DomainProps', declared);
    super(within('platform', platform, name), name, props);
    const { quota, limits = {}, podSecurity = 'restricted', owner = platform.owner, sites } = props;
    this.quota = quota;
    this.limits = { defaults: TIERS.small, max: TIERS.xlarge.limits, ...limits };
    this.podSecurity = podSecurity;
    this.securityAlerts = securityAlertsFrom(props.securityAlerts);
    this.owner = owner;
    this.declaredSites = sites;
  }

  /**
   * Adds objects that are none of the platform's, such as those of a chart: `adds('dashboard', () => objects)`, or `adds('dashboard', manifestsOf(() => chart))` with
   * `manifestsOf` of `@clinfra/kubernetes/chart`. They are checked with the rest, and applied last.
   */
  adds(name: string, objects: Additions): Addition {
    return new Addition(this, name, objects);
  }
}
