import type { PanelId } from '#state/app-state.ts';
import { leftColumns, stripRows, type PanelBox } from '../board-layout.ts';

/** The board of a large terminal: three panels more beside the three, those that the program has. */
export type LargeLayout = {
  readonly computes: PanelBox;
  readonly quota?: PanelBox;
  readonly events: PanelBox;
  readonly nodes: PanelBox;
  readonly queue: PanelBox;
  readonly log?: PanelBox;
};

/** Which of the panels that need a large terminal there are. */
type Has = { readonly log: boolean; readonly quota: boolean };

/** The left pane: the computes, the quota, the events, a rule between each. */
const leftPane = (columns: number, rows: number, hasQuota: boolean) => {
  const free = rows - (hasQuota ? 2 : 1);
  const quota = hasQuota ? Math.floor(free * 0.22) : 0;
  const events = Math.floor(free * 0.26);
  return {
    computes: { columns, rows: free - quota - events },
    ...(hasQuota ? { quota: { columns, rows: quota } } : {}),
    events: { columns, rows: events },
  };
};

/** The right pane: the facts of the compute, its nodes, its queue, and the log, a rule between each. */
const rightPane = (columns: number, rows: number, hasLog: boolean) => {
  const free = rows - stripRows(columns) - (hasLog ? 3 : 2);
  const log = hasLog ? Math.floor(free * 0.34) : 0;
  const nodes = Math.floor((free - log) * 0.4);
  return {
    nodes: { columns, rows: nodes },
    queue: { columns, rows: free - log - nodes },
    ...(hasLog ? { log: { columns, rows: log } } : {}),
  };
};

/** Divides the area of a large board, see `isLarge`. All parts of a pane, with their rules, fill it exactly; a panel that there is not leaves its room to its neighbours. */
export const largeLayout = (columns: number, rows: number, has: Has): LargeLayout => {
  const left = leftColumns(columns);
  return { ...leftPane(left, rows, has.quota), ...rightPane(columns - left - 3, rows, has.log) };
};

const three: readonly PanelId[] = ['computes', 'nodes', 'queue'];
const shownWith: readonly (readonly PanelId[])[] = [
  three,
  [...three, 'log'],
  [...three, 'quota'],
  [...three, 'log', 'quota'],
];

/** The panels that can have the keys, in the order of their numbers. The same array for the same panels. */
export const panelsWith = (has: Has): readonly PanelId[] =>
  shownWith[(has.log ? 1 : 0) + (has.quota ? 2 : 0)] ?? three;
