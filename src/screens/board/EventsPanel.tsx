import { Box } from 'ink';
import { cut } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { eventLook, eventWords } from '../event-words.ts';
import { Lines } from '../parts/Lines.tsx';
import { clock } from '../words.ts';

/** The newest events, a line each, with the clock time at which an answer showed them. */
export const EventsPanel = ({ columns, rows }: Area) => {
  const { paint, glyphs } = useKit();
  const events = useApp((state) => state.events.rows);
  const lines = events.slice(0, Math.max(0, rows - 1)).map((event) => {
    const { tone, glyph } = eventLook(event);
    const words = cut(eventWords(event), columns - 12);
    return ` ${clock(event.at)} ${paint[tone](`${glyphs[glyph]} ${words}`)}`;
  });
  const none = `   ${paint.secondary(cut('Nothing has changed yet.', columns - 4))}`;
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Lines
        lines={[` ${cut('EVENTS  e shows all', columns - 2)}`, ...(lines.length === 0 ? [none] : lines)]}
      />
    </Box>
  );
};
