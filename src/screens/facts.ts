import type { Problem, ServiceError } from '#azure/problem.ts';
import { beginning, cellWidth, drawable, pad } from './cells.ts';
import { explain, meaningOf } from './explain.ts';
import { serviceWords } from './service-words.ts';
import type { Paint, Tone } from './theme.ts';

/** One fact: its label and its words. Absent words mean that there is no such fact. */
export type Fact = { readonly label: string; readonly words: string | undefined; readonly tone?: Tone };
export type FactGroup = { readonly title: string; readonly facts: readonly Fact[] };

const labelCells = 18;

/** Splits words into lines of at most that many cells, at spaces where it can; as they are drawn. */
export const wrapWords = (words: string, cells: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of drawable(words).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (cellWidth(longer) <= cells) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (cellWidth(line) > cells) {
      // Longer than a line by itself: an id, a URL. It goes on in the next line, so that nothing of it is lost.
      const head = beginning(line, Math.max(2, cells - 1));
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
};

/** Groups of facts as lines of the screen; long words go on below, under their beginning. */
export const factLines = (groups: readonly FactGroup[], columns: number, paint: Paint): readonly string[] =>
  groups.flatMap(({ title, facts }) => {
    const known = facts.filter((fact) => fact.words !== undefined && fact.words !== '');
    if (known.length === 0) return [];
    const room = Math.max(10, columns - labelCells - 3);
    return [
      paint.bold(` ${title}`),
      ...known.flatMap(({ label, words: all = '', tone = 'neutral' }) => {
        const words = drawable(all);
        // A link or an id that fits a line stays whole on one of its own, so that it can be copied from the screen.
        const width = cellWidth(words);
        const whole = !words.includes(' ') && width > room && width <= columns - 3;
        if (whole) return [`  ${paint.secondary(label)}`, `  ${paint[tone](words)}`];
        return wrapWords(words, room).map(
          (line, index) =>
            `  ${paint.secondary(pad(index === 0 ? label : '', labelCells))}${paint[tone](line)}`,
        );
      }),
      '',
    ];
  });

/** A problem whole, in lines of the screen: what, why, and what next. */
export const problemLines = (problem: Problem, columns: number): readonly string[] => {
  const { what, why, next } = explain(problem);
  return [what, why, ...next]
    .filter((words) => words !== '')
    .flatMap((words) => wrapWords(words, columns - 4))
    .map((words) => `   ${words}`);
};

/** What the service says is wrong: its own words, and what is known of them. */
export const errorFacts = (label: string, errors: readonly ServiceError[]): readonly Fact[] =>
  errors.flatMap((error) => [
    { label, words: serviceWords(error), tone: 'needsPerson' },
    { label: '  that means', words: meaningOf(error) },
  ]);
