import { Box } from 'ink';
import type { Overlay } from '#state/app-state.ts';
import { pad } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { helpSections } from '../help-text.ts';
import { keyTable, situations } from '../keys.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';
import { useScrolled } from '../scrolled.ts';
import { situationOf } from '../situation.ts';

const keyCells = 26;

/** The keys that mean something here, from the one table of keys; typing searches all of them. */
export const HelpOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'help' }> }) => {
  const { paint } = useKit();
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
  const shown = useScrolled(lines, rows - 2, { at: overlay.at, more: 'Down or PgDn' });
  const field = fieldText(overlay.line, { cells: Math.min(34, columns - 20), focused: true }, paint);
  return (
    <Box flexDirection="column">
      <Lines
        lines={[` Search keys ${field}`, '', ...(shown.length === 0 ? ['   No key does that.'] : shown)]}
      />
    </Box>
  );
};
