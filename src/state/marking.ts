import type { AppState } from './app-state.ts';
import type { JobIndex } from './job-index.ts';
import type { Ids, MarkedList, Marks } from './marks.ts';
import { activeList, cursorOf, definitions, routeOf, visible } from './selectors.ts';

/** The list whose rows the keys would mark now; undefined where nothing can be marked. */
export const markableList = (state: AppState): MarkedList | undefined => {
  if (routeOf(state).screen !== 'board') return undefined;
  const list = activeList(state);
  return list === 'computes' || list === 'queue' ? list : undefined;
};

/** The ids of a list's rows, in the order in which they are seen. */
export const rowIds = (list: MarkedList, state: AppState, jobs: JobIndex): readonly string[] =>
  list === 'computes'
    ? visible.computes(state, jobs).rows.map(definitions.computes.id)
    : visible.queue(state, jobs).rows.map(definitions.queue.id);

/** What is marked with an open range: what was marked before, and every row from where it began to the cursor. */
export const rangeIds = (
  { list, from }: Pick<NonNullable<Marks['range']>, 'list' | 'from'>,
  state: AppState,
  jobs: JobIndex,
): Ids => {
  const rows = rowIds(list, state, jobs);
  const [start, cursor] = [rows.indexOf(from), cursorOf(list, state, jobs)];
  const marked = state.acts.marks[list];
  if (start < 0 || cursor < 0) return marked;
  return new Set([...marked, ...rows.slice(Math.min(start, cursor), Math.max(start, cursor) + 1)]);
};

export const sameIds = (a: Ids, b: Ids): boolean => a.size === b.size && [...a].every((id) => b.has(id));

export const hasMarks = ({ acts: { marks } }: AppState): boolean =>
  marks.computes.size > 0 || marks.queue.size > 0 || marks.range !== undefined;

/** Marks a row, or takes its mark away. */
export const toggled = (marks: Marks, list: MarkedList, id: string): Marks => {
  const ids = new Set(marks[list]);
  if (!ids.delete(id)) ids.add(id);
  return { ...marks, [list]: ids };
};

/** The marks without those of what is not there any more, and the ids of what lost one. The same marks when nothing did. */
export const withoutGone = (
  marks: Marks,
  list: MarkedList,
  isThere: (id: string) => boolean,
): { readonly marks: Marks; readonly gone: readonly string[] } => {
  const gone = [...marks[list]].filter((id) => !isThere(id));
  if (gone.length === 0) return { marks, gone };
  return { marks: { ...marks, [list]: new Set([...marks[list]].filter(isThere)) }, gone };
};
