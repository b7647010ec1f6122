import { useEffect, useRef } from 'react';
import { openGuide } from '#state/guide-selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { guideLines } from './guide-lines.ts';
import { usePage } from './page-rows.ts';
import { Lines } from './parts/Lines.tsx';

const fresh = { at: 0 } as const;

/** A page to read, with code to take along: the marked piece of it is the one that is copied. */
export const GuideScreen = ({ columns, rows }: Area) => {
  const kit = useKit();
  const { paint, workbench } = kit;
  const guide = useApp(openGuide);
  const reading = useApp((state) => state.guide) ?? fresh;
  const scroll = useApp((state) => state.scroll);
  const { lines, snippetAt } =
    guide === undefined ? { lines: [], snippetAt: [] } : guideLines(guide, reading, columns, kit);
  const room = rows - 1;
  usePage(room);
  const lastTop = Math.max(0, lines.length - room);
  const top = Math.min(scroll, lastTop);
  useEffect(() => {
    if (scroll > lastTop) workbench.commands.scrollTo(lastTop);
  }, [workbench, scroll, lastTop]);

  // Only this page knows on which line a piece of code begins.
  const markedLine = Math.min(snippetAt[reading.at] ?? 0, lastTop);
  const marked = useRef(reading.at);
  useEffect(() => {
    if (marked.current === reading.at) return;
    marked.current = reading.at;
    workbench.commands.scrollTo(markedLine);
  }, [workbench, reading.at, markedLine]);

  if (guide === undefined)
    return (
      <Lines lines={['', paint.secondary('   Nothing is known of this kind of compute. q goes back.')]} />
    );
  const shown = lines.slice(top, top + room);
  const below = lines.length - top - room;
  if (below > 0) shown[room - 1] = paint.secondary(`   ${below + 1} more lines below: j or PgDn`);
  return <Lines lines={[` ${paint.bold(guide.title)}`, ...shown]} />;
};
