import { useStore } from 'zustand';
import type { AppState, Overlay } from '#state/app-state.ts';
import { holdOf } from '#state/holds.ts';
import { cut, pad } from '../cells.ts';
import { budgetShown, budgetStep } from '../budget-words.ts';
import { useKit, type Area } from '../context.ts';
import { problemLines, wrapWords } from '../facts.ts';
import { Lines } from '../parts/Lines.tsx';
import { useScrolled } from '../scrolled.ts';
import { sourceRows, type SourceRow } from '../source-rows.ts';
import type { Paint } from '../theme.ts';
import { clock } from '../words.ts';

const widths = { title: 11, word: 16, last: 8, since: 8, failures: 5, next: 8 } as const;

const columnTitles = {
  title: 'SOURCE',
  word: 'STATE',
  last: 'ANSWERED',
  since: 'FAILING',
  failures: 'TIMES',
  next: 'NEXT',
} as const;

const cellsOf = (row: Readonly<Record<keyof typeof widths, string>>): readonly string[] => [
  pad(row.title, widths.title),
  pad(row.word, widths.word),
  pad(row.last, widths.last),
  pad(row.since, widths.since),
  pad(row.failures, widths.failures, 'right'),
  pad(row.next, widths.next),
];

const usedCells = Object.values(widths).reduce((sum, width) => sum + width + 1, 1);

const rowLine = (row: SourceRow, columns: number, paint: Paint): string => {
  const [title = '', word = '', ...others] = cellsOf(row);
  return ` ${title} ${paint[row.tone](word)} ${others.join(' ')} ${cut(row.reason, columns - usedCells - 1)}`;
};

/** What is known of the service's limits. */
const limitLines = (state: AppState, now: number, paint: Paint): readonly string[] => {
  const { text, tone } = budgetShown(budgetStep(state.budget));
  const { until } = holdOf(state, state.board?.workspace.place.subscriptionId);
  return [
    text === ''
      ? paint.secondary(' Azure has not said how many requests are left.')
      : ` ${paint[tone](`${text} by ${clock(state.budget?.at ?? now)}`)}${paint.secondary(', the fewest that Azure has told of late')}`,
    ...(until > now
      ? [
          ` ${paint.needsPerson(`Azure asks to wait: this subscription is asked nothing before ${clock(until)}.`)}`,
        ]
      : []),
  ];
};

/** The whole explanation of every source that fails; where several fail alike, of all of them at once. */
const reasonLines = (rows: readonly SourceRow[], columns: number, paint: Paint): readonly string[] => {
  const told = new Map<string, { readonly titles: string[]; readonly lines: readonly string[] }>();
  for (const { title, problem } of rows) {
    if (problem === undefined) continue;
    const lines = problemLines(problem, columns);
    const key = lines.join('\n');
    const before = told.get(key);
    if (before === undefined) told.set(key, { titles: [title], lines });
    else before.titles.push(title);
  }
  return [...told.values()].flatMap(({ titles, lines }) => [
    '',
    paint.bold(` ${titles.join(', ')}`),
    ...lines,
  ]);
};

/** What is wrong with the configuration file: the line at the start has no room for all of it. */
const faultLines = ({ about }: AppState, columns: number, paint: Paint): readonly string[] =>
  about.faults === undefined || about.faults.length === 0
    ? []
    : [
        '',
        paint.needsPerson(' Configuration'),
        ...about.faults.flatMap((fault) => wrapWords(fault, columns - 4)).map((line) => `   ${line}`),
      ];

/** What this computer cannot keep: the line at the foot has no room for all of it. */
const keptLines = (trouble: string | undefined, columns: number, paint: Paint): readonly string[] =>
  trouble === undefined
    ? []
    : ['', paint.needsPerson(' Not kept'), ...wrapWords(trouble, columns - 4).map((line) => `   ${line}`)];

/** How every source of the data is: fresh or not, since when, why, and when it is asked next. */
export const SourcesOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'sources' }> }) => {
  const { paint, workbench } = useKit();
  const state = useStore(workbench.store);
  const all = sourceRows(state);
  const lines = [
    paint.bold(` ${cellsOf(columnTitles).join(' ')} WHY`),
    ...all.map((row) => rowLine(row, columns, paint)),
    '',
    ...limitLines(state, workbench.now(), paint),
    ...reasonLines(all, columns, paint),
    ...faultLines(state, columns, paint),
    ...keptLines(workbench.trouble(), columns, paint),
  ];
  return <Lines lines={useScrolled(lines, rows, { at: overlay.at })} />;
};
