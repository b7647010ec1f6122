import type { Compute } from '#azure/model.ts';
import { idKey, sameId } from '#azure/place.ts';
import { sameScale, scaleOf, type Scale } from '#azure/targets/scale-body.ts';
import type { AppState, Operation } from './app-state.ts';
import { findCompute, routeOf, subjectCompute } from './selectors.ts';

/** The scale that a cluster had before its last change from here; undefined when there was none, or it has that scale again. */
export const lastScale = (
  { acts }: AppState,
  compute: Compute | undefined,
): { readonly scale: Scale; readonly at: number } | undefined => {
  if (compute?.detail.is !== 'cluster') return undefined;
  const last = acts.scaledFrom[idKey(compute.id)];
  if (last === undefined) return undefined;
  const scale = scaleOf(last.detail);
  return sameScale(scale, scaleOf(compute.detail)) ? undefined : { scale, at: last.at };
};

/** The newest recycling of a cluster that is listed here. */
const newestRecycling = ({ operations }: AppState, compute: Compute | undefined): Operation | undefined =>
  operations.find(({ recycle, computeId }) => recycle !== undefined && sameId(computeId, compute?.id ?? ''));

/** Whether the last recycling of a cluster has given it back the scale that it had. */
export const isRecycled = (state: AppState, compute: Compute): boolean =>
  newestRecycling(state, compute)?.recycle?.step === 'restored';

/** The recycling on whose progress the user is, or of the cluster under the cursor, as long as there may be something to restore. */
export const recyclingOn = (
  state: AppState,
): { readonly operation: Operation; readonly original: Scale; readonly compute: Compute } | undefined => {
  const route = routeOf(state);
  const operation =
    route.screen === 'progress'
      ? state.operations.find((each) => each.id === route.operation)
      : newestRecycling(state, subjectCompute(state));
  const { recycle } = operation ?? {};
  if (operation === undefined || recycle === undefined) return undefined;
  if (recycle.step === 'restored' || recycle.step === 'over') return undefined;
  const compute = findCompute(state, operation.computeId);
  return compute === undefined ? undefined : { operation, original: recycle.original, compute };
};
