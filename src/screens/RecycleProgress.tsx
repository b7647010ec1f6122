import type { Recycle, RecycleStep } from '#state/acts-state.ts';
import type { Operation } from '#state/app-state.ts';
import { readOnlyReason } from '#state/care.ts';
import { scaleWords } from '#state/recycling.ts';
import { cut, pad } from './cells.ts';
import { useApp, useKit, type Area } from './context.ts';
import { explain } from './explain.ts';
import { errorFacts, factLines } from './facts.ts';
import { filled, useScrolled } from './scrolled.ts';
import { Lines } from './parts/Lines.tsx';
import type { Look } from './state-looks.ts';
import { useNow } from './use-now.ts';
import { clock, elapsed } from './words.ts';

type StepLook = Look & { readonly word: string };

const done: StepLook = { word: 'done', tone: 'works', glyph: 'ok' };
const going: StepLook = { word: 'under way', tone: 'changing', glyph: 'changing' };
const ahead: StepLook = { word: 'to come', tone: 'neutral', glyph: 'queued' };
const broken: StepLook = { word: 'stopped', tone: 'needsPerson', glyph: 'failed' };
const unsaid: StepLook = { word: 'not known', tone: 'neutral', glyph: 'unknown' };

/** How its three steps are, by how far it is. */
const stepLooks: Readonly<Record<RecycleStep, readonly [StepLook, StepLook, StepLook]>> = {
  resumed: [unsaid, unsaid, unsaid],
  elsewhere: [unsaid, unsaid, unsaid],
  emptying: [going, ahead, ahead],
  waiting: [done, going, ahead],
  restoring: [done, done, going],
  restored: [done, done, done],
  stuck: [done, done, broken],
  over: [broken, ahead, ahead],
};

const titleOf = (
  { step, original }: Recycle,
  name: string,
  succeeded: boolean,
): readonly [string, StepLook] => {
  switch (step) {
    case 'restored':
      return succeeded
        ? [`${name} is recycled: it has ${scaleWords(original)} again`, done]
        : [`${name} is not recycled; it has ${scaleWords(original)} again`, broken];
    case 'stuck':
      return [`${name} has not got ${scaleWords(original)} back`, broken];
    case 'over':
      return [`${name} is not recycled`, broken];
    case 'elsewhere':
      return [`Another session of yours is recycling ${name}`, going];
    case 'resumed':
    case 'emptying':
    case 'waiting':
    case 'restoring':
      return [`Recycling the nodes of ${name}`, going];
  }
};

/** The steps of a recycling, where it is, and the way back when it does not go on. */
export const RecycleProgress = ({
  operation,
  recycle,
  columns,
  rows,
}: Area & { readonly operation: Operation; readonly recycle: Recycle }) => {
  const { paint, glyphs } = useKit();
  const readOnly = useApp(readOnlyReason);
  const { name, startedAt, endedAt, word, problem, errors, state } = operation;
  const { original, step, nodes, why } = recycle;
  const now = useNow(endedAt === undefined);
  const [title, look] = titleOf(recycle, name, state === 'succeeded');
  const steps = [
    'give it min 0, max 0',
    `wait until no node is left${step === 'waiting' && nodes !== undefined ? `: ${nodes} now` : ''}`,
    `give it ${scaleWords(original)} again`,
  ].map((words, index) => {
    const { word: stepWord, tone, glyph } = stepLooks[step][index] ?? ahead;
    return `   ${paint[tone](glyphs[glyph])} ${index + 1}  ${paint[tone](pad(stepWord, 9))}  ${cut(words, columns - 20)}`;
  });
  const explained = problem === undefined ? undefined : explain(problem);
  const restorable = step !== 'restored' && step !== 'over';
  const facts = factLines(
    [
      {
        title: 'Operation',
        facts: [
          { label: 'begun', words: clock(startedAt) },
          {
            label: endedAt === undefined ? 'so far' : 'took',
            words: elapsed((endedAt ?? Math.max(now, startedAt)) - startedAt),
          },
          { label: 'now', words: endedAt === undefined ? word : undefined },
          { label: 'why', words: why, tone: 'needsPerson' },
          { label: 'what', words: explained?.what, tone: 'needsPerson' },
          { label: 'the service', words: explained?.why },
          ...errorFacts('the service', errors),
        ],
      },
    ],
    columns,
    paint,
  );
  const foot = restorable
    ? readOnly === undefined
      ? 'U restores the scale now; q leaves, it goes on while the program runs.'
      : `The scale cannot be restored: ${readOnly}.`
    : `${paint.selected('[ Board ]')}  Enter goes to the board`;
  const all = ['', paint[look.tone](` ${glyphs[look.glyph]} ${title}`), '', ...steps, '', ...facts];
  const room = rows - 1;
  return <Lines lines={[...filled(useScrolled(all, room), room), ` ${foot}`]} />;
};
