import type { Track } from '#state/history.ts';
import type { Fact } from './facts.ts';
import type { Glyphs } from './glyphs.ts';
import { sparkWords, type Reach } from './spark.ts';

/** An hour in cells of two minutes, and a day in cells of an hour: what fits beside its label at 80 columns. */
const reaches: readonly Reach[] = [
  { cells: 30, perCell: 1 },
  { cells: 24, perCell: 30 },
];

const titles = { nodes: 'nodes over time', queue: 'jobs waiting' } as const;

/**
 * Node count and queue length over the last hour and the last day, as far as this program has seen them; nothing before it has.
 * @param now how many there are at present: the newest bar may be two minutes old
 */
export const historyFacts = (
  track: Track | undefined,
  now: { readonly nodes: number; readonly queue: number },
  glyphs: Glyphs,
): readonly Fact[] =>
  (['nodes', 'queue'] as const).flatMap((of) => {
    const [hour, day] = reaches.map((reach) => sparkWords(track, of, reach, glyphs));
    // A day that is no longer than the hour shows nothing new.
    const shown = day?.span === hour?.span ? [hour] : [hour, day];
    return shown.flatMap((each, row) =>
      each === undefined
        ? []
        : [
            {
              label: row === 0 ? titles[of] : '',
              words: `${each.bars} ${now[of]}, most ${Math.max(each.most, now[of])} in ${each.span}`,
            },
          ],
    );
  });
