import type { Overlay } from '#state/app-state.ts';
import { confirmationText, readOnlyReason } from '#state/care.ts';
import { removalMeanings } from '../action-words.ts';
import { confirmationLines } from '../confirmation-lines.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { Lines } from '../parts/Lines.tsx';

type Remove = Extract<Overlay, { readonly is: 'remove' }>;

const verbs = { Delete: 'Delete', Detach: 'Detach' } as const;

/** Asks for the name before anything is removed, and says what goes with it. Nothing happens until the name matches. */
export const RemoveOverlay = ({ overlay, columns, rows }: Area & { readonly overlay: Remove }) => {
  const { paint, glyphs } = useKit();
  const workspace = useApp((state) => state.board?.workspace.name ?? '');
  const readOnly = useApp(readOnlyReason);
  const { compute, action, consequences, line } = overlay;
  const text = useApp((state) => confirmationText(state, compute.name));
  const typed = line.text === text;
  const goes =
    consequences.length === 0
      ? 'No job is known to use it now.'
      : `With it ${action === 'Delete' ? 'go' : 'are left behind'}: ${consequences.join(', ')}.`;
  const verdict =
    readOnly !== undefined
      ? paint.needsPerson(`Nothing can be sent: ${readOnly}.`)
      : typed
        ? `${paint.selected(`[ ${verbs[action]} ]`)}  Enter does it`
        : paint.secondary(
            `Enter does nothing until ${text === compute.name ? 'the name' : 'that'} is typed. Esc cancels.`,
          );
  const lines = [
    '',
    paint.needsPerson(` ${glyphs.failed} ${verbs[action]} ${compute.name}`),
    ...wrapWords(`${compute.type.text} in workspace ${workspace}, ${compute.location}`, columns - 4).map(
      (each) => `   ${each}`,
    ),
    '',
    ...wrapWords(goes, columns - 4).map((each) => `   ${each}`),
    ...wrapWords(removalMeanings[action], columns - 4).map((each) => `   ${each}`),
    '',
    ...confirmationLines({ name: compute.name, text, line }, columns, paint),
    '',
    `   ${verdict}`,
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};
