import type { Workspace } from '#azure/model.ts';
import type { AppState } from './app-state.ts';
import type { FuzzySearch } from './fuzzy.ts';
import { workspaceList } from './list-definitions.ts';
import { visibleRows, type ListView, type Visible } from './lists.ts';
import { memo } from './memo.ts';

const sameWord = (a: string | undefined, b: string): boolean =>
  a === undefined || a.toLowerCase() === b.toLowerCase();

/** The workspaces that one named in part may be; all of them when none of them fits, or when none is named. */
export const possible = memo(
  (rows: readonly Workspace[], wanted: AppState['wanted']): readonly Workspace[] => {
    const fitting = rows.filter(
      ({ place }) =>
        sameWord(wanted?.subscriptionId, place.subscriptionId) &&
        sameWord(wanted?.resourceGroup, place.resourceGroup) &&
        sameWord(wanted?.workspace, place.workspace),
    );
    return fitting.length === 0 ? rows : fitting;
  },
);

/** The rows that have the letters of the filter in order, the best first; without a filter in the view's order. */
export const visibleWorkspaces = memo(
  (rows: readonly Workspace[], view: ListView, fuzzy: FuzzySearch | undefined): Visible<Workspace> => {
    const text = view.filter.trim();
    if (text === '' || fuzzy === undefined) return visibleRows(workspaceList, rows, view);
    const found = fuzzy.go(text, rows, {
      // Every row that has the letters in order: by its own defaults the library keeps ten near-literal matches.
      threshold: 0,
      limit: 0,
      keys: [
        (row) => row.name,
        (row) => row.friendlyName ?? '',
        (row) => row.place.resourceGroup,
        (row) => row.subscriptionName ?? '',
        (row) => row.place.subscriptionId,
        (row) => row.location,
      ],
    });
    return { rows: found.map((each) => each.obj), total: rows.length };
  },
);
