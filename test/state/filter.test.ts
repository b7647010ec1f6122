import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFilter, type FilterNote, type FilterRow } from '#state/filter.ts';

const row = (fields: Readonly<Record<string, string>>): FilterRow => ({
  text: Object.values(fields).join('\n'),
  field: (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined),
});

const jobs = [
  row({ name: 'bert-ft-17', status: 'running', user: 'ana' }),
  row({ name: 'sweep-lr-3/trial-08', status: 'queued', user: 'ben' }),
  row({ name: 'eval nightly', status: 'queued', user: 'ci-bot' }),
  row({ name: 'queued:again', status: 'failed', user: 'ana' }),
];

/** Names of the jobs that the filter lets through. */
const found = (text: string): readonly string[] => {
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(filter.why);
  return jobs.filter((job) => filter.test(job)).map((job) => job.field('name') ?? '');
};

const why = (text: string): string => {
  const filter = parseFilter(text);
  return filter.ok ? '' : filter.why;
};

describe('a filter finds', () => {
  test.each([
    ['nothing typed: every row', '', ['bert-ft-17', 'sweep-lr-3/trial-08', 'eval nightly', 'queued:again']],
    ['text anywhere, in any case', 'BERT', ['bert-ft-17']],
    ['text in any field', 'queued', ['sweep-lr-3/trial-08', 'eval nightly', 'queued:again']],
    ['all terms together', 'queued ben', ['sweep-lr-3/trial-08']],
    ['what a term is not', '!queued', ['bert-ft-17']],
    ['a field by its name', 'status:queued', ['sweep-lr-3/trial-08', 'eval nightly']],
    ['the opposite of a field', '!status:queued user:ana', ['bert-ft-17', 'queued:again']],
    ['a colon in text that names no field', 'queued:again', ['queued:again']],
    ['words that belong together', '"eval nightly"', ['eval nightly']],
    ['words that belong together in a field', 'name:"eval nightly"', ['eval nightly']],
    ['an expression', 're:^bert.*\\d{2}$', ['bert-ft-17']],
    ['an expression in capitals', 're:^SWEEP', ['sweep-lr-3/trial-08']],
    [
      'an expression in one field',
      'status:re:^(queued|failed)$',
      ['sweep-lr-3/trial-08', 'eval nightly', 'queued:again'],
    ],
    ['the opposite of an expression', '!re:trial|nightly', ['bert-ft-17', 'queued:again']],
    [
      'everything while a "not" is only begun',
      '!',
      ['bert-ft-17', 'sweep-lr-3/trial-08', 'eval nightly', 'queued:again'],
    ],
    ['nothing surprising in the names of JavaScript', 'constructor:x', []],
  ])('%s', (_what, text, names) => {
    expect(found(text)).toEqual(names);
  });
});

describe('an expression that cannot be used is explained', () => {
  test.each([
    ['re:(', '"(" is not a regular expression: unterminated group.'],
    ['name:re:*', '"*" is not a regular expression: nothing to repeat.'],
    ['!re:[', '"[" is not a regular expression: unterminated character class.'],
  ])('%s', (text, sentence) => {
    expect(why(text)).toBe(sentence);
  });

  test.each([
    're:(a+)+$',
    're:(a|aa)+$',
    're:(?:a{1,20}){1,20}$',
    're:((a*)b?)*$',
    're:(a?){50}a{50}$',
    're:([^x]*)*$',
    're:(a)\\1',
    're:.*.*.*.*x',
  ])('%s could run for ever', (text) => {
    expect(why(text)).toMatch(/for ever\.$/u);
  });

  test.each(['re:(abc)+', 're:a+b*.*d', 're:\\(a+\\)+', 're:[(a+]+x', 're:(a|b)c*', 're:(-\\d+)?$'])(
    '%s is harmless and used',
    (text) => {
      expect(parseFilter(text).ok).toBe(true);
    },
  );

  test('a filter too long to be meant is refused', () => {
    expect(why('a'.repeat(201))).toBe('A filter has at most 200 characters.');
  });
});

test('whatever is typed is read without a throw, and whatever is read can be asked of any row', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({
          unit: fc.constantFrom(
            're:',
            '!',
            ':',
            '"',
            ' ',
            'a',
            'name',
            '(',
            ')',
            '*',
            '+',
            '|',
            '\\',
            '[',
            ']',
            '{',
            '1',
            ',',
            '}',
            '?',
          ),
          maxLength: 30,
        }),
      ),
      (text) => {
        const filter = parseFilter(text);
        const told = filter.ok
          ? jobs.every((job) => typeof filter.test(job) === 'boolean')
          : filter.why.endsWith('.');
        expect(told).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('the slowest expression that is accepted answers for a long row at once', () => {
  const long = row({ name: 'a'.repeat(4_096) });
  const filter = parseFilter('re:^a*a*a*b');
  const started = performance.now();
  expect(filter.ok && filter.test(long)).toBe(false);
  expect(performance.now() - started).toBeLessThan(1_000);
});

describe('whoever names a field that the rows do not have is told which there are', () => {
  const noteOf = (text: string): FilterNote | undefined => {
    const filter = parseFilter(text, ['name', 'status']);
    return filter.ok ? filter.note : undefined;
  };

  test.each([
    ['stat:queued', 'stat is no field'],
    ['!user:ana', 'user is no field'],
    ['gpu owner:', 'owner is no field'],
    [':', 'a field stands before a colon'],
    ['name:a :', 'a field stands before a colon'],
  ])('%s', (text, says) => {
    expect(noteOf(text)).toEqual({ says, fields: 'fields: name status' });
  });

  test.each(['status:queued', '!name:x', 're:a:b', 'queued', 'name:re:a', '"12:30"', ''])(
    'not for %s',
    (text) => {
      expect(noteOf(text)).toBeUndefined();
    },
  );
});
