import type { Workspace } from '#azure/model.ts';
import { idKey, nameOf } from '#azure/place.ts';
import type { AppState, PanelId } from '../app-state.ts';
import { chosen } from '../finding.ts';
import { lineOf } from '../line-edit.ts';
import { listedWorkspaces } from '../listed-workspaces.ts';
import { JobNames } from '../job-names.ts';
import { unknown } from '../remote.ts';
import { topOf, type Stack } from '../routes.ts';
import { activeList, findCompute, queueAhead, visible } from '../selectors.ts';
import { stepped, turned, visitAt, visited, type Trail, type Visit } from '../trail.ts';
import { update, type Context } from './context.ts';

/** What a view was about, when it is known to be gone. */
const goneOf = (state: AppState, stack: Stack): string | undefined => {
  const top = topOf(stack);
  if (state.board?.computes.data === undefined) return undefined;
  const id = top.screen === 'node' ? top.clusterId : 'id' in top ? top.id : undefined;
  return id === undefined || findCompute(state, id) !== undefined ? undefined : `${nameOf(id)} is gone`;
};

/** The state with another stack. A job's page shows the job that the board asks for, so that is set along with it. */
const withStack = ({ overlay: _, ...state }: AppState, stack: Stack): AppState => {
  const top = topOf(stack);
  const { board } = state;
  const asks = top.screen === 'job' && board !== undefined && board.job.name !== top.name;
  return {
    ...state,
    stack,
    scroll: 0,
    ...(asks ? { board: { ...board, job: { name: top.name, remote: unknown() } } } : {}),
  };
};

/** The palette, the way back and forth through the views, and how lists are looked at. */
export const createFinding = (
  context: Context,
  {
    openWorkspace,
    notice,
  }: { openWorkspace: (workspace: Workspace) => void; notice: (words: string) => void },
) => {
  const { store, jobs, clock } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };
  /** While a view of the trail is put on the screen nothing is added to it. */
  let stepping = false;
  let stopAhead = (): void => undefined;
  jobs.keepNames(new JobNames());

  const record = (): void => {
    const { stack, board, finding } = store.getState();
    const workspace = stack.length > 1 && board !== undefined ? idKey(board.workspace.id) : undefined;
    const trail = visited(finding.trail, { stack, ...(workspace === undefined ? {} : { workspace }) });
    if (trail !== finding.trail) change((state) => ({ ...state, finding: { ...state.finding, trail } }));
  };

  /** Makes what a filter looks at while its first letter is still being thought of. */
  const goAhead = (): void => {
    const pieces = queueAhead(store.getState(), jobs);
    const piece = (): void => {
      if (pieces.next().done !== true) stopAhead = clock.after(0, piece);
    };
    stopAhead();
    piece();
  };

  let [seenStack, seenOverlay] = [undefined as Stack | undefined, undefined as AppState['overlay']];
  const unsubscribe = store.subscribe(({ stack, overlay }) => {
    if (overlay?.is === 'filter' && overlay.list === 'queue' && seenOverlay?.is !== 'filter') {
      seenOverlay = overlay;
      goAhead();
    }
    seenOverlay = overlay;
    if (stack === seenStack || stepping) return;
    seenStack = stack;
    record();
  });

  /** The workspace of a view, when it is another one than the open one. */
  const otherWorkspace = ({ workspace }: Visit): Workspace | 'open' | undefined => {
    const state = store.getState();
    if (workspace === undefined || workspace === idKey(state.board?.workspace.id ?? '')) return 'open';
    return listedWorkspaces(state).find(({ id }) => idKey(id) === workspace);
  };

  const goTo = (trail: Trail | undefined, nowhere: string): void => {
    const visit = trail === undefined ? undefined : visitAt(trail);
    if (trail === undefined || visit === undefined) {
      notice(nowhere);
      return;
    }
    const workspace = otherWorkspace(visit);
    if (workspace === undefined) {
      notice(`the workspace ${nameOf(visit.workspace ?? '')} is not listed any more`);
      return;
    }
    stepping = true;
    try {
      if (workspace !== 'open') openWorkspace(workspace);
      change((state) => ({ ...withStack(state, visit.stack), finding: { ...state.finding, trail } }));
    } finally {
      stepping = false;
      seenStack = store.getState().stack;
    }
    const gone = goneOf(store.getState(), visit.stack);
    if (gone !== undefined) notice(gone);
  };

  return {
    commands: {
      /** Opens the palette, with a text in it in place of what was typed. */
      openPalette(text = ''): void {
        change((state) => ({ ...state, overlay: { is: 'palette', line: lineOf(text), at: 0 } }));
      },

      /** Remembers what was chosen in the palette, and closes it. */
      leavePalette(choice: string): void {
        change(({ overlay: _, ...state }) => ({
          ...state,
          finding: { ...state.finding, choices: chosen(state.finding.choices, choice) },
        }));
      },

      lastView(): void {
        goTo(turned(store.getState().finding.trail), 'there was no view before this one');
      },

      stepView(by: -1 | 1): void {
        goTo(
          stepped(store.getState().finding.trail, by),
          by < 0 ? 'there is no view before this one' : 'there is no view after this one',
        );
      },

      /** Back to the board of the open workspace, with the keys in one of its panels. */
      toBoard(panel?: PanelId): void {
        change((state) =>
          state.board === undefined
            ? state
            : {
                ...withStack(state, [{ screen: 'workspaces' }, { screen: 'board' }]),
                board: { ...state.board, panel: panel ?? state.board.panel },
              },
        );
      },

      toWorkspaces(): void {
        change((state) => withStack(state, [{ screen: 'workspaces' }]));
      },

      /** To the board with the cursor on a compute; a filter that hides it is taken away. */
      toCompute(id: string): void {
        const toIt = (hidden: boolean) => (state: AppState) => ({
          ...state,
          lists: {
            ...state.lists,
            computes: {
              ...state.lists.computes,
              cursor: { id, index: -1 },
              ...(hidden ? { filter: '', faults: false } : {}),
            },
          },
        });
        this.toBoard('computes');
        const shown = visible.computes(store.getState(), jobs).rows;
        change(toIt(!shown.some((row) => idKey(row.id) === id)));
      },

      toggleWide(): void {
        const list = activeList(store.getState());
        if (list === undefined) return;
        change((state) => {
          const { wide = false, ...view } = state.lists[list];
          return { ...state, lists: { ...state.lists, [list]: wide ? view : { ...view, wide: true } } };
        });
      },
    },
    close(): void {
      stopAhead();
      unsubscribe();
    },
  };
};
