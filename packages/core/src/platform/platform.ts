import type { IConstruct } from 'constructs';
import type { PlatformAlarmsProps } from '../alarms/alarms';
import type { Budget } from '../alarms/budget';
import type { Datadog } from '../alarms/datadog';
import type { PlatformBackupProps } from '../backup/backup';
import { given } from '../given/given';
import type { SiteLinks } from '../sites/site-link';
import type { Duration, Percent } from '../units';
import { type RollingUpdate, rollingUpdateFrom } from '../workloads/rolling-update';
import type { Residency } from './data-class';
import { Declaration } from './declaration';
import { type Environment, type ProductionEnvironment, type Stage, stageOf } from './environment';

/** Language, place and time in which the platform works; every container gets them. */
export interface Locale {
  /** The IANA time zone: `Africa/Khartoum`. Schedules mean this zone. */
  readonly timeZone: string;
  /** The language and its region as POSIX writes it: `ar_SD`. */
  readonly language: string;
  /** The country by its two letters. */
  readonly country: Uppercase<string>;
}

/** What the platform promises. */
export interface Objectives {
  /** The share of time in which it answers: `percent(99.99)`. */
  readonly availability: Percent;
  /** The longest that recovery may take. */
  readonly rto: Duration;
  /** The most data, in time, that a disaster may cost. */
  readonly rpo: Duration;
}

interface CommonProps {
  /** Language, country and time zone. */
  readonly locale: Locale;
  /** Who answers for it: shown on every namespace and as a tag on every cloud resource. */
  readonly owner: string;
  /**
   * The domain of DNS in which every host of its edges lies: `nilecare.sd`. A host outside is a finding.
   * @default none: a host may lie anywhere
   */
  readonly dnsDomain?: string;
  /** Where each class of data may stand. Stores of a class that is named here must stand in one of its countries. */
  readonly residency: Residency;
  /**
   * How many pods a rolling update of a service or a worker may add and take at a time, where the workload does not say so itself.
   * @default { surge: 1, unavailable: 0 }: one new pod at a time, and an old one goes only when the new one is ready
   */
  readonly rolling?: RollingUpdate;
  /**
   * When stores and volumes on AWS are backed up, how long that is kept, and what keeps it from being deleted. A tier, a store or a volume may say otherwise.
   * @default by stage and by what is in them: in production data of people, money or audits continuously, every four hours and daily for 30 days, monthly for
   * seven years; other data daily for 30 days; in staging daily for 7 days; in development never
   */
  readonly backup?: PlatformBackupProps;
  /**
   * From which figures on what stands on AWS rings, and who is told. A store may say otherwise.
   * @default every store rings at the usual figures, and nobody is told
   */
  readonly alarms?: PlatformAlarmsProps;
  /**
   * What its sites on AWS may cost, and who is told when they do.
   * @default none: nobody is told
   */
  readonly budget?: Budget;
  /**
   * An account of Datadog that may read the figures of its sites on AWS, as `<platform>-<environment>-datadog`.
   * @default none: nobody else reads them
   */
  readonly datadog?: Datadog;
  /**
   * What joins the networks of sites on AWS whose meshes join: `'peerings'`, one between each two sites, or `'transit-gateways'`, one at each site, which are paid for by
   * the hour and to which an operator can attach networks of his own. Changing it interrupts what passes between sites until it is applied.
   * @default 'peerings' for two or three sites, 'transit-gateways' from four on
   */
  readonly siteLinks?: SiteLinks;
}

export interface ProductionProps extends CommonProps {
  /** That people depend on it: what weakens a safe default is an error, unless a waiver names it. */
  readonly environment: ProductionEnvironment;
  /** What production promises; without objectives there is no production. */
  readonly objectives: Objectives;
  /**
   * People's data is real in production, so that residency binds.
   * @default 'real'
   */
  readonly data?: 'real';
}

export interface RehearsalProps extends CommonProps {
  /** Where changes are tried. It is part of every name, and what weakens a safe default needs no waiver. */
  readonly environment: Exclude<Environment, ProductionEnvironment>;
  /**
   * What is promised outside production.
   * @default nothing
   */
  readonly objectives?: Objectives;
  /**
   * Whether people's data is real here. With synthetic data residency does not bind; declare it only where no real record ever arrives.
   * @default 'real'
   */
  readonly data?: 'real' | 'synthetic';
}

export type PlatformProps = ProductionProps | RehearsalProps;

/** A healthcare platform in one environment: the root of a declaration. */
export class Platform extends Declaration {
  readonly kind = 'platform';
  readonly environment: Environment;
  readonly stage: Stage;
  readonly locale: Locale;
  readonly owner: string;
  readonly residency: Residency;
  readonly dnsDomain: string | undefined;
  readonly objectives: Objectives | undefined;
  readonly data: 'real' | 'synthetic';
  readonly rolling: Required<RollingUpdate>;
  readonly backup: PlatformBackupProps | undefined;
  readonly alarms: PlatformAlarmsProps | undefined;
  readonly budget: Budget | undefined;
  readonly datadog: Datadog | undefined;
  readonly siteLinks: SiteLinks | undefined;

  constructor(name: string, declared: PlatformProps) {
    const props = given('PlatformProps', declared);
    super(undefined, name, props);
    const { data = 'real' } = props;
    this.environment = props.environment;
    this.stage = stageOf(props.environment);
    this.locale = props.locale;
    this.owner = props.owner;
    this.residency = props.residency;
    this.dnsDomain = props.dnsDomain;
    this.objectives = props.objectives;
    this.data = data;
    this.rolling = rollingUpdateFrom(props.rolling);
    this.backup = props.backup;
    this.alarms = props.alarms;
    this.budget = props.budget;
    this.datadog = props.datadog;
    this.siteLinks = props.siteLinks;
  }

  /** The platform that a declaration belongs to. */
  static of(declaration: IConstruct): Platform {
    const root = declaration.node.root;
    if (root instanceof Platform) return root;
    throw new Error(`${declaration.node.path} stands in no Platform`);
  }
}
