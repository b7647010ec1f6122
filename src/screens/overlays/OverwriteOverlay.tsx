import type { Overlay } from '#state/app-state.ts';
import { agreedBy, type Agreed } from '#state/checks.ts';
import { currentChecks } from '#state/selectors.ts';
import { checkLines } from '../check-lines.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';

const buttons: Readonly<Record<Agreed, string>> = {
  overwrite: 'Overwrite',
  duplicate: 'Attach again',
  detach: 'Detach, then attach',
};

/** Asks for the name before something that exists is changed or broken by a PUT, and shows what would change, field by field. */
export const OverwriteOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'overwrite' }> }) => {
  const { paint, glyphs } = useKit();
  const checks = useApp(currentChecks);
  const { name, line, breaks } = overlay;
  const agreed = agreedBy(line.text, overlay);
  const title = breaks === undefined ? `Overwrite ${name}` : `${name} is in the way`;
  const ways =
    breaks === undefined
      ? []
      : wrapWords(
          `detach ${name}: detaches it, waits until it is gone, and attaches then; leave the program meanwhile, and only the first happens.${
            breaks.overridable ? ` ${name}: attaches a second time, which breaks ${name}.` : ''
          } What was deployed or signed in by it is lost.`,
          columns - 6,
        ).map((each) => `   ${each}`);
  const verdict =
    agreed === undefined
      ? paint.secondary('Enter does nothing until it is typed. Esc cancels.')
      : `${paint.selected(`[ ${buttons[agreed]} ]`)}  Enter does it`;
  const asks = breaks === undefined ? 'Type the name to confirm:' : 'Type what is to be done:';
  const question = [
    '',
    ...ways,
    `   ${asks} ${fieldText(line, { cells: Math.min(38, columns - 32), focused: true }, paint)}`,
    `   ${verdict}`,
  ];
  const findings = checkLines(checks, columns, paint, glyphs).slice(0, rows - question.length - 1);
  return <Lines lines={[paint.needsPerson(` ${glyphs.failed} ${title}`), ...findings, ...question]} />;
};
