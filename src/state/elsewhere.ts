import { placeOf, sameId, workspaceId } from '#azure/place.ts';
import type { AppState, Operation } from './app-state.ts';

/**
 * What an operation is about, with its workspace where that is not the one that is shown: `cpu-batch in mlw-other`, with the resource group
 * too where only that tells them apart.
 */
export const nameIn = (
  { name, computeId, items }: Pick<Operation, 'name' | 'computeId' | 'items'>,
  board: AppState['board'],
): string => {
  const place = placeOf(computeId === '' ? (items?.[0]?.id ?? '') : computeId);
  const here = board?.workspace;
  if (place === undefined || (here !== undefined && sameId(workspaceId(place), here.id))) return name;
  const { resourceGroup, workspace } = place;
  const alike = here?.name.toLowerCase() === workspace.toLowerCase();
  return `${name} in ${alike ? `${resourceGroup}/` : ''}${workspace}`;
};
