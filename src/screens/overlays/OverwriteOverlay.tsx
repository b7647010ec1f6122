import type { Overlay } from '#state/app-state.ts';
import { confirmationText } from '#state/care.ts';
import { currentChecks } from '#state/selectors.ts';
import { checkLines } from '../check-lines.ts';
import { confirmationLines } from '../confirmation-lines.ts';
import { useApp, useKit, type Area } from '../context.ts';
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
  const text = useApp((state) => confirmationText(state, name));
  const [title, button] =
    breaks === true
      ? [`Attach it again, which breaks ${name}`, '[ Attach again ]']
      : [`Overwrite ${name}`, '[ Overwrite ]'];
  const verdict =
    line.text === text
      ? `${paint.selected(button)}  Enter does it`
      : paint.secondary(
          `Enter does nothing until ${text === name ? 'the name' : 'that'} is typed. Esc cancels.`,
        );
  const question = ['', ...confirmationLines({ name, text, line }, columns, paint), `   ${verdict}`];
  const findings = checkLines(checks, columns, paint, glyphs).slice(0, rows - question.length - 1);
  return <Lines lines={[paint.needsPerson(` ${glyphs.failed} ${title}`), ...findings, ...question]} />;
};
