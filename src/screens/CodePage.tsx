import { shownCode } from '#state/code-view.ts';
import { wrapCode } from './code-lines.ts';
import { useApp, useKit, type Area } from './context.ts';
import { wrapWords } from './facts.ts';
import { Lines } from './parts/Lines.tsx';
import { filled, useScrolled } from './scrolled.ts';

/** The code that is shown, under its ready-made `head`: scrolled by the row keys, long lines wrapped for reading. */
export const CodePage = ({ head, columns, rows }: Area & { readonly head: readonly string[] }) => {
  const { paint } = useKit();
  const code = useApp(shownCode);
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
  return <Lines lines={[...head, ...filled(useScrolled(lines, room), room)]} />;
};
