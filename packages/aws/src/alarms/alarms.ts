import { type AlarmSeverity, siteAlarms } from '@clinfra/core';
import { CompositeAlarm, Dashboard, MetricAlarm } from '@pulumi/aws/cloudwatch';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { Facts } from '../facts';
import type { AlarmFact, AlarmSubject } from './alarm-fact';
import { alarmRule, alarmSettings, hushedBy, type Ring, ringsAlone, ringsOf } from './alarm-settings';
import { AlarmTopics } from './alarm-topics';
import { dashboardBody } from './dashboard-body';
import type { EventNotice } from './event-notices';
import { tellEvents } from './event-rules';

export interface AlarmsArgs {
  /** Where it stands. */
  readonly facts: Facts;
  readonly accountId: Input<string>;
  /** What rings, in the order in which the dashboard shows it. */
  readonly subjects: readonly AlarmSubject[];
  /** What is told when it happens. */
  readonly notices: readonly EventNotice[];
}

/** What rings in a region, whom it tells, and where it is seen. */
export class Alarms extends ComponentResource {
  readonly #args: AlarmsArgs;
  readonly #topics: AlarmTopics;

  constructor(type: string, name: string, args: AlarmsArgs, opts?: ComponentResourceOptions) {
    super(type, name, {}, opts);
    this.#args = args;
    const { facts, accountId, subjects, notices } = args;
    const { notify } = siteAlarms(facts.platform);
    this.#topics = new AlarmTopics(name, { facts, accountId, notify }, { parent: this });
    const rings = subjects.flatMap(subject => this.#watch(subject));
    tellEvents(notices, { facts, topics: this.#topics.arns }, this);
    this.#show(name, subjects, rings);
    this.registerOutputs({});
  }

  /** An alarm for each fact, and what rings for all of a severity; the ARNs of what rings. */
  #watch(subject: AlarmSubject): readonly Output<string>[] {
    const rings = ringsOf(subject.facts);
    const alarms = new Map(rings.flatMap(ring => ring.facts.map(fact => [fact, this.#createAlarm(subject, fact, ringsAlone(ring))] as const)));
    let worse: Output<string> | undefined;
    return rings.map(ring => {
      const [only] = ring.facts;
      const alone = ringsAlone(ring) && only && alarms.get(only);
      const heard = alone || this.#createRing(subject, ring, [...alarms.values()], worse);
      worse = 'alarmName' in heard ? heard.alarmName : heard.name;
      return heard.arn;
    });
  }

  /** What it is called in its account and region; no name of a declared thing has a dot. */
  #called(...parts: readonly string[]): string {
    const { facts } = this.#args;
    return [facts.physicalName([], 100), ...parts].join('.');
  }

  /** It says that it rings, and that it is over. */
  #tells(severity: AlarmSeverity) {
    const arn = this.#topics.arns[severity];
    return { alarmActions: [arn], okActions: [arn] };
  }

  #createAlarm(subject: AlarmSubject, fact: AlarmFact, alone: boolean): MetricAlarm {
    const { facts } = this.#args;
    const name = `${facts.prefix}-${subject.name}.${fact.name}`;
    const settings = { name: this.#called(subject.name, fact.name), ...alarmSettings(fact), ...(alone && this.#tells(fact.severity)) };
    return new MetricAlarm(name, { ...facts.owned(name), ...settings }, { parent: this });
  }

  #createRing(subject: AlarmSubject, ring: Ring, alarms: readonly MetricAlarm[], worse: Output<string> | undefined): CompositeAlarm {
    const { facts } = this.#args;
    const name = `${facts.prefix}-${subject.name}.${ring.severity}`;
    const settings = {
      alarmName: this.#called(subject.name, ring.severity),
      alarmDescription: ring.facts
        .map(({ name: fact, why }) => `${fact}: ${why}`)
        .join('\n\n')
        .slice(0, DESCRIPTION),
      alarmRule: alarmRule(ring, fact => this.#called(subject.name, fact.name)),
      ...(worse && { actionsSuppressor: hushedBy(worse) }),
      ...this.#tells(ring.severity),
    };
    return new CompositeAlarm(name, { ...facts.owned(name), ...settings }, { parent: this, dependsOn: [...alarms] });
  }

  #show(name: string, subjects: readonly AlarmSubject[], rings: readonly Output<string>[]): void {
    const { facts } = this.#args;
    const { region } = facts;
    const title = `${facts.platform.name} ${facts.platform.environment} at ${facts.place}`;
    const body = all([all([...rings]), all([...subjects])]).apply(([arns, seen]) =>
      dashboardBody({ title, region, rings: arns, subjects: seen as readonly AlarmSubject[] }),
    );
    new Dashboard(name, { region, dashboardName: facts.physicalName([], 255), dashboardBody: body }, { parent: this });
  }
}

/** The longest description of an alarm. */
const DESCRIPTION = 1024;
