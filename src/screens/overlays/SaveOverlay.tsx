import type { Overlay } from '#state/app-state.ts';
import { useKit, type Area } from '../context.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';

/** Asks where the code on the screen is to be written, and once more before a file that is there is replaced. */
export const SaveOverlay = ({
  overlay: { line, taken, what },
  columns,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'save' }> }) => {
  const { paint } = useKit();
  const isTaken = taken !== undefined && taken === line.text.trim();
  const lines = [
    '',
    paint.bold(` Write ${what === 'log' ? 'the lines of the log that are held' : 'the code'} to a file`),
    '',
    `   Path: ${fieldText(line, { cells: Math.max(10, Math.min(66, columns - 12)), focused: true }, paint)}`,
    '',
    ...(isTaken ? [`   ${paint.needsPerson('There is such a file already.')}`, ''] : []),
    `   ${paint.selected(isTaken ? '[ Overwrite it ]' : '[ Write ]')}  Enter does it, Esc cancels`,
    '',
    paint.secondary(
      what === 'log'
        ? '   As they are shown: without colours, and progress bars as they were left.'
        : '   No secret is in it: the code reads those from the environment where it runs.',
    ),
  ];
  return <Lines lines={lines} />;
};
