import type { Figures, Track } from '#state/history.ts';
import { recentOf } from '#state/history.ts';
import type { Glyphs } from './glyphs.ts';
import { seconds } from './words.ts';

/**
 * Figures as a row of small bars, one cell each: nothing where nobody has looked, the lowest bar for 0, the highest for the greatest of
 * them; whatever is more than 0 is higher than 0.
 */
export const sparkOf = (figures: Figures, { spark }: Pick<Glyphs, 'spark'>): string => {
  const greatest = Math.max(1, ...figures.map((figure) => figure ?? 0));
  const [nobody = ' ', zero = ' ', ...more] = spark;
  return figures
    .map((figure) => {
      if (figure === undefined) return nobody;
      return figure === 0 ? zero : (more[Math.ceil((figure / greatest) * more.length) - 1] ?? zero);
    })
    .join('');
};

/** How far a picture reaches back, and how much each of its cells stands for. */
export type Reach = { readonly cells: number; readonly perCell: number };

/** A row of bars, how far it reaches back in words, and its greatest figure; undefined when nothing has been measured. */
export const sparkWords = (
  track: Track | undefined,
  of: 'nodes' | 'queue',
  { cells, perCell }: Reach,
  glyphs: Glyphs,
): { readonly bars: string; readonly span: string; readonly most: number } | undefined => {
  const recent = track === undefined ? undefined : recentOf(track, of, cells, perCell);
  if (recent === undefined) return undefined;
  const known = recent.cells.filter((figure) => figure !== undefined);
  return {
    bars: sparkOf(recent.cells, glyphs),
    span: spanWords(recent.spanMs),
    most: Math.max(...known),
  };
};

const hourMs = 3_600_000;

/** Whole minutes, from two hours on whole hours. */
const spanWords = (ms: number): string =>
  ms < 2 * hourMs ? `${Math.round(ms / 60_000)}m` : seconds(Math.round(ms / hourMs) * 3600);
