import type { PanelId } from '#state/app-state.ts';

/** Where a panel of the board lies, in cells and lines from the top left of the board's area. */
export type PanelBox = { readonly columns: number; readonly rows: number };

/** The board's panels for a size of area: stacked on a narrow terminal, in two panes on a wide one. */
export type BoardLayout =
  | {
      readonly is: 'stacked';
      readonly computes: PanelBox;
      readonly nodes: PanelBox;
      readonly queue: PanelBox;
    }
  | {
      readonly is: 'panes';
      readonly computes: PanelBox;
      /** The line that parts the panes takes one cell more. */
      readonly right: number;
      readonly strip: number;
      readonly nodes: PanelBox;
      readonly queue: PanelBox;
      /** On a large terminal there are more panels; those that the program has. */
      readonly more?: MorePanels;
    };

/** What a large terminal has room for beside the three: on the left below the computes, on the right below the queue. */
export type MorePanels = {
  readonly quota?: PanelBox;
  readonly events: PanelBox;
  readonly log?: PanelBox;
};

/** From this many columns on there is room for two panes. */
export const panesFrom = 118;

/** From so many columns and rows of the board's area on there is room for all panels: a terminal of 180x45. */
const moreFrom = { columns: 179, rows: 39 } as const;

/** Lines of facts about the selected compute above its nodes. */
export const stripRows = 2;

/** Which of the panels that need a large terminal there are. */
type Has = { readonly log: boolean; readonly quota: boolean };
const hasNone: Has = { log: false, quota: false };

/** The left pane of a large board: the computes, the quota, the events, a rule between each. */
const leftPane = (columns: number, rows: number, { quota: hasQuota }: Has) => {
  const free = rows - (hasQuota ? 2 : 1);
  const quota = hasQuota ? Math.floor(free * 0.22) : 0;
  const events = Math.floor(free * 0.26);
  return {
    computes: { columns, rows: free - quota - events },
    ...(hasQuota ? { quota: { columns, rows: quota } } : {}),
    events: { columns, rows: events },
  };
};

/** The right pane: the facts of the compute, its nodes, its queue, and the log, which has the rest. */
const rightPane = (columns: number, rows: number, { log: hasLog }: Has) => {
  const free = rows - stripRows - (hasLog ? 3 : 2);
  const log = hasLog ? Math.floor(free * 0.34) : 0;
  const nodes = Math.max(2, Math.floor((free - log) * 0.4));
  return {
    nodes: { columns, rows: nodes },
    queue: { columns, rows: free - log - nodes },
    ...(hasLog ? { log: { columns, rows: log } } : {}),
  };
};

/**
 * Divides the board's area. Every panel has its header line and at least one row; a rule of one line parts panels that lie above one
 * another. All parts together fill the area exactly.
 */
export const boardLayout = (columns: number, rows: number, has: Has = hasNone): BoardLayout => {
  if (columns < panesFrom) {
    const free = rows - 2;
    const computes = Math.max(2, Math.ceil(free * 0.36));
    const nodes = Math.max(2, Math.floor((free - computes) / 2));
    const queue = Math.max(2, free - computes - nodes);
    return {
      is: 'stacked',
      computes: { columns, rows: computes },
      nodes: { columns, rows: nodes },
      queue: { columns, rows: queue },
    };
  }
  const left = Math.min(76, Math.max(50, Math.floor(columns * 0.4)));
  // A space, the line, a space.
  const right = columns - left - 3;
  const isLarge = columns >= moreFrom.columns && rows >= moreFrom.rows;
  const { nodes, queue, log } = rightPane(right, rows, isLarge ? has : hasNone);
  const panes = { is: 'panes', right, strip: stripRows, nodes, queue } as const;
  if (!isLarge) return { ...panes, computes: { columns: left, rows } };
  const { computes, quota, events } = leftPane(left, rows, has);
  return {
    ...panes,
    computes,
    more: { events, ...(quota === undefined ? {} : { quota }), ...(log === undefined ? {} : { log }) },
  };
};

const three: readonly PanelId[] = ['computes', 'nodes', 'queue'];
const shownWith: readonly (readonly PanelId[])[] = [
  three,
  [...three, 'log'],
  [...three, 'quota'],
  [...three, 'log', 'quota'],
];

/** The panels of a layout that can have the keys, in the order of their numbers. The same array for the same panels. */
export const panelsOf = (layout: BoardLayout): readonly PanelId[] => {
  const more = layout.is === 'panes' ? layout.more : undefined;
  return shownWith[(more?.log === undefined ? 0 : 1) + (more?.quota === undefined ? 0 : 2)] ?? three;
};

export type ZoomLayout = { readonly strip: number; readonly nodes: number; readonly queue: number };

/** Divides the area of a zoomed cluster: its facts, a rule, its nodes, a rule, its queue. */
export const zoomLayout = (rows: number): ZoomLayout => {
  const free = rows - stripRows - 2;
  const nodes = Math.max(2, Math.floor(free / 2));
  return { strip: stripRows, nodes, queue: free - nodes };
};
