jest.mock('@clinfra/core', () => jest.requireActual<typeof import('./watched-core')>('./watched-core').watchedCore(jest.requireActual('@clinfra/core')));

import { check, message } from '@clinfra/checks';
import { Declaration, DeclarationError, type Platform } from '@clinfra/core';
import { references } from '../reference';
import { laying, type Wrong, wrongValues } from './sweep';
import { type Call, watched } from './watched-core';

const TODAY = { today: '2026-11-23' };

/** All of them with `CLINFRA_SWEEP=all`, which takes minutes; else every so many, always the same. */
const EVERY = process.env.CLINFRA_SWEEP === 'all' ? 1 : 61;

/** Of what is null fewer are something without which the rest cannot be looked at. */
const EVERY_MISSING = EVERY === 1 ? 1 : 7;

/** Where anything that JSON can say may stand, or a text that is only written down. */
const OPEN = /\.merge\b|\.values\b|\.files\b|^configFiles\.|^secretFiles\.|^secretVariables\./;

/** What may be nothing at all, by name. */
const TAKEN: readonly string[] = [
  // A failover, a task or a registry of another platform is nothing of this one.
  ...[
    'MultiRegionFailover.0 of another platform',
    'ReleaseTask.0 of another platform',
    'ScheduledTask.0 of another platform',
    'Registry.0 of another platform',
  ],
  // False and an object both say when; an empty one takes the usual figures.
  'DataTier.mysql.1.backup an object',
  // What it has no settings for has none that could be wrong.
  'Site.2.verticalPodAutoscaler an unknown key',
];

/** Whether something is not there whose parts others look at. */
function lacksParts(platform: Platform): boolean {
  return platform.node.findAll().some(one => one instanceof Declaration && one.misgiven.some(({ as }) => as === 'lost'));
}

describe.each(Object.entries(references))('a wrong value anywhere in %s', (_name, declare) => {
  const calls: Call[] = [];
  const elsewhere: Call[] = [];
  const watching = (into: Call[]) => ({ calls: into, change: ({ args }: Call) => args });
  const usual = new Set(check(watched(watching(calls), declare), TODAY).map(message));
  watched(watching(elsewhere), declare);
  const all = wrongValues(calls, elsewhere);

  const missing = all.filter(({ what }) => what === 'null');

  const newIn = (platform: Platform) =>
    check(platform, TODAY)
      .map(message)
      .filter(text => !usual.has(text));

  /** The platform; undefined where nothing could be declared. */
  function declaredWith(wrong: Wrong): Platform | undefined {
    try {
      return watched(laying([wrong]), declare);
    } catch {
      return undefined;
    }
  }

  /** What came of it: findings, a sentence where nothing could be declared, or an error of ours. */
  function outcomeOf(wrong: Wrong): { readonly said: readonly string[] } | { readonly bug: string } {
    try {
      return { said: newIn(watched(laying([wrong]), declare)) };
    } catch (error) {
      if (error instanceof DeclarationError) return { said: [error.message] };
      // The reference platform looks for what it declared by its name.
      if (error instanceof Error && error.message.startsWith('the reference platform has no')) return { said: [error.message] };
      return { bug: `${wrong.setting} ${wrong.what}: ${error instanceof Error ? error.stack : String(error)}` };
    }
  }

  it('covers every setting', () => {
    expect(new Set(all.map(({ setting }) => setting)).size).toBeGreaterThan(700);
    expect(all.length).toBeGreaterThan(4000);
  });

  it('throws nothing of ours, and is said where nobody can mean it', () => {
    const bugs: string[] = [];
    const silent: string[] = [];
    for (const wrong of all.filter((_, index) => index % EVERY === 0)) {
      const outcome = outcomeOf(wrong);
      const called = `${wrong.setting} ${wrong.what}`;
      if ('bug' in outcome) bugs.push(outcome.bug);
      else if (outcome.said.length === 0 && !wrong.possible && !OPEN.test(wrong.setting) && !TAKEN.includes(called)) silent.push(called);
    }
    expect({ bugs, silent }).toEqual({ bugs: [], silent: [] });
  }, 3_600_000);

  it('says that something is missing which cannot be done without, and nothing that follows from that alone', () => {
    const followed: string[] = [];
    let seen = 0;
    for (const wrong of missing.filter((_, index) => index % EVERY_MISSING === 0)) {
      const platform = declaredWith(wrong);
      if (!platform || !lacksParts(platform)) continue;
      seen += 1;
      const said = newIn(platform).filter(text => !text.endsWith('[shapes]'));
      followed.push(...said.map(text => `${wrong.setting} ${wrong.what}: ${text}`));
    }
    expect(seen).toBeGreaterThan(3);
    expect(followed).toEqual([]);
  }, 3_600_000);

  it('would be seen if it passed', () => {
    const [wrong] = all.filter(({ setting, what }) => setting === 'Platform.1.locale' && what === 'null');
    expect(wrong && outcomeOf(wrong)).toEqual({ said: [expect.stringMatching(/^reference\.locale: must be an object, got null; /)] });
    const harmless = wrong && { ...wrong, place: [1, 'owner'], value: 'reference-platform' };
    expect(harmless && outcomeOf(harmless)).toEqual({ said: [] });
  });
});
