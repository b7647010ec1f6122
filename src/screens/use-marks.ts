import { markedIds, type MarkedList } from '#state/marks.ts';
import { useApp } from './context.ts';

/**
 * The marks of a list: what its title says in place of the count of its rows, or of what else it says, and which rows have one. The narrow
 * board has no room for both, and what a filter leaves is said below.
 */
export const useMarks = (list: MarkedList, count: string) => {
  const ids = useApp((state) => markedIds(list, state));
  const ranging = useApp((state) => state.acts.marks.range?.list === list);
  return {
    title: ids.size === 0 ? count : `${ids.size} ${ranging ? 'in range' : 'marked'}`,
    has:
      <Row>(idOf: (row: Row) => string) =>
      (row: Row): boolean =>
        ids.has(idOf(row)),
  };
};
