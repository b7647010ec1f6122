import type { Node } from '#azure/model.ts';
import type { AppState } from './app-state.ts';
import { byNodeId } from './selectors.ts';

const none: readonly Node[] = [];

/** The first node of a cluster, in the order of their numbers, that is meant; undefined when none is known. */
export const findNode = (
  state: AppState,
  clusterId: string,
  isMeant: (node: Node) => boolean,
): Node | undefined => byNodeId(state.board?.nodes[clusterId]?.remote.data ?? none).find(isMeant);
