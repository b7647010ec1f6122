import type { Overlay } from '#state/app-state.ts';
import { readOnlyReason } from '#state/care.ts';
import { instanceActions, whyNot } from '#state/instance-actions.ts';
import { instanceMeanings } from '../action-words.ts';
import { cut, pad } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { Lines } from '../parts/Lines.tsx';
import { stateWord } from '../tables/compute-table.ts';

/** Start, stop, restart: each when the instance's state allows it, with the reason otherwise, and with what it would end. */
export const InstanceOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'instance' }> }) => {
  const { paint, glyphs } = useKit();
  const readOnly = useApp(readOnlyReason);
  const { compute, at, consequences } = overlay;
  const lines = instanceActions.map((action, index) => {
    const reason = readOnly ?? whyNot(compute, action);
    const line = ` ${index === at ? glyphs.cursor : ' '} ${pad(action, 9)} ${cut(reason ?? instanceMeanings[action], columns - 16)}`;
    if (index === at) return paint.selected(pad(line, columns - 1));
    return reason === undefined ? line : paint.secondary(line);
  });
  const goes =
    consequences.length === 0 ? 'No job is known to be on it.' : `On it now: ${consequences.join(', ')}.`;
  return (
    <Lines
      lines={[
        '',
        paint.bold(` ${cut(compute.name, columns - 30)} is ${stateWord(compute)}`),
        `   ${consequences.length === 0 ? goes : paint.changing(goes)}`,
        '',
        ...lines,
        '',
        paint.secondary('   Enter does what is marked; Esc leaves it as it is.'),
      ].slice(0, rows)}
    />
  );
};
