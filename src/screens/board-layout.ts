/** Where a panel of the board lies, in cells and lines from the top left of the board's area. */
export type PanelBox = { readonly columns: number; readonly rows: number };

/** The board's panels for a size of area: stacked on a narrow terminal, in two panes on a wide one. */
export type BoardLayout =
  | {
      readonly is: 'stacked';
      readonly computes: PanelBox;
      /** Lines of facts about the selected compute, with a rule of their own; 0 without them. */
      readonly strip: number;
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
    };

/** What the computes, and the nodes and the queue, need side by side to have every column that a terminal of 80 columns shows of them. */
const fewestColumns = { left: 74, right: 79 } as const;

/** From this many columns on there is room for two panes: a space, the line, a space between them. */
export const panesFrom = fewestColumns.left + 3 + fewestColumns.right;

/** From so many columns and rows of the board's area on, stacked panels have room for facts about the selected compute. */
const stripFrom = { columns: 118, rows: 28 } as const;

/** From so many columns and rows of the board's area on there is room for more than three panels: a terminal of 180x45. */
const largeFrom = { columns: 179, rows: 39 } as const;

export const isLarge = (columns: number, rows: number): boolean =>
  columns >= largeFrom.columns && rows >= largeFrom.rows;

/** How wide the left one of two panes is. */
export const leftColumns = (columns: number): number =>
  Math.min(96, Math.max(fewestColumns.left, Math.floor(columns * 0.385)));

/** Lines of facts about the selected compute above its nodes: in the third, where it fits, its nodes and its queue over time. */
export const stripRows = (columns: number): number => (columns < stripFrom.columns ? 2 : 3);

/**
 * Divides the board's area. Every panel has its header line and at least one row; a rule of one line parts panels that lie above one
 * another. All parts together fill the area exactly.
 */
export const boardLayout = (columns: number, rows: number): BoardLayout => {
  if (columns < panesFrom) {
    const strip = columns >= stripFrom.columns && rows >= stripFrom.rows ? stripRows(columns) : 0;
    const free = rows - 2 - (strip > 0 ? strip + 1 : 0);
    const computes = Math.max(2, Math.ceil(free * 0.36));
    const nodes = Math.max(2, Math.floor((free - computes) / 2));
    const queue = Math.max(2, free - computes - nodes);
    return {
      is: 'stacked',
      computes: { columns, rows: computes },
      strip,
      nodes: { columns, rows: nodes },
      queue: { columns, rows: queue },
    };
  }
  const left = leftColumns(columns);
  // A space, the line, a space.
  const right = columns - left - 3;
  const strip = stripRows(columns);
  const free = rows - strip - 2;
  const nodes = Math.max(2, Math.floor(free * 0.4));
  return {
    is: 'panes',
    computes: { columns: left, rows },
    right,
    strip,
    nodes: { columns: right, rows: nodes },
    queue: { columns: right, rows: free - nodes },
  };
};

export type ZoomLayout = { readonly strip: number; readonly nodes: number; readonly queue: number };

/** Divides the area of a zoomed cluster: its facts, a rule, its nodes, a rule, its queue. */
export const zoomLayout = (columns: number, rows: number): ZoomLayout => {
  const strip = stripRows(columns);
  const free = rows - strip - 2;
  const nodes = Math.max(2, Math.floor(free / 2));
  return { strip, nodes, queue: free - nodes };
};
