import type { CheckResult, Checks } from '#state/checks.ts';
import type { Glyphs } from './glyphs.ts';
import type { Paint, Tone } from './theme.ts';
import { wrapWords } from './facts.ts';

const looks: Readonly<
  Record<
    CheckResult['is'],
    { readonly tone: Tone; readonly glyph: 'ok' | 'takenAway' | 'failed' | 'unknown' }
  >
> = {
  pass: { tone: 'works', glyph: 'ok' },
  warn: { tone: 'changing', glyph: 'takenAway' },
  block: { tone: 'needsPerson', glyph: 'failed' },
  unknown: { tone: 'neutral', glyph: 'unknown' },
};

const gravity: Readonly<Record<CheckResult['is'], number>> = { block: 0, warn: 1, unknown: 2, pass: 3 };

/** How the checks stand, in a few words. */
export const checksTitle = (checks: Checks | undefined): string => {
  if (checks === undefined) return 'CHECKS BEFORE ANY WRITE: once nothing above is missing';
  if (checks.running) return 'CHECKS BEFORE ANY WRITE: asking ..';
  const count = (is: CheckResult['is']): number => checks.results.filter((each) => each.is === is).length;
  const parts = [
    [count('block'), 'block'],
    [count('warn'), 'warn'],
    [count('unknown'), 'cannot be told'],
    [count('pass'), 'pass'],
  ] as const;
  return `CHECKS BEFORE ANY WRITE: ${parts.flatMap(([n, word]) => (n > 0 ? [`${n} ${word}`] : [])).join(', ')}`;
};

/** The findings, what stops or warns first, each in as many lines as it needs. */
export const checkLines = (
  checks: Checks | undefined,
  columns: number,
  paint: Paint,
  glyphs: Glyphs,
): readonly string[] => {
  const results = (checks?.results ?? []).toSorted((a, b) => gravity[a.is] - gravity[b.is]);
  const found = results.flatMap(({ is, words }) => {
    const { tone, glyph } = looks[is];
    return wrapWords(words, columns - 4).map((line, index) =>
      index === 0 ? ` ${paint[tone](glyphs[glyph])} ${line}` : `   ${line}`,
    );
  });
  const changed = (checks?.overwrites ?? []).flatMap(({ path, before, after }) =>
    wrapWords(`${path}: ${before ?? 'nothing'} becomes ${after}`, columns - 8).map((line) => `     ${line}`),
  );
  return [...found, ...changed];
};
