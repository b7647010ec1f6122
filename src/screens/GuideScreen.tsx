import { useEffect, useRef } from 'react';
import { openGuide } from '#state/guide-selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { guideLines } from './guide-lines.ts';
import { Lines } from './parts/Lines.tsx';
import { useScrolled } from './scrolled.ts';

const fresh = { at: 0 } as const;

/** A page to read, with code to take along: the marked piece of it is the one that is copied. */
export const GuideScreen = ({ columns, rows }: Area) => {
  const kit = useKit();
  const { paint, workbench } = kit;
  const guide = useApp(openGuide);
  const reading = useApp((state) => state.guide) ?? fresh;
  const { lines, snippetAt } =
    guide === undefined ? { lines: [], snippetAt: [] } : guideLines(guide, reading, columns, kit);
  const room = rows - 1;
  const shown = useScrolled(lines, room);

  // Only this page knows on which line a piece of code begins.
  const markedLine = snippetAt[reading.at] ?? 0;
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
  return <Lines lines={[` ${paint.bold(guide.title)}`, ...shown]} />;
};
