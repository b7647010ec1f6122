import { parseFilter, type FilterRow } from './filter.ts';

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
  | 'operations';

/** What the user has made of a list. The cursor is an id; `index` is where it last stood, for when that row has gone. */
export type ListView = {
  readonly cursor?: { readonly id: string; readonly index?: number };
  readonly filter: string;
  readonly sort?: { readonly by: string; readonly reverse: boolean };
  /** Only rows that need a person. */
  readonly faults: boolean;
};

export const freshView: ListView = { filter: '', faults: false };

/** What a list needs to know of its rows to filter and order them. */
export type ListDefinition<Row> = {
  readonly id: (row: Row) => string;
  /** What `/text` searches, and what `/field:value` can name. */
  readonly fields: Readonly<Record<string, (row: Row) => string>>;
  readonly sorts: Readonly<Record<string, Sort<Row>>>;
  readonly fault?: (row: Row) => boolean;
};

export type Sort<Row> = { readonly title: string; readonly by: (row: Row) => string | number };

/** Filter rows are made once per row object: unchanged rows keep their identity from refresh to refresh. */
const filterRows = new WeakMap<object, FilterRow>();

const filterRowOf = <Row extends object>(definition: ListDefinition<Row>, row: Row): FilterRow => {
  const known = filterRows.get(row);
  if (known !== undefined) return known;
  const fields: Record<string, string> = {};
  for (const [name, read] of Object.entries(definition.fields)) fields[name] = read(row).toLowerCase();
  const made: FilterRow = { text: Object.values(fields).join('\n'), fields };
  filterRows.set(row, made);
  return made;
};

export type Visible<Row> = {
  readonly rows: readonly Row[];
  /** How many there are without the filter. */
  readonly total: number;
  /** Why the filter cannot be used as typed; then nothing is filtered. */
  readonly filterProblem?: string;
};

/** The rows that pass the view's filter, in the view's order (the given order when it names none). */
export const visibleRows = <Row extends object>(
  definition: ListDefinition<Row>,
  rows: readonly Row[],
  view: ListView,
): Visible<Row> => {
  const filter = parseFilter(view.filter);
  let kept = rows;
  if (filter.ok && view.filter.trim() !== '')
    kept = kept.filter((row) => filter.test(filterRowOf(definition, row)));
  const { fault } = definition;
  if (view.faults && fault !== undefined) kept = kept.filter(fault);
  const sort = view.sort === undefined ? undefined : definition.sorts[view.sort.by];
  if (sort !== undefined) {
    const direction = view.sort?.reverse === true ? -1 : 1;
    kept = kept.toSorted((a, b) => direction * compare(sort.by(a), sort.by(b)));
  }
  const total = rows.length;
  return filter.ok ? { rows: kept, total } : { rows: kept, total, filterProblem: filter.why };
};

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
