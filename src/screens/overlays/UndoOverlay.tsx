import { scaleOf, type Scale } from '#azure/targets/scale-body.ts';
import type { ActsOverlay } from '#state/acts-overlay.ts';
import { findCompute } from '#state/selectors.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { differenceLine } from '../difference-line.ts';
import { wrapWords } from '../facts.ts';
import { Lines } from '../parts/Lines.tsx';
import { clock } from '../words.ts';

const settings: readonly (readonly [string, (scale: Scale) => string])[] = [
  ['Min nodes', ({ min }) => String(min)],
  ['Max nodes', ({ max }) => String(max)],
  ['Idle time', ({ idleSeconds }) => (idleSeconds === undefined ? '-' : `${idleSeconds}s`)],
];

/** The difference between the scale that a cluster has and the one that it is to have again. */
export const UndoOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<ActsOverlay, { readonly is: 'undo' }> }) => {
  const { paint } = useKit();
  const { compute, scale, changedAt, recycling } = overlay;
  const detail = useApp((state) => findCompute(state, compute.id)?.detail ?? compute.detail);
  const now = detail.is === 'cluster' ? scaleOf(detail) : undefined;
  const differences = settings.map(([label, of]) => {
    const [before, after] = [now === undefined ? '-' : of(now), of(scale)];
    const line = differenceLine(label, before, after);
    return before === after ? paint.secondary(`${line}  (the same)`) : line;
  });
  const [title, about, button] =
    recycling === undefined
      ? [
          ` Undo the last change of the scale of ${compute.name}`,
          `It was changed from here at ${clock(changedAt)}. What it has now, and what it had before:`,
          'Enter opens the review, which sends it',
        ]
      : [
          ` Restore the scale of ${compute.name} now`,
          `Its nodes are being recycled since ${clock(changedAt)}. Nodes that have not left yet stay, unusable ones too.`,
          'Enter sends it',
        ];
  const lines = [
    '',
    paint.bold(title),
    ...wrapWords(about, columns - 4).map((each) => `   ${each}`),
    '',
    ...differences,
    '',
    `   ${paint.selected(recycling === undefined ? '[ Review ]' : '[ Restore ]')}  ${button}; Esc leaves it as it is.`,
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};
