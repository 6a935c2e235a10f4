import { combine, multiple, parseQuantity, Quantity, type Reading, read } from './quantity';

/** Processor time, exact to a thousandth of a core. */
export class Cpu extends Quantity {
  readonly unit = 'cpu';

  private constructor(reading: Reading) {
    super(reading.amount, reading.problem);
  }

  static of(reading: Reading): Cpu {
    return new Cpu(reading);
  }

  plus(other: Cpu): Cpu {
    return new Cpu(combine(this.amount + other.amount, this, other));
  }

  minus(other: Cpu): Cpu {
    return new Cpu(combine(this.amount - other.amount, this, other));
  }

  times(factor: number): Cpu {
    return new Cpu(multiple(this, factor));
  }

  toMillicores(): number {
    return Number(this.amount);
  }

  /** As Kubernetes writes it: `250m`, `2`. */
  toKubernetes(): string {
    return this.amount % 1000n === 0n ? String(this.amount / 1000n) : `${this.amount}m`;
  }

  toString(): string {
    return this.toKubernetes();
  }
}

/** Whole or part processor cores: `cores(0.5)`. */
export function cores(value: number): Cpu {
  return Cpu.of(read('cores', value, 1000n, 'millicores'));
}

/** Thousandths of a core: `millicores(250)`. */
export function millicores(value: number): Cpu {
  return Cpu.of(read('millicores', value, 1n, 'millicores'));
}

/** Reads the Kubernetes spelling: `250m`, `2`, `0.5`. */
export function parseCpu(text: string): Cpu {
  return Cpu.of(parseQuantity('processor time', text, { '': 1000n, m: 1n }, 'millicores'));
}
