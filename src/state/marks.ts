import type { AppState } from './app-state.ts';

/** The lists whose rows can be marked. */
export type MarkedList = 'computes' | 'queue';

/** Ids of rows as their list names them: marks are pinned to resources, whatever is refreshed, filtered or ordered. */
export type Ids = ReadonlySet<string>;

export type Marks = {
  readonly [L in MarkedList]: Ids;
} & {
  /** A range that was begun: from that row to the cursor, until it is ended. `ids` is what is marked with it. */
  readonly range?: { readonly list: MarkedList; readonly from: string; readonly ids: Ids };
};

const none: Ids = new Set();

export const noMarks: Marks = { computes: none, queue: none };

/** The marked rows of a list, an open range among them. */
export const markedIds = (list: MarkedList, { acts: { marks } }: AppState): Ids =>
  marks.range?.list === list ? marks.range.ids : marks[list];

/** The marks without those of one list. */
export const withoutMarksIn = (list: MarkedList, marks: Marks): Marks => {
  const { range, ...others } = marks;
  return {
    ...others,
    [list]: none,
    ...(range === undefined || range.list === list ? {} : { range }),
  };
};

/** The marked rows of a list while it has the keys: what acts on one acts on these then. Undefined when there are none. */
export const actedOn = (list: MarkedList, state: AppState): Ids | undefined => {
  const ids = markedIds(list, state);
  const has = state.stack.at(-1)?.screen === 'board' && state.board?.panel === list;
  return has && ids.size > 0 ? ids : undefined;
};
