import type { Place } from '#azure/place.ts';
import type { createNavigation } from './navigate.ts';
import { update, type Context } from './context.ts';

const isWhole = (place: Partial<Place>): place is Place =>
  place.subscriptionId !== undefined && place.resourceGroup !== undefined && place.workspace !== undefined;

/**
 * Opens the workspace asked for at the start. Named whole it is read directly; named in part the list of workspaces is filtered by
 * what is known of it. What cannot be opened leaves the user at the list, with the reason.
 */
export const openWanted = async (
  context: Context,
  navigation: Pick<ReturnType<typeof createNavigation>, 'openWorkspace'>,
): Promise<void> => {
  const { wanted } = context.store.getState();
  if (wanted === undefined) return;
  if (!isWhole(wanted)) {
    const filter = [wanted.workspace, wanted.resourceGroup, wanted.subscriptionId].find(
      (each) => each !== undefined,
    );
    update(context, (state) => ({
      ...state,
      lists: { ...state.lists, workspaces: { ...state.lists.workspaces, filter: filter ?? '' } },
    }));
    return;
  }
  const answer = await context.gateway.getWorkspace(wanted, new AbortController().signal);
  if (answer.ok) navigation.openWorkspace(answer.value);
  else update(context, (state) => ({ ...state, workspaceProblem: answer.problem }));
};
