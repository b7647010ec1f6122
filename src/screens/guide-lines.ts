import type { Guide, Snippet } from '#azure/guide.ts';
import type { ComputerLook } from '#state/this-computer.ts';
import { cut } from './cells.ts';
import { findingLines } from './computer-words.ts';
import type { Kit } from './context.ts';
import { wrapWords } from './facts.ts';

/** A page of guidance as lines of the screen, and the line at which each piece of its code begins. */
export type GuideLines = { readonly lines: readonly string[]; readonly snippetAt: readonly number[] };

/** A line of code in as many pieces as it needs: what is shown is what is copied. */
const pieces = (line: string, cells: number): readonly string[] => {
  const first = cut(line, cells);
  if (first === line) return [line];
  const parts: string[] = [];
  for (let rest = line; rest !== ''; rest = rest.slice(Math.max(1, cells - 1)))
    parts.push(rest.slice(0, Math.max(1, cells - 1)));
  return parts;
};

const snippetLines = (
  { title, language, text }: Snippet,
  marked: boolean,
  columns: number,
  { paint, glyphs }: Pick<Kit, 'paint' | 'glyphs'>,
): readonly string[] => {
  const head = `${marked ? glyphs.cursor : ' '} ${title} (${language})`;
  return [
    marked ? paint.where(paint.bold(` ${cut(head, columns - 2)}`)) : ` ${cut(head, columns - 2)}`,
    ...text
      .trimEnd()
      .split('\n')
      .flatMap((line) => pieces(line, columns - 6))
      .map((line) => `     ${marked ? line : paint.secondary(line)}`),
    '',
  ];
};

/** The page whole: whoever shows it takes the lines that fit. */
export const guideLines = (
  guide: Guide,
  { at, look }: { readonly at: number; readonly look?: ComputerLook },
  columns: number,
  kit: Pick<Kit, 'paint' | 'glyphs'>,
): GuideLines => {
  const { paint, glyphs } = kit;
  const lines: string[] = [];
  const snippetAt: number[] = [];
  for (const { title, words, snippets, findings } of guide.sections) {
    lines.push(paint.bold(` ${title}`));
    for (const paragraph of words)
      lines.push(...wrapWords(paragraph, columns - 4).map((line) => `   ${line}`));
    if (findings === true)
      for (const { tone, glyph, words: found } of findingLines(look))
        lines.push(
          ...wrapWords(found, columns - 6).map((line, index) =>
            index === 0 ? `   ${paint[tone](`${glyphs[glyph]} ${line}`)}` : `     ${paint[tone](line)}`,
          ),
        );
    if (words.length > 0 || findings === true) lines.push('');
    for (const snippet of snippets) {
      const marked = snippetAt.length === at;
      snippetAt.push(lines.length);
      lines.push(...snippetLines(snippet, marked, columns, kit));
    }
  }
  return { lines, snippetAt };
};
