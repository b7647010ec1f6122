import { useEffect } from 'react';
import { Box } from 'ink';
import type { Overlay } from '#state/app-state.ts';
import { pad } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { helpSections } from '../help-text.ts';
import { keyTable, situations } from '../keys.ts';
import { fieldText } from '../parts/field-text.ts';
import { usePage } from '../page-rows.ts';
import { Lines } from '../parts/Lines.tsx';
import { situationOf } from '../situation.ts';

const keyCells = 26;

/** The keys that mean something here, from the one table of keys; typing searches all of them. */
export const HelpOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'help' }> }) => {
  const { paint, workbench } = useKit();
  const beneath = useApp(({ overlay: _, ...state }) => situationOf(state));
  const sought = overlay.line.text.trim().toLowerCase();
  const sections =
    sought === '' ? helpSections(keyTable, situations[beneath].scopes) : helpSections(keyTable);
  const lines = sections.flatMap(({ title, rows: all }) => {
    const found = all.filter(({ keys, label }) => `${keys} ${label}`.toLowerCase().includes(sought));
    return found.length === 0
      ? []
      : [
          paint.bold(` ${title}`),
          ...found.map(({ keys, label }) => `   ${paint.where(pad(keys, keyCells))} ${label}`),
          '',
        ];
  });
  const room = rows - 2;
  usePage(room);
  const lastTop = Math.max(0, lines.length - room);
  const top = Math.min(overlay.at, lastTop);
  useEffect(() => {
    if (overlay.at > lastTop) workbench.commands.moveOverlay('last', lastTop + 1);
  }, [workbench, overlay.at, lastTop]);
  const shown = lines.slice(top, top + room);
  const below = lines.length - top - room;
  if (below > 0) shown[room - 1] = paint.secondary(`   ${below + 1} more lines: Down or PgDn`);
  const field = fieldText(overlay.line, { cells: Math.min(34, columns - 20), focused: true }, paint);
  return (
    <Box flexDirection="column">
      <Lines
        lines={[` Search keys ${field}`, '', ...(shown.length === 0 ? ['   No key does that.'] : shown)]}
      />
    </Box>
  );
};
