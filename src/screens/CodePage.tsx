import { useEffect } from 'react';
import { shownCode } from '#state/code-view.ts';
import { wrapCode } from './code-lines.ts';
import { useApp, useKit, type Area } from './context.ts';
import { wrapWords } from './facts.ts';
import { usePage } from './page-rows.ts';
import { Lines } from './parts/Lines.tsx';

/** The code that is shown, under its ready-made `head`: scrolled by the row keys, long lines wrapped for reading. */
export const CodePage = ({ head, columns, rows }: Area & { readonly head: readonly string[] }) => {
  const { paint, workbench } = useKit();
  const code = useApp(shownCode);
  const scroll = useApp((state) => state.scroll);
  const cells = columns - 3;
  const lines =
    code === undefined
      ? [paint.secondary('   one moment')]
      : code.is === 'none'
        ? wrapWords(code.why, cells).map((line) => `   ${line}`)
        : code.text
            .trimEnd()
            .split('\n')
            .flatMap((line) => wrapCode(line, cells))
            .map((line) => ` ${line}`);
  const room = Math.max(1, rows - head.length);
  usePage(room);
  const lastTop = Math.max(0, lines.length - room);
  const top = Math.min(scroll, lastTop);
  useEffect(() => {
    if (scroll > lastTop) workbench.commands.scrollTo(lastTop);
  }, [workbench, scroll, lastTop]);
  const below = lines.length - top - room;
  const shown = lines.slice(top, top + room);
  if (below > 0) shown[room - 1] = paint.secondary(`   ${below + 1} more lines below: j or PgDn`);
  return <Lines lines={[...head, ...shown, ...Array.from({ length: room - shown.length }, () => '')]} />;
};
