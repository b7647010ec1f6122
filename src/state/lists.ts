import { parseFilter, type FilterNote } from './filter.ts';
import { memo } from './memo.ts';
import { RowTexts } from './row-texts.ts';

/** The lists that have a cursor, a filter and an order of their own. */
export type ListId =
  | 'workspaces'
  | 'computes'
  | 'nodes'
  | 'queue'
  | 'children'
  | 'targets'
  | 'sizes'
  | 'resources'
  | 'operations'
  | 'cost'
  | 'waste'
  | 'quota'
  | 'events'
  | 'calls';

/** What the user has made of a list. The cursor is an id; `index` is where it last stood, for when that row has gone. */
export type ListView = {
  readonly cursor?: { readonly id: string; readonly index?: number };
  readonly filter: string;
  readonly sort?: { readonly by: string; readonly reverse: boolean };
  /** Only rows that need a person. */
  readonly faults: boolean;
  /** The columns that few need, in place of some that most do. */
  readonly wide?: boolean;
};

export const freshView: ListView = { filter: '', faults: false };

/** What a list needs to know of its rows to filter and order them. */
export type ListDefinition<Row> = {
  readonly id: (row: Row) => string;
  /** What `/text` searches, and what `/field:value` can name. */
  readonly fields: Readonly<Record<string, (row: Row) => string>>;
  readonly sorts: Readonly<Record<string, Sort<Row>>>;
  readonly fault?: ((row: Row) => boolean) | undefined;
};

export type Sort<Row> = { readonly title: string; readonly by: (row: Row) => string | number };

export type Visible<Row> = {
  readonly rows: readonly Row[];
  /** How many there are without the filter. */
  readonly total: number;
  /** Why the filter cannot be used as typed; then nothing is filtered. */
  readonly filterProblem?: string;
  /** What in the filter may not be meant, in words. */
  readonly filterNote?: FilterNote;
  /** Nothing but faults was asked for, and no text. */
  readonly faultsOnly?: true;
};

/** The rows in the view's order: the given one when it names none. */
const inOrder = <Row extends object>(
  definition: ListDefinition<Row>,
  rows: readonly Row[],
  order: ListView['sort'],
): readonly Row[] => {
  const sort = order === undefined ? undefined : definition.sorts[order.by];
  if (sort === undefined) return rows;
  const direction = order?.reverse === true ? -1 : 1;
  // What a row is sorted by is read once of each, not at every comparison: there may be a hundred thousand.
  return rows
    .map((row) => ({ row, by: sort.by(row) }))
    .sort((a, b) => direction * compare(a.by, b.by))
    .map(({ row }) => row);
};

/** Rows looked at in one go while texts are made ahead: about a millisecond of work. */
const aheadRows = 1000;

/** The reader of a list. */
export type ReadVisible<Row> = ((
  rows: readonly Row[],
  view: ListView,
  /** Of rows that are always the same array: it changes whenever they do. */
  version?: number,
) => Visible<Row>) & {
  /** Makes what a filter will look at ahead of it, piece by piece, so that the first letter of one need not wait for it. */
  readonly ahead: (rows: readonly Row[], view: ListView, version?: number) => Generator<void>;
};

/**
 * Makes the reader of a list: the rows that pass the view's filter, in the view's order. The same answer until the rows, the filter, the
 * order or the faults differ, wherever the cursor moves.
 */
export const createVisible = <Row extends object>(definition: ListDefinition<Row>): ReadVisible<Row> => {
  const fields = Object.keys(definition.fields);
  const texts = new RowTexts(definition.fields);
  const ordered = memo((rows: readonly Row[], sort: ListView['sort']) => inOrder(definition, rows, sort));
  /** Rows that change under the reader's hands are copied before anything is kept of them. */
  const copied = memo((rows: readonly Row[], _version: number): readonly Row[] => rows.slice());
  const shown = memo(
    (all: readonly Row[], text: string, faults: boolean, _version?: number): Visible<Row> => {
      const filter = parseFilter(text, fields);
      let kept = all;
      if (filter.ok && text.trim() !== '') {
        texts.take(all);
        kept = all.filter((_, index) => filter.test(texts.at(index)));
      } else texts.clear();
      const { fault } = definition;
      if (faults && fault !== undefined) kept = kept.filter(fault);
      const said = filter.ok
        ? filter.note === undefined
          ? {}
          : { filterNote: filter.note }
        : { filterProblem: filter.why };
      const faultsOnly = faults && text.trim() === '';
      return { rows: kept, total: all.length, ...said, ...(faultsOnly ? { faultsOnly } : {}) };
    },
  );
  const read = (rows: readonly Row[], view: ListView, version?: number): Visible<Row> => {
    const asTheyAre = view.filter.trim() === '' && !view.faults && view.sort === undefined;
    const all = version === undefined || asTheyAre ? rows : copied(rows, version);
    return shown(ordered(all, view.sort), view.filter, view.faults, version);
  };
  return Object.assign(read, {
    *ahead(rows: readonly Row[], view: ListView, version?: number) {
      const all = ordered(version === undefined ? rows : copied(rows, version), view.sort);
      texts.take(all);
      for (let index = 0; index < all.length; index += 1) {
        void texts.at(index).text;
        if (index % aheadRows === aheadRows - 1) yield;
      }
    },
  });
};

/** The rows that pass the view's filter, in the view's order (the given order when it names none). */
export const visibleRows = <Row extends object>(
  definition: ListDefinition<Row>,
  rows: readonly Row[],
  view: ListView,
): Visible<Row> => createVisible(definition)(rows, view);

const compare = (a: string | number, b: string | number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Where the cursor stands among the rows: on its id, or near where that row was when it has gone; -1 in an empty list. */
export const cursorIndex = <Row>(
  definition: Pick<ListDefinition<Row>, 'id'>,
  rows: readonly Row[],
  view: ListView,
): number => {
  if (rows.length === 0) return -1;
  const { cursor } = view;
  if (cursor === undefined) return 0;
  const there = cursor.index === undefined ? undefined : rows[cursor.index];
  if (there !== undefined && definition.id(there) === cursor.id) return cursor.index ?? 0;
  const at = rows.findIndex((row) => definition.id(row) === cursor.id);
  return at >= 0 ? at : Math.max(0, Math.min(cursor.index ?? 0, rows.length - 1));
};

/** The view with its cursor moved to `index`, clamped to the rows. */
export const cursorAt = <Row>(
  definition: Pick<ListDefinition<Row>, 'id'>,
  rows: readonly Row[],
  view: ListView,
  index: number,
): ListView => {
  const at = Math.max(0, Math.min(index, rows.length - 1));
  const row = rows[at];
  return row === undefined ? view : { ...view, cursor: { id: definition.id(row), index: at } };
};

/**
 * The view with its cursor pinned to the row that it shows: by id, so that what comes and goes above does not move it. The same view when
 * it is pinned already.
 */
export const pinned = <Row>(
  definition: Pick<ListDefinition<Row>, 'id'>,
  rows: readonly Row[],
  view: ListView,
): ListView => {
  const index = cursorIndex(definition, rows, view);
  const row = rows[index];
  if (row === undefined) return view;
  const id = definition.id(row);
  return view.cursor?.id === id && view.cursor.index === index ? view : { ...view, cursor: { id, index } };
};
