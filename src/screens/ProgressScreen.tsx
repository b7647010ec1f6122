import { useEffect, useState } from 'react';
import type { Operation } from '#state/app-state.ts';
import { findCompute } from '#state/selectors.ts';
import { useApp, useInterest, useKit, type Area } from './context.ts';
import { explain, requestIdOf, serviceWords } from './explain.ts';
import { factLines, type FactGroup } from './facts.ts';
import { Lines } from './parts/Lines.tsx';
import type { RouteOf } from './route-of.ts';
import { stateLooks } from './state-looks.ts';
import { clock, elapsed } from './words.ts';

const verbs = {
  create: { going: 'Creating', done: 'created' },
  delete: { going: 'Deleting', done: 'deleted' },
  detach: { going: 'Detaching', done: 'detached' },
} as const satisfies Record<Operation['does'], { going: string; done: string }>;

/** The time while something is under way; it is the one thing on the screens that moves by itself. */
const useNow = (ticking: boolean): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [ticking]);
  return now;
};

const sources = ['computes'] as const;

/** A write on its way: elapsed time, the service's words, and how it ended. Leaving does not stop it. */
export const ProgressScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'progress'> }) => {
  const { paint, glyphs } = useKit();
  useInterest(sources);
  const operation = useApp((state) => state.operations.find((each) => each.id === route.operation));
  const compute = useApp((state) =>
    operation === undefined ? undefined : findCompute(state, operation.computeId),
  );
  const now = useNow(operation !== undefined && operation.endedAt === undefined);
  if (operation === undefined) return <Lines lines={['', '   This operation has been forgotten.']} />;
  const { does, name, state, word, startedAt, endedAt, problem, errors } = operation;
  const words = verbs[does];
  const title =
    state === 'succeeded'
      ? paint.works(` ${glyphs.ok} ${name} is ${words.done}`)
      : state === 'failed'
        ? paint.needsPerson(` ${glyphs.failed} ${name} could not be ${words.done}`)
        : paint.changing(` ${glyphs.changing} ${words.going} ${name}`);
  const explained = problem === undefined ? undefined : explain(problem);
  const groups: readonly FactGroup[] = [
    {
      title: 'Operation',
      facts: [
        { label: 'begun', words: clock(startedAt) },
        {
          label: endedAt === undefined ? 'so far' : 'took',
          words: elapsed((endedAt ?? Math.max(now, startedAt)) - startedAt),
        },
        { label: 'the service says', words: word === '' ? 'not answered yet' : word },
        {
          label: 'the compute is',
          words: compute?.provisioning.text,
          tone: compute === undefined ? 'neutral' : stateLooks.provisioning[compute.provisioning.is].tone,
        },
      ],
    },
    {
      title: 'What went wrong',
      facts: [
        { label: 'what', words: explained?.what, tone: 'needsPerson' },
        { label: 'why', words: explained?.why },
        ...errors.map((error) => ({ label: 'the service', words: serviceWords(error) })),
        ...(explained?.next ?? []).map((step) => ({ label: 'next', words: step })),
        { label: 'request id', words: problem === undefined ? undefined : requestIdOf(problem) },
      ],
    },
  ];
  const foot =
    endedAt === undefined
      ? ' q leaves this screen; the operation goes on and stays listed.'
      : ` ${paint.selected('[ Board ]')}  Enter goes to the board`;
  const lines = ['', title, '', ...factLines(groups, columns, paint)].slice(0, rows - 1);
  return <Lines lines={[...lines, ...Array.from({ length: rows - 1 - lines.length }, () => ''), foot]} />;
};
