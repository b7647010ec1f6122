import type { AppState } from '../app-state.ts';
import type { ListId, ListView } from '../lists.ts';
import { activeList, definitions } from '../selectors.ts';
import { update, type Context } from './context.ts';

/** The state with another view of a list. */
export const withList = (state: AppState, list: ListId, change: (view: ListView) => ListView): AppState => ({
  ...state,
  lists: { ...state.lists, [list]: change(state.lists[list]) },
});

/** What is shown of a list and in which order: its filter, its faults only, its sort. */
export const createArranging = (context: Context) => {
  const { store } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };

  return {
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
      change(({ overlay: _, ...state }) =>
        withList(state, list, (view) => ({
          ...view,
          sort: { by, reverse: view.sort?.by === by ? !view.sort.reverse : false },
        })),
      );
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

    /** Keeps the filter as typed and gives the keys back to the list. */
    acceptFilter(): void {
      change(({ overlay: _, ...state }) => state);
    },
  };
};
