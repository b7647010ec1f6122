import type { AppState } from './app-state.ts';
import type { JobIndex } from './job-index.ts';
import { memo } from './memo.ts';
import { activeList, cursorOf, definitions, routeOf, visible, type Rows } from './selectors.ts';

/** The lists whose rows can be marked. */
export type MarkedList = 'computes' | 'queue';

/** Ids of rows as their list names them: marks are pinned to resources, whatever is refreshed, filtered or ordered. */
export type Ids = ReadonlySet<string>;

export type Marks = {
  readonly [L in MarkedList]: Ids;
} & {
  /** A range that was begun: from that row to the cursor, until it is ended. */
  readonly range?: { readonly list: MarkedList; readonly from: string };
};

const none: Ids = new Set();

export const noMarks: Marks = { computes: none, queue: none };

/** The list whose rows the keys would mark now; undefined where nothing can be marked. */
export const markableList = (state: AppState): MarkedList | undefined => {
  if (routeOf(state).screen !== 'board') return undefined;
  const list = activeList(state);
  return list === 'computes' || list === 'queue' ? list : undefined;
};

const between = (ids: Ids, rows: readonly string[], from: string, cursor: number): Ids => {
  const start = rows.indexOf(from);
  if (start < 0 || cursor < 0) return ids;
  const inRange = rows.slice(Math.min(start, cursor), Math.max(start, cursor) + 1);
  return new Set([...ids, ...inRange]);
};

const computeRange = memo((ids: Ids, rows: readonly Rows['computes'][], from: string, cursor: number) =>
  between(ids, rows.map(definitions.computes.id), from, cursor),
);
const queueRange = memo((ids: Ids, rows: readonly Rows['queue'][], from: string, cursor: number) =>
  between(ids, rows.map(definitions.queue.id), from, cursor),
);

/** The marked rows of a list, an open range among them; the same set until something of it changes. */
export const markedIds = (list: MarkedList, state: AppState, jobs: JobIndex): Ids => {
  const { marks } = state.acts;
  const { range } = marks;
  if (range?.list !== list) return marks[list];
  const cursor = cursorOf(list, state, jobs);
  return list === 'computes'
    ? computeRange(marks.computes, visible.computes(state, jobs).rows, range.from, cursor)
    : queueRange(marks.queue, visible.queue(state, jobs).rows, range.from, cursor);
};

/** What an action acts on now instead of the row under the cursor: the marked rows of the list that has the keys, when there are any. */
export const actedOn = (state: AppState, jobs: JobIndex): { list: MarkedList; ids: Ids } | undefined => {
  const list = markableList(state);
  if (list === undefined) return undefined;
  const ids = markedIds(list, state, jobs);
  return ids.size === 0 ? undefined : { list, ids };
};

export const hasMarks = ({ acts }: AppState): boolean =>
  acts.marks.computes.size > 0 || acts.marks.queue.size > 0 || acts.marks.range !== undefined;

/** Marks a row, or takes its mark away. */
export const toggled = (marks: Marks, list: MarkedList, id: string): Marks => {
  const ids = new Set(marks[list]);
  if (!ids.delete(id)) ids.add(id);
  return { ...marks, [list]: ids };
};

/** The marks without those of what is not there any more, and the names of what lost one. The same marks when nothing did. */
export const withoutGone = (
  marks: Marks,
  list: MarkedList,
  isThere: (id: string) => boolean,
): { readonly marks: Marks; readonly gone: readonly string[] } => {
  const gone = [...marks[list]].filter((id) => !isThere(id));
  if (gone.length === 0) return { marks, gone };
  const ids = new Set([...marks[list]].filter(isThere));
  return { marks: { ...marks, [list]: ids }, gone };
};
