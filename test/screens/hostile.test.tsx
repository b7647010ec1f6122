import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { openBoardScreen } from '#test/support/shell.tsx';

/** What names look like that somebody made to do harm, and what people call things in other languages. */
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ minLength: 4000, maxLength: 4096 }),
  fc.constantFrom(
    '\u001b[2J\u001b[31mgone',
    '\u001b]52;c;aGVsbG8=\u0007',
    '\u009b6n',
    'a\r\nb\tc',
    'مجموعة-تدريب',
    '훈련-클러스터',
    '👩‍👩‍👧‍👦 family 🏳️‍🌈',
    'e\u0301\u0301\u0301',
    '\u202egnp.exe',
  ),
);

const skipped = new Set([
  'id',
  'nextLink',
  'computeType',
  'jobType',
  'location',
  'resourceGroup',
  'subscriptionId',
]);

/** The same answer with every name and sentence in it replaced. */
const poisoned = (value: unknown, next: () => string, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((each) => poisoned(each, next, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, poisoned(each, next, name)]),
    );
  return typeof value === 'string' && !skipped.has(key) && !/^\d{4}-/u.test(value) ? next() : value;
};

// Everything but our own colours.
const foreignEscape = /\u001b(?!\[(?:[0-9;]*)m)|[\u0000-\u0009\u000b-\u001a\u001c-\u001f\u007f-\u009f]/u;

describe('whatever a server sends', () => {
  it('stays text in its own cells on every screen: no row wider than the terminal, no escape sequence through (25 worlds)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 20, maxLength: 20 }), async (names) => {
        let at = 0;
        const next = (): string => names[(at += 1) % names.length] ?? '';
        let poisoning = false;
        const shell = await openBoardScreen({
          poison: (answer: PlainResponse): PlainResponse =>
            poisoning ? { ...answer, body: JSON.stringify(poisoned(JSON.parse(answer.body), next)) } : answer,
        });
        poisoning = true;
        shell.workbench.commands.refresh();
        await shell.run(30_000);
        for (const keys of [
          [],
          ['z'],
          ['q', '1', 'enter'],
          ['q', '3', 'enter'],
          ['q', '2', 'enter'],
          ['q', 'a'],
          ['esc', '1', 'D'],
          ['esc', '?'],
        ]) {
          await shell.press(...keys);
          expect(shell.frame()).not.toMatch(foreignEscape);
          for (const line of shell.screen()) expect(stringWidth(line)).toBeLessThan(80);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
