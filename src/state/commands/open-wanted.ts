import type { Place } from '#azure/place.ts';
import type { createNavigation } from './navigate.ts';
import { update, type Context } from './context.ts';

const isWhole = (place: Partial<Place>): place is Place =>
  place.subscriptionId !== undefined && place.resourceGroup !== undefined && place.workspace !== undefined;

/**
 * Opens the workspace asked for at the start. Named whole it is read directly; of one named in part the list of workspaces shows
 * those that it may be (see `selectors`). What cannot be opened leaves the user at the list, with the reason.
 */
export const openWanted = async (
  context: Context,
  navigation: Pick<ReturnType<typeof createNavigation>, 'openWorkspace'>,
): Promise<void> => {
  const { wanted } = context.store.getState();
  if (wanted === undefined) return;
  if (!isWhole(wanted)) return;
  const answer = await context.gateway.getWorkspace(wanted, new AbortController().signal);
  // The user may have opened another one meanwhile.
  if (context.store.getState().wanted !== wanted) return;
  if (answer.ok) navigation.openWorkspace(answer.value);
  else update(context, (state) => ({ ...state, workspaceProblem: answer.problem }));
};
