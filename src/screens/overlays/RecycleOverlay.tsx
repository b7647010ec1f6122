import type { ActsOverlay } from '#state/acts-overlay.ts';
import { confirmationText } from '#state/care.ts';
import { loadOf, loadWords } from '#state/consequences.ts';
import { scaleWords } from '#state/recycling.ts';
import { findCompute } from '#state/selectors.ts';
import { scaleOf } from '#azure/targets/scale-body.ts';
import { confirmationLines } from '../confirmation-lines.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { Lines } from '../parts/Lines.tsx';
import { whyNotRecycled } from '../why-not-acting.ts';

/** Explains how unusable nodes are got rid of, what that does to jobs, and asks for the cluster's name. */
export const RecycleOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<ActsOverlay, { readonly is: 'recycle' }> }) => {
  const { paint, glyphs, workbench } = useKit();
  const { compute, line } = overlay;
  const now = useApp((state) => findCompute(state, compute.id)) ?? compute;
  const text = useApp((state) => confirmationText(state, compute.name));
  const reason = useApp((state) => whyNotRecycled(state, overlay));
  if (compute.detail.is !== 'cluster') return null;
  const original = scaleOf(compute.detail);
  const unusable = now.detail.is === 'cluster' ? now.detail.counts.unusable : 0;
  const load = loadOf(now, workbench.jobs);
  const paragraph = (words: string): readonly string[] =>
    wrapWords(words, columns - 4).map((each) => `   ${each}`);
  const lines = [
    paint.needsPerson(
      ` ${glyphs.failed} Recycle the nodes of ${compute.name}: ${unusable} unusable, and billed`,
    ),
    ...paragraph('The service has no request for a single node, so the whole cluster is emptied:'),
    `     1  give it min 0, max 0 in place of ${scaleWords(original)}`,
    '     2  wait until no node is left: minutes, or until jobs end',
    `     3  give it ${scaleWords(original)} again`,
    ...paragraph(
      'The scale is written down before anything is sent. Should this program end in between, its next start goes on.',
    ),
    '',
    ...paragraph(`On it now: ${loadWords(load).join(', ')}.`),
    ...(load.running > 0
      ? paragraph(
          'Running jobs may be ended, or queued and begun again from their start: that is for the service to decide. What waits begins after step 3.',
        ).map((each) => paint.needsPerson(each))
      : []),
    '',
    ...confirmationLines({ name: compute.name, text, line }, columns, paint),
    `   ${
      reason === undefined
        ? `${paint.selected('[ Recycle ]')}  Enter does it`
        : paint.secondary(`Enter does nothing: ${reason}. Esc cancels.`)
    }`,
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};
