import type { Item } from '#state/acts-state.ts';
import type { Operation } from '#state/app-state.ts';
import { cut, pad } from './cells.ts';
import { useKit, type Area } from './context.ts';
import { explain } from './explain.ts';
import { wrapWords } from './facts.ts';
import { itemNameCells } from './item-cells.ts';
import { Lines } from './parts/Lines.tsx';
import { filled, useScrolled } from './scrolled.ts';
import { serviceWords } from './service-words.ts';
import type { Look } from './state-looks.ts';
import type { Paint } from './theme.ts';
import { clock } from './words.ts';

const looks: Readonly<Record<Item['state'], Look & { readonly word: string }>> = {
  waiting: { word: 'to be sent', tone: 'neutral', glyph: 'queued' },
  sending: { word: 'sending', tone: 'changing', glyph: 'changing' },
  running: { word: 'under way', tone: 'changing', glyph: 'changing' },
  done: { word: 'done', tone: 'works', glyph: 'ok' },
  refused: { word: 'refused', tone: 'needsPerson', glyph: 'failed' },
  failed: { word: 'failed', tone: 'needsPerson', glyph: 'failed' },
  unknown: { word: 'unknown', tone: 'needsPerson', glyph: 'unknown' },
  skipped: { word: 'skipped', tone: 'secondary', glyph: 'idle' },
};

const unknownWords = 'no answer came, so it may have been done all the same: look at the board first';

/** Why it is as it is: the service's own words, where it has any. */
const wordsOf = ({ state, words, problem, errors }: Item): string => {
  if (state === 'unknown') return unknownWords;
  if (problem !== undefined) {
    const { what, why } = explain(problem);
    return why === '' ? what : why;
  }
  return errors.length > 0 ? errors.map(serviceWords).join(' ') : words;
};

const itemLines = (
  item: Item,
  columns: number,
  paint: Paint,
  glyphs: Readonly<Record<Look['glyph'], string>>,
): readonly string[] => {
  const { word, tone, glyph } = looks[item.state];
  const nameCells = itemNameCells(columns);
  const lead = 3 + nameCells + 1 + 10 + 2;
  const [first = '', ...more] = wrapWords(wordsOf(item), Math.max(16, columns - lead - 1));
  return [
    ` ${paint[tone](glyphs[glyph])} ${pad(item.name, nameCells)} ${paint[tone](pad(word, 10))}  ${first}`,
    ...more.map((each) => `${' '.repeat(lead)}${each}`),
  ];
};

type ItemLook = Parameters<typeof itemLines>;

const kept = new WeakMap<Item, { readonly look: readonly unknown[]; readonly lines: readonly string[] }>();

/** The same, made anew for what has changed only: of thousands of items that is one at a time. */
const keptLines = (...[item, ...look]: ItemLook): readonly string[] => {
  const before = kept.get(item);
  if (before !== undefined && look.every((part, index) => part === before.look[index])) return before.lines;
  const lines = itemLines(item, ...look);
  kept.set(item, { look, lines });
  return lines;
};

/** How an action on several goes with each of them. It stays to be read under the operations. */
export const ItemsProgress = ({
  operation,
  items,
  columns,
  rows,
}: Area & { readonly operation: Operation; readonly items: readonly Item[] }) => {
  const { paint, glyphs } = useKit();
  const over = operation.endedAt !== undefined;
  const title = `${operation.does} of ${operation.name}, begun ${clock(operation.startedAt)}: ${operation.word}`;
  const all = items.flatMap((item) => keptLines(item, columns, paint, glyphs));
  const foot = over
    ? `${paint.selected('[ Board ]')}  Enter goes to the board; t shows this again`
    : items.some(({ state }) => state === 'waiting')
      ? 'q leaves this screen, the rest is sent all the same; R sends no more.'
      : 'All have been sent. q leaves this screen, t shows it again.';
  const room = Math.max(1, rows - 4);
  const lines = [
    paint.bold(` ${cut(title, columns - 2)}`),
    '',
    ...filled(useScrolled(all, room), room),
    '',
    ` ${foot}`,
  ];
  return <Lines lines={lines} />;
};
