import { combine, multiple, parseQuantity, Quantity, type Reading, read } from './quantity';

const UNITS = { ms: 1n, s: 1_000n, m: 60_000n, h: 3_600_000n, d: 86_400_000n } as const;

/** A length of time, exact to a millisecond. */
export class Duration extends Quantity {
  readonly unit = 'duration';

  private constructor(reading: Reading) {
    super(reading.amount, reading.problem);
  }

  static of(reading: Reading): Duration {
    return new Duration(reading);
  }

  plus(other: Duration): Duration {
    return new Duration(combine(this.amount + other.amount, this, other));
  }

  minus(other: Duration): Duration {
    return new Duration(combine(this.amount - other.amount, this, other));
  }

  times(factor: number): Duration {
    return new Duration(multiple(this, factor));
  }

  toMilliseconds(): number {
    return Number(this.amount);
  }

  /** Seconds as Kubernetes and AWS take them: a whole number, rounded up. */
  toSeconds(): number {
    return Number((this.amount + UNITS.s - 1n) / UNITS.s);
  }

  /** Days as AWS takes them for retention: a whole number, rounded up, so that nothing is deleted early. */
  toDays(): number {
    return Number((this.amount + UNITS.d - 1n) / UNITS.d);
  }

  /** As Kubernetes' own kinds of custom resources write it: `30s`, `5m`, `1h`. */
  toKubernetes(): string {
    const units = (['ms', 's', 'm', 'h'] as const).filter(unit => this.amount % UNITS[unit] === 0n);
    const unit = this.amount === 0n ? 's' : (units.at(-1) ?? 'ms');
    return `${this.amount / UNITS[unit]}${unit}`;
  }

  toString(): string {
    if (this.amount > 0n && this.amount % UNITS.d === 0n) return `${this.amount / UNITS.d}d`;
    return this.toKubernetes();
  }
}

/** Seconds: `seconds(30)`. */
export function seconds(value: number): Duration {
  return Duration.of(read('seconds', value, UNITS.s, 'milliseconds'));
}

/** Minutes: `minutes(5)`. */
export function minutes(value: number): Duration {
  return Duration.of(read('minutes', value, UNITS.m, 'milliseconds'));
}

/** Hours: `hours(1)`. */
export function hours(value: number): Duration {
  return Duration.of(read('hours', value, UNITS.h, 'milliseconds'));
}

/** Days of 24 hours: `days(7)`. */
export function days(value: number): Duration {
  return Duration.of(read('days', value, UNITS.d, 'milliseconds'));
}

/** Reads `500ms`, `30s`, `5m`, `1h`, `7d`. */
export function parseDuration(text: string): Duration {
  return Duration.of(parseQuantity('a length of time', text, UNITS, 'milliseconds'));
}
