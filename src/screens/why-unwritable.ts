import type { Compute } from '#azure/model.ts';
import type { AppState } from '#state/app-state.ts';
import { readOnlyReason } from '#state/care.ts';
import { writeUnderWay } from '#state/selectors.ts';

/** Why nothing can be written now. */
export const unwritable = (state: AppState): string | undefined => {
  const reason = readOnlyReason(state);
  if (reason !== undefined) return reason;
  return state.session.signedOut === undefined ? undefined : 'nobody is signed in: A signs in';
};

/** The write that stands in the way. */
export const underWay = (state: AppState, id: string): string | undefined => {
  const going = writeUnderWay(state, id);
  return going === undefined ? undefined : `${going.does} of ${going.name} is under way: t shows it`;
};

/** Why a compute cannot be changed now, whatever the change. */
export const unchangeable = (state: AppState, compute: Compute | undefined): string | undefined => {
  if (compute === undefined) return 'no compute is selected';
  if (compute.provisioning.is === 'Deleting') return `${compute.name} is being deleted`;
  return unwritable(state) ?? underWay(state, compute.id);
};
