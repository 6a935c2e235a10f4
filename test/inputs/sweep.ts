import { Declaration, Quantity } from '@clinfra/core';
import { type Mutation, mutationsOf, type Place } from './mutations';
import type { Call, Watch } from './watched-core';

/** A wrong value in one call of a declaration. */
export interface Wrong extends Mutation {
  readonly call: number;
  /** `ClinicalService.scale.min`. */
  readonly setting: string;
  readonly place: Place;
}

/** Every wrong value for every setting that a declaration uses, each setting of a noun once. */
export function wrongValues(calls: readonly Call[], elsewhere: readonly Call[], known = new Set<string>()): readonly Wrong[] {
  const made = new Set(calls.map(({ subject }) => subject));
  return calls.flatMap((call, number) =>
    call.args.flatMap((arg, index) =>
      settingsIn(arg, [index], made).flatMap(([place, value]) => {
        const setting = [ownerOf(call), ...place.map((step, depth) => (typeof step === 'number' && depth > 0 ? '*' : step))].join('.');
        const other = valueAt(elsewhere[number]?.args, place);
        return mutationsOf(value, other)
          .filter(({ what }) => !known.has(`${setting} ${what}`) && known.add(`${setting} ${what}`))
          .map(mutation => ({ ...mutation, call: number, setting, place }));
      }),
    ),
  );
}

function ownerOf({ what, subject }: Call): string {
  const noun = subject instanceof Declaration ? subject.constructor.name : '';
  return noun === '' || noun === what ? what : `${noun}.${what}`;
}

/** A value and whatever stands in it, but what another call made. */
function settingsIn(value: unknown, place: Place, made: ReadonlySet<unknown>): readonly (readonly [Place, unknown])[] {
  const own = [place, value] as const;
  if (typeof value !== 'object' || value === null || made.has(value) || value instanceof Declaration || value instanceof Quantity) return [own];
  return [own, ...Object.entries(value).flatMap(([key, part]) => settingsIn(part, [...place, Array.isArray(value) ? Number(key) : key], made))];
}

function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((part, step) => (part as Record<string | number, unknown> | undefined)?.[step], value);
}

/** Lays wrong values over the arguments of their calls, as they come by. */
export function laying(wrong: readonly Wrong[]): Watch {
  return {
    calls: [],
    change: (call, number) =>
      wrong
        .filter(one => one.call === number)
        .reduce<readonly unknown[]>((args, { place, value }) => laid(args, place, value) as readonly unknown[], call.args),
  };
}

function laid(over: unknown, [step, ...rest]: Place, value: unknown): unknown {
  if (step === undefined) return value;
  const copy = Array.isArray(over) ? [...over] : { ...(over as object) };
  const parts = copy as Record<string | number, unknown>;
  parts[step] = laid(parts[step], rest, value);
  return copy;
}
