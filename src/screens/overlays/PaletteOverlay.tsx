import { Box } from 'ink';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { PaletteOverlay as Overlay } from '#state/finding.ts';
import { cut, pad } from '../cells.ts';
import { scrollWindow } from '../columns.ts';
import { useKit, type Area } from '../context.ts';
import type { PaletteItem } from '../palette/items.ts';
import { paletteRows, type PaletteRows } from '../palette/rows.ts';
import { fieldText } from '../parts/field-text.ts';
import { usePage } from '../page-rows.ts';
import { Lines } from '../parts/Lines.tsx';
import { count } from '../words.ts';

const kindCells = 10;

/** How much of the jobs is known and shown, in words. */
const jobWords = ({ jobs, rows }: PaletteRows, known: number, complete: boolean): string => {
  const some = jobs.more ? `, first ${jobs.shown} jobs` : '';
  if (complete) return `${rows.length} found${some}`;
  return `${rows.length} found${some === '' ? ', jobs' : some} of ${count(known)} so far`;
};

const beside = ({ note, reason }: PaletteItem): string =>
  reason === undefined ? note : `${note}  ${reason}`;

/** One line of text to go anywhere by and to do anything with, and what it finds. */
export const PaletteOverlay = ({ overlay, columns, rows }: Area & { readonly overlay: Overlay }) => {
  const { paint, glyphs, workbench } = useKit();
  const state = useStore(workbench.store);
  const [top, setTop] = useState(0);
  const found = paletteRows(state, workbench.jobs);
  const height = rows - 2;
  usePage(height);
  const shown = scrollWindow({ count: found.rows.length, height, cursor: overlay.at, top });
  // The window moves as little as it must, so it depends on where it was.
  if (shown.top !== top) setTop(shown.top);
  const nameCells = Math.min(44, Math.floor((columns - kindCells) * 0.45));
  const noteCells = Math.max(0, columns - nameCells - kindCells - 7);
  const lines = found.rows.slice(shown.top, shown.end).map((item, index) => {
    const at = shown.top + index === overlay.at;
    const words = `${pad(item.name, nameCells)}  ${pad(item.kind, kindCells)} ${cut(beside(item), noteCells)}`;
    const line = ` ${at ? glyphs.cursor : ' '} ${words}`;
    if (at) return paint.selected(pad(line, columns - 1));
    return item.reason === undefined ? line : paint.secondary(line);
  });
  const fieldCells = Math.min(44, columns - 50);
  const field = fieldText(overlay.line, { cells: fieldCells, focused: true }, paint);
  const jobs = state.board?.jobs;
  const said = jobWords(found, jobs?.remote.data ?? 0, jobs?.complete ?? true);
  return (
    <Box flexDirection="column">
      <Lines
        lines={[
          ` : ${field} ${paint.secondary(cut(said, Math.max(0, columns - fieldCells - 6)))}`,
          '',
          ...(lines.length === 0 ? ['   Nothing here is called that.'] : lines),
        ]}
      />
    </Box>
  );
};
