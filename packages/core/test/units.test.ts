import {
  type Cpu,
  cores,
  Duration,
  days,
  gib,
  hours,
  kib,
  mib,
  millicores,
  minutes,
  parseCpu,
  parseDuration,
  parsePercent,
  parseSize,
  percent,
  type Quantity,
  type Size,
  seconds,
  tib,
} from '@clinfra/core';

describe('arithmetic', () => {
  it('adds what floating point cannot', () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(cores(0.1).plus(cores(0.2)).equals(cores(0.3))).toBe(true);
    expect(gib(0.125).plus(gib(0.25)).equals(gib(0.375))).toBe(true);
    expect(percent(99.999).toNumber()).toBe(99.999);
  });

  it.each([1, 2, 3, 5, 7, 11, 64, 999])('makes %i times a thousandth of a core the sum of as many', number => {
    const summed = Array.from({ length: number }, () => millicores(1)).reduce<Cpu>((sum, one) => sum.plus(one), cores(0));
    expect(summed.equals(millicores(1).times(number))).toBe(true);
    expect(summed.toMillicores()).toBe(number);
  });

  it.each([
    [0.1, 100n],
    [0.29, 290n],
    [1.1, 1100n],
    [2.675, 2675n],
    [1e-3, 1n],
    [1e21, 10n ** 24n],
  ])('reads cores(%p) as %p thousandths, to the last one', (value, thousandths) => {
    expect(cores(value).problem).toBeUndefined();
    expect(cores(value).amount).toBe(thousandths);
  });

  it('adds in any order and takes away again', () => {
    const parts = [0.1, 0.7, 12.345, 1e6, 0.001].map(cores);
    const sum = (list: readonly Cpu[]) => list.reduce((total, part) => total.plus(part), cores(0));
    expect(sum(parts).equals(sum([...parts].reverse()))).toBe(true);
    expect(parts.reduce((rest, part) => rest.minus(part), sum(parts)).isZero).toBe(true);
  });

  it('keeps large amounts exact', () => {
    expect(
      tib(1024 * 1024)
        .plus(kib(1))
        .minus(tib(1024 * 1024))
        .toBytes(),
    ).toBe(1024);
    expect(days(36_500).plus(parseDuration('1ms')).amount).toBe(36_500n * 86_400_000n + 1n);
  });

  it('reads every digit of a text, where a number would have lost some', () => {
    expect(parseSize('9007199254740993').amount).toBe(9_007_199_254_740_993n);
    expect(parseSize('123456789012345678901234567890').amount).toBe(123_456_789_012_345_678_901_234_567_890n);
    expect(parseSize('1.000000000931322574615478515625Gi').amount).toBe(2n ** 30n + 1n);
    expect(parseCpu('9007199254740.993').amount).toBe(9_007_199_254_740_993n);
    expect(parseDuration('104249991374d').amount).toBe(104_249_991_374n * 86_400_000n);
    expect(parsePercent('9007199254.740993%').amount).toBe(9_007_199_254_740_993n);
  });

  it('compares by amount, across spellings', () => {
    expect([gib(2), mib(512), kib(1), gib(1)].sort((a, b) => a.compareTo(b)).map(String)).toEqual(['1Ki', '512Mi', '1Gi', '2Gi']);
    expect(gib(1).equals(mib(1024))).toBe(true);
    expect(hours(24).compareTo(days(1))).toBe(0);
    expect(gib(1).exceeds(mib(1024))).toBe(false);
    expect(gib(1).exceeds(mib(1023))).toBe(true);
  });
});

