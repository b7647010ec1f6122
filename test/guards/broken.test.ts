import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changesOf, countOf, guards, type Guard } from './breakage.ts';
import { broken } from './broken.ts';

/*
 * `npm run guards` breaks every promise of this table and demands that its test fails. That takes minutes; here it is only looked at
 * whether each break can still be made.
 */

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const all = Object.entries(broken).flatMap(([guard, each]) =>
  each.map((breakage) => [guard, breakage.breaks, breakage] as const),
);

describe(`ways to break a guard that must be noticed (${all.length})`, () => {
  test.each(all)('%s: %s', (_, __, breakage) => {
    const { test: file, named } = breakage;
    for (const { source, from, to } of changesOf(breakage)) {
      expect([source, countOf(from, read(source))]).toEqual([source, 1]);
      expect(to).not.toBe(from);
    }
    expect(existsSync(join(root, file))).toBe(true);
    expect(() => new RegExp(named ?? '', 'u')).not.toThrow();
  });

  test.each(Object.keys(guards) as readonly Guard[])(
    'there are several of %s, each of them different',
    (guard) => {
      const breaks = broken[guard].map(({ source, to, from }) => `${source}\n${from}\n${to}`);
      expect(breaks.length).toBeGreaterThanOrEqual(2);
      expect(new Set(breaks).size).toBe(breaks.length);
    },
  );
});
