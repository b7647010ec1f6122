import type { Workspace } from '#azure/model.ts';
import type { AppState, PanelId } from '../app-state.ts';
import { cursorAt, type ListId, type ListView } from '../lists.ts';
import { popped, pushed, topOf, type Route } from '../routes.ts';
import { activeList, cursorOf, definitions, routeOf, selectedRow, visible, type Rows } from '../selectors.ts';
import { viewsFor } from '../finding.ts';
import { withJobPage } from '../run-family.ts';
import { freshBoard } from '../store.ts';
import { emptyLine } from '../line-edit.ts';
import { update, type Context } from './context.ts';

/** How far a row key moves: rows, or to an end. */
export type Move = number | 'first' | 'last';

/** Further than any page goes. */
const lastLine = 10_000;

const withList = (state: AppState, list: ListId, change: (view: ListView) => ListView): AppState => ({
  ...state,
  lists: { ...state.lists, [list]: change(state.lists[list]) },
});

const withCursor = <L extends ListId>(
  state: AppState,
  context: Context,
  list: L,
  index: number,
): AppState => {
  const { rows } = visible[list](state, context.jobs);
  return withList(state, list, (view) => cursorAt<Rows[L]>(definitions[list], rows, view, index));
};

/** Moves, opens and closes what is on the screen. Nothing here talks to Azure. */
export const createNavigation = (context: Context) => {
  const { store, jobs } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };

  /** Pages of facts have no cursor: the row keys scroll them. The page itself knows where it ends. */
  const scroll = (by: Move): void => {
    change((state) => ({
      ...state,
      scroll:
        by === 'first' ? 0 : by === 'last' ? lastLine : Math.max(0, Math.min(lastLine, state.scroll + by)),
    }));
  };

  const move = (by: Move): void => {
    const state = store.getState();
    const list = activeList(state);
    if (list === undefined) {
      scroll(by);
      return;
    }
    const at = cursorOf(list, state, jobs);
    if (at < 0) return;
    const index = by === 'first' ? 0 : by === 'last' ? Number.MAX_SAFE_INTEGER : at + by;
    change((now) => withCursor(now, context, list, index));
  };

  const go = (route: Route): void => {
    change((state) => ({ ...state, stack: pushed(state.stack, route), scroll: 0 }));
  };

  return {
    move,
    go,

    /** Scrolls a page of facts to a line. */
    scrollTo(line: number): void {
      change((state) => ({ ...state, scroll: line }));
    },

    /** Opens a workspace: its board, with nothing of the one before. */
    openWorkspace(workspace: Workspace): void {
      jobs.clear();
      change((before) => {
        const { wanted: _, workspaceProblem: __, notice: ___, ...state } = before;
        const { panel, measured, ...views } = viewsFor(before, workspace);
        const board = freshBoard(
          workspace,
          (before.board?.generation ?? 0) + 1,
          context.careOf(workspace.place),
        );
        return {
          ...state,
          ...views,
          stack: [{ screen: 'workspaces' }, { screen: 'board' }],
          board: {
            ...board,
            panel,
            ...(measured && { nodes: measured.nodes, jobs: { ...board.jobs, ...measured.jobs } }),
          },
        };
      });
    },

    /** Drills down from the row under the cursor. */
    open(): void {
      const state = store.getState();
      switch (activeList(state)) {
        case 'workspaces': {
          const workspace = selectedRow('workspaces', state, jobs);
          if (workspace !== undefined) this.openWorkspace(workspace);
          return;
        }
        case 'cost': {
          const row = selectedRow('cost', state, jobs);
          if (row !== undefined) go({ screen: 'compute', id: row.compute.id });
          return;
        }
        case 'computes': {
          const compute = selectedRow('computes', state, jobs);
          if (compute !== undefined) go({ screen: 'compute', id: compute.id });
          return;
        }
        case 'nodes': {
          const cluster = selectedRow('computes', state, jobs);
          const node = selectedRow('nodes', state, jobs);
          // Where there are no nodes the panel tells of the compute itself.
          if (cluster !== undefined)
            go(
              node === undefined
                ? { screen: 'compute', id: cluster.id }
                : { screen: 'node', clusterId: cluster.id, id: node.id },
            );
          return;
        }
        case 'queue': {
          const job = selectedRow('queue', state, jobs);
          if (job !== undefined) this.openJob(job.name);
          return;
        }
        case 'children': {
          const run = selectedRow('children', state, jobs);
          if (run !== undefined) this.openJob(run.name);
          return;
        }
        case 'targets':
        case 'sizes':
        case 'resources':
        case 'operations':
        case 'waste':
        case 'quota':
        case 'events':
        case 'calls':
        case undefined:
      }
    },

    openJob(name: string): void {
      change((state) => {
        const stack = pushed(state.stack, { screen: 'job', name });
        const { board } = state;
        return {
          ...state,
          stack,
          scroll: 0,
          ...(board === undefined ? {} : { board: withJobPage(board, name, stack) }),
        };
      });
    },

    /**
     * Closes the overlay, else takes the filter away, else ends the zoom.
     * @returns false when there is nothing of that
     */
    clear(): boolean {
      const state = store.getState();
      if (state.overlay !== undefined) {
        this.closeOverlay();
        return true;
      }
      const list = activeList(state);
      if (list !== undefined && (state.lists[list].filter !== '' || state.lists[list].faults)) {
        change((now) => withList(now, list, (view) => ({ ...view, filter: '', faults: false })));
        return true;
      }
      if (routeOf(state).screen === 'board' && state.board?.zoomedFrom !== undefined) {
        this.zoom();
        return true;
      }
      return false;
    },

    /**
     * One step back: clears what there is to clear, else leaves the screen.
     * @returns false at the root, where going back means leaving the program
     */
    back(): boolean {
      if (this.clear()) return true;
      const stack = popped(store.getState().stack);
      if (stack === undefined) return false;
      const below = topOf(stack);
      change((now) => ({
        ...now,
        stack,
        scroll: 0,
        ...(now.board === undefined || below.screen !== 'job'
          ? {}
          : { board: withJobPage(now.board, below.name, stack) }),
      }));
      return true;
    },

    /** Puts the cursor on a row by its id. */
    select(list: ListId, id: string): void {
      change((state) => withList(state, list, (view) => ({ ...view, cursor: { id, index: -1 } })));
    },

    panel(to: PanelId | 'next' | 'prev'): void {
      change((state) => {
        if (state.board === undefined) return state;
        const { shownPanels: panels } = state;
        const at = panels.indexOf(state.board.panel);
        const step = to === 'next' ? 1 : -1;
        const panel =
          to === 'next' || to === 'prev' ? panels[(at + step + panels.length) % panels.length] : to;
        return panel === undefined || !panels.includes(panel)
          ? state
          : { ...state, board: { ...state.board, panel } };
      });
    },

    /**
     * Zooms the panel that has the keys, and back. What is zoomed from the list of computes is the compute under its cursor: its
     * nodes and its queue; the list itself has the whole screen while it has the keys in the zoom.
     */
    zoom(): void {
      change((state) => {
        const { board } = state;
        if (board === undefined) return state;
        const { zoomedFrom, ...rest } = board;
        if (zoomedFrom !== undefined) return { ...state, board: { ...rest, panel: zoomedFrom } };
        const panel = board.panel === 'computes' ? 'nodes' : board.panel;
        return { ...state, board: { ...rest, zoomedFrom: board.panel, panel } };
      });
    },

    faults(): void {
      const list = activeList(store.getState());
      if (list === undefined) return;
      change((state) => withList(state, list, (view) => ({ ...view, faults: !view.faults })));
    },

    openFilter(): void {
      const list = activeList(store.getState());
      if (list === undefined) return;
      change((state) => {
        const before = state.lists[list].filter;
        return {
          ...state,
          overlay: { is: 'filter', list, line: { text: before, cursor: before.length }, before },
        };
      });
    },

    openSort(): void {
      const list = activeList(store.getState());
      if (list !== undefined) change((state) => ({ ...state, overlay: { is: 'sort', list } }));
    },

    /** Orders the list by one of its sorts; the same one again turns it round. */
    sortBy(list: ListId, by: string): void {
      if (definitions[list].sorts[by] === undefined) return;
      change((state) => ({
        ...withList(state, list, (view) => ({
          ...view,
          sort: { by, reverse: view.sort?.by === by ? !view.sort.reverse : false },
        })),
      }));
      this.closeOverlay();
    },

    /** Orders the list by the next of its sorts. */
    nextSort(): void {
      const list = activeList(store.getState());
      if (list === undefined) return;
      const letters = Object.keys(definitions[list].sorts);
      const at = letters.indexOf(store.getState().lists[list].sort?.by ?? '');
      const by = letters[(at + 1) % letters.length];
      if (by !== undefined)
        change((state) => withList(state, list, (view) => ({ ...view, sort: { by, reverse: false } })));
    },

    reverseSort(): void {
      const list = activeList(store.getState());
      if (list === undefined) return;
      change((state) =>
        withList(state, list, (view) =>
          view.sort === undefined ? view : { ...view, sort: { ...view.sort, reverse: !view.sort.reverse } },
        ),
      );
    },

    openHelp(): void {
      change((state) => ({ ...state, overlay: { is: 'help', line: emptyLine, at: 0 } }));
    },

    openSources(): void {
      change((state) => ({ ...state, overlay: { is: 'sources', at: 0 } }));
    },

    openActions(): void {
      change((state) => ({ ...state, overlay: { is: 'actions', at: 0 } }));
    },

    /** Moves within an overlay that has rows of its own, `count` of them. */
    moveOverlay(by: Move, count: number): void {
      change((state) => {
        const { overlay } = state;
        if (overlay === undefined || !('at' in overlay)) return state;
        const to = by === 'first' ? 0 : by === 'last' ? count - 1 : overlay.at + by;
        return { ...state, overlay: { ...overlay, at: Math.max(0, Math.min(to, count - 1)) } };
      });
    },

    /** Closes what lies over the screen; a list to choose from loses its filter first. */
    closeOverlay(): void {
      const { overlay: open } = store.getState();
      if ((open?.is === 'sizes' || open?.is === 'resources') && open.line.text !== '') {
        change((state) => ({
          ...withList(state, open.is, (view) => ({ ...view, filter: '' })),
          overlay: { ...open, line: emptyLine },
        }));
        return;
      }
      change(({ overlay, ...state }) =>
        overlay?.is === 'filter'
          ? withList(state, overlay.list, (view) => ({ ...view, filter: overlay.before }))
          : state,
      );
    },

    /** Keeps the filter as typed and gives the keys back to the list. */
    acceptFilter(): void {
      change(({ overlay: _, ...state }) => state);
    },

    notice(words: string, tone: 'plain' | 'needsPerson' = 'plain'): void {
      change((state) => ({ ...state, notice: { words, tone } }));
    },

    clearNotice(): void {
      if (store.getState().notice !== undefined) change(({ notice: _, ...state }) => state);
    },

    openReadOnly(): void {
      change((state) => ({ ...state, overlay: { is: 'readOnly' } }));
    },

    setReadOnly(): void {
      change(({ overlay, ...state }) => ({
        ...state,
        ...(overlay === undefined || overlay.is === 'readOnly' ? {} : { overlay }),
        about: { ...state.about, readOnly: true },
        notice: { words: 'this session is read-only now: only a restart ends that', tone: 'plain' },
      }));
    },
  };
};
