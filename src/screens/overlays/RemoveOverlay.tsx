import type { Overlay } from '#state/app-state.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';

type Remove = Extract<Overlay, { readonly is: 'remove' }>;

const verbs = { Delete: 'Delete', Detach: 'Detach' } as const;

/** Asks for the name before anything is removed, and says what goes with it. Nothing happens until the name matches. */
export const RemoveOverlay = ({ overlay, columns, rows }: Area & { readonly overlay: Remove }) => {
  const { paint, glyphs } = useKit();
  const workspace = useApp((state) => state.board?.workspace.name ?? '');
  const readOnly = useApp((state) => state.about.readOnly);
  const { compute, action, consequences, line } = overlay;
  const typed = line.text === compute.name;
  const goes =
    consequences.length === 0
      ? 'No job is known to use it now.'
      : `With it ${action === 'Delete' ? 'go' : 'are left behind'}: ${consequences.join(', ')}.`;
  const meaning =
    action === 'Delete'
      ? 'Its machines are destroyed. This cannot be undone.'
      : 'Only the entry in the workspace goes; the resource itself stays, and keeps billing where it is.';
  const verdict = readOnly
    ? paint.needsPerson('This session is read-only.')
    : typed
      ? `${paint.selected(`[ ${verbs[action]} ]`)}  Enter does it`
      : paint.secondary('Enter does nothing until the name is typed. Esc cancels.');
  const lines = [
    '',
    paint.needsPerson(` ${glyphs.failed} ${verbs[action]} ${compute.name}`),
    ...wrapWords(`${compute.type.text} in workspace ${workspace}, ${compute.location}`, columns - 4).map(
      (each) => `   ${each}`,
    ),
    '',
    ...wrapWords(goes, columns - 4).map((each) => `   ${each}`),
    ...wrapWords(meaning, columns - 4).map((each) => `   ${each}`),
    '',
    `   Type the name to confirm: ${fieldText(line, { cells: Math.min(38, columns - 32), focused: true }, paint)}`,
    '',
    `   ${verdict}`,
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};
