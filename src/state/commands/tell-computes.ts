import { removalOf } from '#azure/targets/index.ts';
import type { AppState, Operation, Overlay } from '../app-state.ts';
import { confirmationText, readOnlyReason } from '../care.ts';
import { consequencesOf } from '../consequences.ts';
import { instanceActions, whyNot, type InstanceAction } from '../instance-actions.ts';
import { emptyLine } from '../line-edit.ts';
import { poppedTo, pushed } from '../routes.ts';
import { routeOf, subjectCompute } from '../selectors.ts';
import { formToReturnTo } from '../operation-selectors.ts';
import { idKey } from '#azure/place.ts';
import { update, type Context } from './context.ts';
import { followOperation } from './follow-operation.ts';
import type { Operations } from './operate.ts';

/** What has been removed has no row to go to: the cursor stays where it went. */
const isRemoval = ({ does }: Operation): boolean => does === 'delete' || does === 'detach';

/** Removing computes, and telling instances what to do. Each is asked about first, pinned to the resource when the question opens. */
export const createTelling = (context: Context, operations: Operations) => {
  const { store, jobs } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };
  const openOverlay = (overlay: Overlay): void => {
    change((state) => ({ ...state, overlay }));
  };

  return {
    /** Opens the confirmation to remove the compute under the cursor or on whose page the user is. */
    openRemove(): void {
      const compute = subjectCompute(store.getState());
      if (compute === undefined) return;
      const action = removalOf(compute);
      const consequences = consequencesOf(compute, jobs, action === 'Delete');
      openOverlay({ is: 'remove', compute, action, consequences, line: emptyLine });
    },

    /** Removes the pinned compute, provided that what confirms it has been typed. */
    confirmRemove(): void {
      const state = store.getState();
      const { overlay } = state;
      if (overlay?.is !== 'remove' || readOnlyReason(state) !== undefined) return;
      if (overlay.line.text !== confirmationText(state, overlay.compute.name)) return;
      followOperation(context, operations.remove(overlay.compute, overlay.action));
    },

    /** Opens what an instance can be told, with the cursor on that action; else on the first that its state allows. */
    openInstance(on?: InstanceAction): void {
      const compute = subjectCompute(store.getState());
      if (compute?.detail.is !== 'instance') return;
      const first = on ?? instanceActions.find((action) => whyNot(compute, action) === undefined);
      const at = Math.max(0, instanceActions.indexOf(first ?? 'start'));
      openOverlay({ is: 'instance', compute, at, consequences: consequencesOf(compute, jobs, false) });
    },

    /** Tells the pinned instance. */
    act(action: InstanceAction): void {
      const state = store.getState();
      const { overlay } = state;
      if (overlay?.is !== 'instance' || readOnlyReason(state) !== undefined) return;
      followOperation(context, operations.act(overlay.compute, action));
    },

    /** From the progress of an operation to the row of its compute on the board; or to its form, when it has failed and that is wanted. */
    leaveProgress(to: 'form' | 'board'): void {
      const state = store.getState();
      const route = routeOf(state);
      if (route.screen !== 'progress') return;
      const subject = formToReturnTo(state, route.operation);
      if (subject !== undefined && to === 'form') {
        change((now) => ({
          ...now,
          scroll: 0,
          stack: pushed(poppedTo(now.stack, { screen: 'board' }), { screen: 'form', subject }),
        }));
        return;
      }
      const operation = state.operations.find((each) => each.id === route.operation);
      change((now) => {
        const { index } = now.lists.computes.cursor ?? {};
        const cursor =
          operation === undefined || isRemoval(operation) || operation.items !== undefined
            ? {}
            : { cursor: { id: idKey(operation.computeId), ...(index === undefined ? {} : { index }) } };
        return {
          ...now,
          scroll: 0,
          stack: poppedTo(now.stack, { screen: 'board' }),
          lists: { ...now.lists, computes: { ...now.lists.computes, ...cursor } },
          ...(now.board === undefined
            ? {}
            : { board: { ...now.board, panel: operation?.markedIn ?? 'computes' } }),
        };
      });
    },

    /** Shows how an operation goes, or how it went. */
    openOperation(operation: string): void {
      change((state) => ({
        ...state,
        stack: pushed(state.stack, { screen: 'progress', operation }),
        scroll: 0,
      }));
    },
  };
};
