import type { Workspace } from '#azure/model.ts';
import { idKey, workspaceId, type Place } from '#azure/place.ts';
import type { AppState } from './app-state.ts';
import type { FuzzySearch } from './fuzzy.ts';
import { workspaceList } from './list-definitions.ts';
import { visibleRows, type ListView, type Visible } from './lists.ts';
import { memo } from './memo.ts';
import type { RecentWorkspace } from './recents.ts';

const sameWord = (a: string | undefined, b: string): boolean =>
  a === undefined || a.toLowerCase() === b.toLowerCase();

/** Why a workspace stands before the others. `remembered`: opened lately, and Azure has not answered yet that it is there. */
export type WorkspaceMark = 'this folder' | 'recent' | 'remembered';

const remembered = ({ place, location }: RecentWorkspace): Workspace => ({
  id: workspaceId(place),
  place,
  name: place.workspace,
  location,
});

const isOfFolder = (folder: Partial<Place> | undefined, place: Place): boolean =>
  folder?.workspace !== undefined &&
  sameWord(folder.workspace, place.workspace) &&
  sameWord(folder.resourceGroup, place.resourceGroup) &&
  sameWord(folder.subscriptionId, place.subscriptionId);

const listed = memo(
  (
    rows: readonly Workspace[] | undefined,
    recents: readonly RecentWorkspace[],
    folder: Partial<Place> | undefined,
  ): readonly Workspace[] => {
    const turns = new Map(recents.map(({ place }, turn) => [idKey(workspaceId(place)), turn]));
    const turnOf = ({ id, place }: Workspace): number =>
      isOfFolder(folder, place) ? -1 : (turns.get(idKey(id)) ?? recents.length);
    return (rows ?? recents.map(remembered)).toSorted((a, b) => turnOf(a) - turnOf(b));
  },
);

/**
 * The workspaces to choose from: the folder's own, then those opened lately, then the others as Azure lists them. Until it has
 * listed them the remembered ones stand alone; of the complete list only what is in it.
 */
export const listedWorkspaces = ({ workspaces, recents, folderPlace }: AppState): readonly Workspace[] =>
  listed(workspaces.data, recents, folderPlace);

const marks = memo(
  (
    recents: readonly RecentWorkspace[],
    folder: Partial<Place> | undefined,
    answered: boolean,
  ): ((workspace: Workspace) => WorkspaceMark | undefined) => {
    const ids = new Set(recents.map(({ place }) => idKey(workspaceId(place))));
    return ({ id, place }) => {
      if (!answered) return 'remembered';
      if (isOfFolder(folder, place)) return 'this folder';
      return ids.has(idKey(id)) ? 'recent' : undefined;
    };
  },
);

/** Tells why a workspace stands before the others; undefined for the others. The same function until something of it changes. */
export const workspaceMarks = ({ workspaces, recents, folderPlace }: AppState): ReturnType<typeof marks> =>
  marks(recents, folderPlace, workspaces.data !== undefined);

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
    // Whoever writes in the filter's own language is understood; everything else is letters in order.
    if (text === '' || fuzzy === undefined || /[!:"]/u.test(text))
      return visibleRows(workspaceList, rows, view);
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
