import { idKey } from '#azure/place.ts';
import type { Workspace } from '#azure/model.ts';
import type { AppState, Board, PanelId } from './app-state.ts';
import type { Line } from './line-edit.ts';
import { freshView, type ListView } from './lists.ts';
import { unknown } from './remote.ts';
import { noTrail, type Trail } from './trail.ts';

/** One line to go anywhere by and to do anything with. */
export type PaletteOverlay = { readonly is: 'palette'; readonly line: Line; readonly at: number };

/** The lists whose rows belong to one workspace. */
type WorkspaceViews = { readonly [L in 'computes' | 'nodes' | 'queue']: ListView };

/** What is known of a workspace by having looked at it for a while. */
type Measured = {
  readonly nodes: Board['nodes'];
  readonly jobs: Pick<Board['jobs'], 'lookedAt' | 'left'>;
};

/** What is kept of looking for things while the program runs. */
export type Finding = {
  readonly trail: Trail;
  /** What was chosen in the palette lately, the newest first: keys of its items. */
  readonly choices: readonly string[];
  /** How the lists of workspaces were looked at that were open before, by `idKey`. */
  readonly kept: Readonly<
    Record<string, { readonly views: WorkspaceViews; readonly panel: PanelId; readonly measured: Measured }>
  >;
};

export const freshFinding: Finding = { trail: noTrail, choices: [], kept: {} };

const choicesKept = 20;
const workspacesKept = 20;
/** Of workspaces with more live jobs, begun anew is cheaper than kept. */
const jobsKept = 5000;

/** The choices with one more: it comes first, and stands there once. */
export const chosen = (choices: readonly string[], choice: string): readonly string[] =>
  [choice, ...choices.filter((each) => each !== choice)].slice(0, choicesKept);

/** Since when things were as they are when the workspace is left: gone on with when it is soon opened again. */
const measuredOf = ({ nodes, jobs }: Board): Measured => ({
  nodes: Object.fromEntries(
    Object.entries(nodes).map(([id, { remote: _, ...seen }]) => [id, { ...seen, remote: unknown() }]),
  ),
  jobs: leftJobs(jobs),
});

const leftJobs = ({ since, lookedAt, remote: { answeredAt: seenAt } }: Board['jobs']): Measured['jobs'] =>
  seenAt === undefined || lookedAt === undefined || since.size > jobsKept
    ? {}
    : { lookedAt, left: { since, seenAt } };

/** In another workspace its order and columns are wanted again; a filter and a cursor speak of rows that are not there. */
const carried = ({ sort, wide }: ListView): ListView => ({
  ...freshView,
  ...(sort === undefined ? {} : { sort }),
  ...(wide === undefined ? {} : { wide }),
});

/**
 * How the lists of a workspace are looked at when it is opened: as they were left, when it was open before; else in the order and with the
 * columns that are chosen now. Keeps how those of the workspace that is left were.
 */
export const viewsFor = (
  { lists, board, finding }: AppState,
  workspace: Workspace,
): {
  readonly lists: AppState['lists'];
  readonly finding: Finding;
  readonly panel: PanelId;
  readonly measured: Measured | undefined;
} => {
  const { computes, nodes, queue } = lists;
  const now =
    board === undefined
      ? undefined
      : { views: { computes, nodes, queue }, panel: board.panel, measured: measuredOf(board) };
  const others = Object.entries(finding.kept).filter(([id]) => id !== idKey(board?.workspace.id ?? ''));
  const kept = Object.fromEntries(
    [
      ...others,
      ...(board === undefined || now === undefined ? [] : [[idKey(board.workspace.id), now] as const]),
    ].slice(-workspacesKept),
  );
  const known = kept[idKey(workspace.id)];
  const views = known?.views ?? {
    computes: carried(computes),
    nodes: carried(nodes),
    queue: carried(queue),
  };
  // These are looked at for a moment, and begun anew elsewhere.
  const fresh = { cost: freshView, waste: freshView, quota: freshView };
  return {
    lists: { ...lists, ...fresh, ...views },
    finding: { ...finding, kept },
    panel: known?.panel ?? 'computes',
    measured: known?.measured,
  };
};
