import { wrapWords } from '../facts.ts';
import { useKit, type Area } from '../context.ts';
import { Lines } from '../parts/Lines.tsx';

const means = [
  'Nothing can be changed from here any more: nothing is created, scaled, started, stopped, deleted or submitted, no job is cancelled, no scale is restored.',
  'What the service has accepted goes on there, and is watched as before.',
  'It cannot be taken back: only a restart of the program ends it.',
];

/** Asks before the session becomes read-only for the rest of it. */
export const ReadOnlyOverlay = ({ columns, rows }: Area) => {
  const { paint } = useKit();
  const lines = [
    '',
    paint.bold(' Make this session read-only?'),
    '',
    ...means.flatMap((words) => wrapWords(words, columns - 4)).map((line) => `   ${line}`),
    '',
    `   ${paint.selected('[ Read-only ]')}  Enter makes it so; Esc leaves it as it is.`,
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};
