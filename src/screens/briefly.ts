import { cellWidth, cut } from './cells.ts';

/**
 * Sentences in one line of at most that many cells. Where they do not fit: the first, whole or cut between two words, how many more there
 * are, and the key that shows them all.
 */
export const briefly = (sentences: readonly string[], cells: number): string => {
  const [first = '', ...others] = sentences;
  const all = sentences.join(' ');
  if (cellWidth(all) <= cells) return all;
  const end = others.length === 0 ? ' H: all' : ` ${others.length} more, H: all`;
  const room = cells - end.length;
  return (cellWidth(first) <= room ? first : cut(first, room).replace(/[,:;]?\s\S*$/u, '..')) + end;
};
