import { parseQuantity, Quantity, type Reading, read } from './quantity';

const MILLIONTH = 1_000_000n;

/** A share of a whole, exact to a millionth of a percent, so that 99.999 stays 99.999. */
export class Percent extends Quantity {
  readonly unit = 'percent';

  private constructor(reading: Reading) {
    super(reading.amount, reading.problem);
  }

  static of(reading: Reading): Percent {
    return new Percent(reading);
  }

  /** The number before the percent sign: 70 of `70%`. */
  toNumber(): number {
    return Number(this.amount) / Number(MILLIONTH);
  }

  /** As Kubernetes writes shares: `70%`. */
  toKubernetes(): string {
    const parts = String(this.amount % MILLIONTH)
      .padStart(6, '0')
      .replace(/0+$/, '');
    return `${this.amount / MILLIONTH}${parts && `.${parts}`}%`;
  }

  toString(): string {
    return this.toKubernetes();
  }
}

/** A share: `percent(70)`. */
export function percent(value: number): Percent {
  return Percent.of(read('percent', value, MILLIONTH, 'millionths of a percent'));
}

/** Reads `70%`. */
export function parsePercent(text: string): Percent {
  return Percent.of(parseQuantity('a share', text, { '%': MILLIONTH }, 'millionths of a percent'));
}