describe('spellings', () => {
  it.each<[Quantity & { toKubernetes(): string }, string]>([
    [cores(0), '0'],
    [cores(2), '2'],
    [cores(0.25), '250m'],
    [cores(1.5), '1500m'],
    [gib(0), '0'],
    [gib(4), '4Gi'],
    [gib(1.5), '1536Mi'],
    [mib(1024), '1Gi'],
    [kib(0.5), '512'],
    [tib(1024), '1Pi'],
    [seconds(0), '0s'],
    [seconds(90), '90s'],
    [minutes(90), '90m'],
    [hours(1), '1h'],
    [days(2), '48h'],
    [seconds(0.25), '250ms'],
    [percent(70), '70%'],
    [percent(99.99), '99.99%'],
  ])('writes %s as Kubernetes reads it', (quantity, text) => {
    expect(quantity.toKubernetes()).toBe(text);
    expect(quantity.problem).toBeUndefined();
  });

  it('gives AWS whole numbers, rounded up, so that nobody gets less than was declared', () => {
    expect([gib(100), gib(100.5), mib(1), gib(0)].map(size => size.toAwsGibibytes())).toEqual([100, 101, 1, 0]);
    expect([days(7), hours(25), seconds(1), days(0)].map(time => time.toDays())).toEqual([7, 2, 1, 0]);
    expect([seconds(1), seconds(1.001), minutes(1)].map(time => time.toSeconds())).toEqual([1, 2, 60]);
  });

  it('writes whole days as days for people', () => {
    expect([days(7), hours(36), days(0)].map(String)).toEqual(['7d', '36h', '0s']);
  });

  it('writes itself into JSON as people read it', () => {
    expect(JSON.stringify({ cpu: cores(0.5), memory: gib(1), rto: hours(1) })).toBe('{"cpu":"500m","memory":"1Gi","rto":"1h"}');
  });

  it('prints what it parses, and parses what it prints', () => {
    const amounts = Array.from({ length: 400 }, (_, index) => (index * 7919) % 100_003);
    for (const amount of amounts) {
      const [cpu, size, time] = [millicores(amount), kib(amount), seconds(amount)];
      expect(parseCpu(cpu.toKubernetes()).equals(cpu)).toBe(true);
      expect(parseSize(size.toKubernetes()).equals(size)).toBe(true);
      expect(parseDuration(time.toKubernetes()).equals(time)).toBe(true);
      expect(parseDuration(String(time)).equals(time)).toBe(true);
      expect(parsePercent(percent(amount / 1000).toKubernetes()).equals(percent(amount / 1000))).toBe(true);
    }
  });

  it.each<[Quantity, (text: string) => Quantity, string]>([
    [tib(9000).plus(parseSize('1025')), parseSize, '9895604649985025'],
    [tib(9000).times(9_000_000).plus(kib(1)), parseSize, '86973087744000000001Ki'],
    [cores(9_007_199_254_740_991).plus(millicores(1)), parseCpu, '9007199254740991001m'],
    [days(104_249_991_374).plus(parseDuration('1ms')), parseDuration, '9007199254713600001ms'],
    [parsePercent('9007199254.740993%'), parsePercent, '9007199254.740993%'],
    [percent(1e21), parsePercent, '1000000000000000000000%'],
    [percent(0.000001), parsePercent, '0.000001%'],
  ])('prints and parses %s, also what no number holds', (quantity, parse, text) => {
    expect(String(quantity)).toBe(text);
    expect(parse(text).problem).toBeUndefined();
    expect(parse(text).amount).toBe(quantity.amount);
  });

  it.each<[Quantity, Quantity]>([
    [parseCpu('0.5'), millicores(500)],
    [parseCpu(' 250m '), cores(0.25)],
    [parseSize('1.5Gi'), mib(1536)],
    [parseSize('1000'), parseSize('1k')],
    [parseSize('10G'), parseSize('10000M')],
    [parseDuration('7d'), hours(168)],
    [parseDuration('500ms'), seconds(0.5)],
    [parsePercent('99.9%'), percent(99.9)],
  ])('reads %s', (parsed, meant) => {
    expect(parsed.problem).toBeUndefined();
    expect(parsed.equals(meant)).toBe(true);
  });
});

