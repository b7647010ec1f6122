import { useEffect } from 'react';
import { useApp, useKit } from './context.ts';
import { usePage } from './page-rows.ts';

/** As many lines as there are rows, blank ones at the end. */
export const filled = (lines: readonly string[], rows: number): readonly string[] => [
  ...lines,
  ...Array.from({ length: Math.max(0, rows - lines.length) }, () => ''),
];

/**
 * The lines of a long page that are on the screen, where the row keys have scrolled it to; the last one says how much is below.
 * @param rows how many there is room for
 * @returns at most `rows` lines
 */
export const useScrolled = (
  lines: readonly string[],
  rows: number,
  {
    at,
    more = 'j or PgDn',
    active = true,
  }: {
    /** The uppermost line, where the page does not scroll with the screen but keeps a place of its own: in an overlay. */
    readonly at?: number;
    /** The keys that show what is below. */
    readonly more?: string;
    /** Whether the row keys scroll it. */
    readonly active?: boolean;
  } = {},
): readonly string[] => {
  const { paint, workbench } = useKit();
  const scroll = useApp((state) => state.scroll);
  const wanted = at ?? scroll;
  usePage(rows, active);
  const lastTop = Math.max(0, lines.length - rows);
  // Only the page knows where it ends; without this the keys would have to come back from far below it.
  useEffect(() => {
    if (wanted <= lastTop) return;
    if (at === undefined) workbench.commands.scrollTo(lastTop);
    else workbench.commands.moveOverlay('last', lastTop + 1);
  }, [workbench, at, wanted, lastTop]);
  const top = Math.min(wanted, lastTop);
  const below = lines.length - top - rows;
  return below > 0
    ? [
        ...lines.slice(top, Math.max(top, top + rows - 1)),
        paint.secondary(`   ${below + 1} more lines below: ${more}`),
      ]
    : lines.slice(top);
};
