import { check, message } from '@clinfra/checks';
import type { Platform } from '@clinfra/core';

export const TODAY = '2026-11-23';

/** A declaration with one thing wrong, and everything that the checks say of it. */
export interface WrongDeclaration {
  readonly what: string;
  readonly declare: () => Platform;
  /** Whole messages; those of warnings begin with `warning: `. */
  readonly expect: readonly string[];
}

/** Every message about a platform. */
export function messagesOf(platform: Platform): readonly string[] {
  return check(platform, { today: TODAY }).map(finding => (finding.severity === 'warning' ? `warning: ${message(finding)}` : message(finding)));
}

/** A test for each row: its messages are these and no others. */
export function findsExactly(rows: readonly WrongDeclaration[]): void {
  it.each(rows.map(row => [row.what, row] as const))('%s', (_, { declare, expect: expected }) => {
    expect(expected).not.toEqual([]);
    expect(messagesOf(declare())).toEqual(expected);
  });
}
