import { cut } from '../cells.ts';
import { wrapWords } from '../facts.ts';
import type { Glyphs } from '../glyphs.ts';
import type { Paint } from '../theme.ts';
import type { Untold, Waiting } from '#state/why/waiting.ts';
import { causeWords, untoldWords, type CauseFacts } from './cause-words.ts';
import type { Sentences } from './row-sentences.ts';

type Drawing = { readonly columns: number; readonly paint: Paint; readonly glyphs: Glyphs };

const indented = (words: string, cells: number, columns: number): readonly string[] =>
  wrapWords(words, columns - cells - 2).map((line) => `${' '.repeat(cells)}${line}`);

/** The causes, numbered, each with what shows it and what helps; then what cannot be told. */
export const waitingLines = (
  { causes, untold }: Waiting,
  facts: CauseFacts,
  { columns, paint }: Drawing,
): readonly string[] => [
  ...(causes.length === 0 ? ['   Nothing that can be seen from here keeps it waiting.', ''] : []),
  ...causes.flatMap((cause, index) => {
    const { what, evidence, next, tone } = causeWords(cause, facts);
    return [
      ...indented(`${index + 1}  ${what}`, 1, columns).map((line, at) =>
        paint[tone](at === 0 ? line : `   ${line}`),
      ),
      ...indented(evidence, 5, columns),
      ...(next === undefined ? [] : indented(next, 5, columns).map(paint.secondary)),
      '',
    ];
  }),
  ...untoldLines(untold, columns, paint),
];

const untoldLines = (untold: readonly Untold[], columns: number, paint: Paint): readonly string[] =>
  untold.length === 0
    ? []
    : [
        paint.bold(' What cannot be told'),
        ...untold.flatMap((each) => indented(untoldWords[each], 3, columns)),
        '',
      ];

/** What is wrong, or that nothing is, and then what is known, as sentences. */
export const sentenceLines = (
  { facts, wrong }: Sentences,
  { columns, paint, glyphs }: Drawing,
  asksWhatIsWrong: boolean,
): readonly string[] => [
  ...(asksWhatIsWrong
    ? [
        paint.bold(' What is wrong'),
        ...(wrong.length === 0
          ? [paint.works(`   ${glyphs.ok} nothing that can be seen from here`)]
          : wrong.flatMap((words) => indented(words, 3, columns).map(paint.needsPerson))),
        '',
      ]
    : []),
  paint.bold(' What is known'),
  ...facts.flatMap((words) => indented(words, 3, columns)),
];

/** The line at the top of the card. */
export const cardTitle = (words: string, { columns, paint }: Drawing): string =>
  paint.bold(` ${cut(words, columns - 2)}`);
