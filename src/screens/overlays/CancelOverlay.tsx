import type { Overlay } from '#state/app-state.ts';
import { readOnlyReason } from '#state/care.ts';
import { cut, pad } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { Lines } from '../parts/Lines.tsx';

/** Asks before a job is cancelled. What is marked at first leaves it alone. */
export const CancelOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'cancel' }> }) => {
  const { paint, glyphs, workbench } = useKit();
  const workspace = useApp((state) => state.board?.workspace.name ?? '');
  const readOnly = useApp(readOnlyReason);
  useApp((state) => state.board?.jobs.version);
  const { job: asked, at } = overlay;
  // Who is asked about stays the same; what it does now may have changed since.
  const job = workbench.jobs.get(asked.name) ?? asked;
  const on = job.compute === '' ? 'no compute of its own' : job.compute;
  const facts = [
    `It is ${job.status.text === '' ? 'in a state that is not told' : job.status.text} on ${on}, ${job.nodes === 1 ? '1 node' : `${job.nodes} nodes`}, in workspace ${workspace}.`,
    `It was submitted${job.createdBy === '' ? '' : ` by ${job.createdBy}`}; its name is ${job.name}.`,
    'What it has not written by then is lost; a job that was cancelled cannot be resumed.',
  ];
  const choices = ['No, leave it', 'Cancel the job'].map((words, index) => {
    const line = ` ${index === at ? glyphs.cursor : ' '} [ ${words} ]`;
    return index === at ? paint.selected(pad(line, columns - 1)) : line;
  });
  const lines = [
    '',
    paint.needsPerson(` ${glyphs.leaving} Cancel ${cut(job.displayName, columns - 14)}?`),
    ...facts.flatMap((words) => wrapWords(words, columns - 4).map((line) => `   ${line}`)),
    '',
    ...choices,
    '',
    readOnly === undefined
      ? paint.secondary('   Enter does what is marked; Esc leaves it as it is.')
      : paint.needsPerson(`   Nothing can be sent: ${readOnly}.`),
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};
