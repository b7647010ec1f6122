import { fullness, type QuotaRow } from '#state/money/money-rows.ts';
import { bar } from '../bars.ts';
import type { ColumnSpec } from '../columns.ts';
import type { Glyphs } from '../glyphs.ts';
import type { Look } from '../state-looks.ts';
import type { Cells } from '../table.ts';
import type { Tone } from '../theme.ts';
import { count, percent } from '../words.ts';

const barCells = 10;

export const quotaColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'QUOTA', min: 22, max: 34, grow: 2 },
  { id: 'bar', title: 'BAR', min: barCells },
  { id: 'figures', title: 'USED/LIMIT', min: 11, align: 'right' },
  { id: 'percent', title: 'FULL', min: 4, align: 'right', drop: 3 },
  { id: 'here', title: 'USED IN THIS WORKSPACE BY', min: 25, max: 80, grow: 3 },
  { id: 'region', title: 'REGION', min: 12, max: 20, drop: 1 },
];

const nearlyFull = 0.8;

/** How urgent a limit is: nothing is left of it, or little. */
const toneOf = (row: QuotaRow): Tone => {
  const part = fullness(row) ?? 0;
  return part >= 1 ? 'needsPerson' : part >= nearlyFull ? 'changing' : 'neutral';
};

export const quotaLook = (row: QuotaRow): Look => {
  const tone = toneOf(row);
  return { tone, glyph: tone === 'needsPerson' ? 'failed' : tone === 'changing' ? 'takenAway' : 'idle' };
};

/** Used of the limit: `96/192`; a row without a limit of its own has no second figure. */
export const ofLimit = ({ current, limit }: Pick<QuotaRow, 'current' | 'limit'>): string =>
  limit === undefined ? `${count(current)}/no limit` : `${count(current)}/${count(limit)}`;

/** The name without what all families have in common. */
export const quotaName = ({ label, priority }: QuotaRow): string => {
  const short = label.replace(/^standard\s+/iu, '').replace(/\s+family$/iu, '');
  return priority === 'low priority' && !/low/iu.test(short) ? `${short} low prio` : short;
};

const here = ({ uses, counts }: QuotaRow): string => {
  if (uses.length === 0) return '-';
  if (counts === 'computes') return `${uses.length} of this workspace`;
  const max = uses.reduce((sum, { atMax }) => sum + atMax, 0);
  return `${uses.map(({ name, now }) => `${name} ${now}`).join(', ')}; at max ${count(max)}`;
};

export const quotaCells =
  (glyphs: Glyphs) =>
  (row: QuotaRow): Cells => ({
    name: { text: quotaName(row) },
    bar: { text: bar(row.current, row.limit, barCells, glyphs), tone: toneOf(row) },
    figures: { text: ofLimit(row) },
    percent: { text: row.limit === undefined ? '-' : percent(row.current, row.limit) },
    here: { text: here(row) },
    region: { text: row.region, tone: 'secondary' },
  });
