import type { Overlay } from '#state/app-state.ts';
import { currentChecks } from '#state/selectors.ts';
import { checkLines } from '../check-lines.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';

/** Asks for the name before something that exists is changed or broken by a PUT, and shows what would change, field by field. */
export const OverwriteOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'overwrite' }> }) => {
  const { paint, glyphs } = useKit();
  const checks = useApp(currentChecks);
  const { name, line, breaks } = overlay;
  const [title, button] =
    breaks === true
      ? [`Attach it again, which breaks ${name}`, '[ Attach again ]']
      : [`Overwrite ${name}`, '[ Overwrite ]'];
  const verdict =
    line.text === name
      ? `${paint.selected(button)}  Enter does it`
      : paint.secondary('Enter does nothing until the name is typed. Esc cancels.');
  const question = [
    '',
    `   Type the name to confirm: ${fieldText(line, { cells: Math.min(38, columns - 32), focused: true }, paint)}`,
    `   ${verdict}`,
  ];
  const findings = checkLines(checks, columns, paint, glyphs).slice(0, rows - question.length - 1);
  return <Lines lines={[paint.needsPerson(` ${glyphs.failed} ${title}`), ...findings, ...question]} />;
};
