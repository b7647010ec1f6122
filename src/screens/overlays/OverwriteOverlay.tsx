import type { Overlay } from '#state/app-state.ts';
import { confirmationText } from '#state/care.ts';
import { agreedBy, type Agreed, type EntryInTheWay } from '#state/checks.ts';
import { currentChecks } from '#state/selectors.ts';
import { checkLines } from '../check-lines.ts';
import { confirmationLines } from '../confirmation-lines.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';

const buttons: Readonly<Record<Agreed, string>> = {
  overwrite: 'Overwrite',
  duplicate: 'Attach again',
  detach: 'Detach, then attach',
};

/** What can be typed where an entry is in the way, and what comes of it. */
const waysOf = (name: string, text: string, { overridable }: EntryInTheWay): string =>
  [
    `detach ${text}: detaches it, waits until it is gone, and attaches then; leave the program meanwhile, and only the first happens.`,
    ...(overridable ? [`${text}: attaches a second time, which breaks ${name}.`] : []),
    'What was deployed or signed in by it is lost.',
  ].join(' ');

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
  const agreed = agreedBy(line.text, text, breaks);
  const title = breaks === undefined ? `Overwrite ${name}` : `${name} is in the way`;
  const verdict =
    agreed === undefined
      ? paint.secondary(
          `Enter does nothing until ${breaks === undefined && text === name ? 'the name' : 'that'} is typed.${breaks === undefined ? '' : ' Ctrl-O opens it.'} Esc cancels.`,
        )
      : `${paint.selected(`[ ${buttons[agreed]} ]`)}  Enter does it`;
  const asked =
    breaks === undefined
      ? confirmationLines({ name, text, line }, columns, paint)
      : [
          ...wrapWords(waysOf(name, text, breaks), columns - 6).map((each) => `   ${each}`),
          `   Type what is to be done: ${fieldText(line, { cells: Math.min(38, columns - 32), focused: true }, paint)}`,
        ];
  const question = ['', ...asked, `   ${verdict}`];
  const findings = checkLines(checks, columns, paint, glyphs).slice(0, rows - question.length - 1);
  return <Lines lines={[paint.needsPerson(` ${glyphs.failed} ${title}`), ...findings, ...question]} />;
};