describe('amounts that make no sense', () => {
  it.each<[Quantity, string, string]>([
    [cores(-1), 'be zero or more', 'cores(-1)'],
    [cores(Number.NaN), 'be a whole number of millicores', 'cores(NaN)'],
    [cores(0.0001), 'be a whole number of millicores', 'cores(0.0001)'],
    [gib(Number.POSITIVE_INFINITY), 'be a whole number of bytes', 'gib(Infinity)'],
    [kib(0.0001), 'be a whole number of bytes', 'kib(0.0001)'],
    [seconds(1e-7), 'be a whole number of milliseconds', 'seconds(1e-7)'],
    [percent(-0.5), 'be zero or more', 'percent(-0.5)'],
    [gib('4' as unknown as number), 'be a whole number of bytes', 'gib("4")'],
    [gib(undefined as unknown as number), 'be a whole number of bytes', 'gib(undefined)'],
    [kib(2 ** 53 + 2), 'be a number that JavaScript holds exactly', 'kib(9007199254740994)'],
    [cores(2 ** 67), 'be a number that JavaScript holds exactly', 'cores(147573952589676410000)'],
    [parseSize('1.00000000000000001Gi'), 'be a whole number of bytes', '"1.00000000000000001Gi"'],
    [parsePercent('99.99999999999999999%'), 'be a whole number of millionths of a percent', '"99.99999999999999999%"'],
    [parseDuration('0.99999999999999999s'), 'be a whole number of milliseconds', '"0.99999999999999999s"'],
    [parseCpu('lots'), 'be processor time as a number with one of m', '"lots"'],
    [parseCpu('0.0001'), 'be a whole number of millicores', '"0.0001"'],
    [parseSize('4 GB'), 'be a size as a number with one of Ki, Mi, Gi, Ti, Pi, k, M, G, T, P', '"4 GB"'],
    [parseSize('-1Gi'), 'be a size as a number with one of Ki, Mi, Gi, Ti, Pi, k, M, G, T, P', '"-1Gi"'],
    [parseSize('1toString'), 'be a size as a number with one of Ki, Mi, Gi, Ti, Pi, k, M, G, T, P', '"1toString"'],
    [parseDuration('90'), 'be a length of time as a number with one of ms, s, m, h, d', '"90"'],
    [parseDuration(''), 'be a length of time as a number with one of ms, s, m, h, d', '""'],
    [parsePercent('70'), 'be a share as a number with one of %', '"70"'],
    [cores(1).minus(cores(2)), 'be zero or more', '1 minus 2'],
    [cores(1).times(0.5), 'be multiplied by a whole number', '1 times 0.5'],
    [cores(1).times(-1), 'be multiplied by a whole number', '1 times -1'],
  ])('are kept as nothing with their problem: %#', (quantity, must, got) => {
    expect(quantity.problem).toEqual({ must, got });
    expect(quantity.isZero).toBe(true);
  });

  it('hand their problem on to what is calculated from them', () => {
    const wrong = cores(-1);
    const derived: readonly Quantity[] = [cores(1).plus(wrong), wrong.times(3), cores(1).minus(wrong)];
    expect(derived.map(({ problem }) => problem)).toEqual([wrong.problem, wrong.problem, wrong.problem]);
  });

  it('are the exception: minus zero and numbers with exponents are amounts', () => {
    expect(cores(-0).problem).toBeUndefined();
    expect(cores(1e-3).toKubernetes()).toBe('1m');
    expect(mib(1e3).toKubernetes()).toBe('1000Mi');
  });
});

describe('kinds of amounts', () => {
  it('are told apart at run time', () => {
    expect(minutes(1)).toBeInstanceOf(Duration);
    const size: Size = gib(1);
    expect(size).not.toBeInstanceOf(Duration);
    expect([cores(1).unit, size.unit, minutes(1).unit, percent(1).unit]).toEqual(['cpu', 'size', 'duration', 'percent']);
  });
});
