import { removalOf, targetOf } from '#azure/targets/index.ts';
import type { TargetId } from '#azure/targets/target.ts';
import type { AppState, FormState, Overlay } from '../app-state.ts';
import { jobPhase } from '../job-phase.ts';
import { emptyLine, lineOf, type Line } from '../line-edit.ts';
import { freshView } from '../lists.ts';
import { poppedTo, pushed } from '../routes.ts';
import { checkedForm, findCompute, routeOf, selectedCompute, selectedRow } from '../selectors.ts';
import { update, type Context } from './context.ts';
import type { Operations } from './operate.ts';

const withForm = (state: AppState, change: (form: FormState) => FormState): AppState =>
  state.form === undefined ? state : { ...state, form: change(state.form) };

/** Forms, the review of what they will send, and the removal of a compute. */
export const createForms = (context: Context, operations: Operations) => {
  const { store, jobs } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };

  return {
    /** Opens the form of a kind of target; what was typed into it before is still there. */
    openForm(target: TargetId): void {
      const form = targetOf(target)?.form;
      const [first] = form?.fields ?? [];
      if (form === undefined || first === undefined) return;
      const lines = Object.fromEntries(
        Object.entries(form.initial).map(([name, text]) => [name, lineOf(text)]),
      );
      change((state) => ({
        ...state,
        stack: pushed(state.stack, { screen: 'form', target }),
        form: state.form?.target === target ? state.form : { target, lines, focus: first.name, touched: {} },
      }));
    },

    setLine(field: string, line: Line): void {
      change((state) =>
        withForm(state, (form) => ({
          ...form,
          lines: { ...form.lines, [field]: line },
          touched: { ...form.touched, [field]: true },
        })),
      );
    },

    /** Moves the focus; leaving a field is touching it. The last place is the button. */
    focus(by: 1 | -1): void {
      change((state) =>
        withForm(state, (form) => {
          const names = [...(targetOf(form.target)?.form?.fields.map((field) => field.name) ?? []), 'send'];
          const at = names.indexOf(form.focus);
          const focus = names[(at + by + names.length) % names.length];
          return focus === undefined
            ? form
            : { ...form, focus, touched: { ...form.touched, [form.focus]: true } };
        }),
      );
    },

    openSizes(): void {
      change((state) => {
        const size = state.form?.lines['size']?.text;
        return {
          ...state,
          overlay: { is: 'sizes', line: emptyLine },
          lists: {
            ...state.lists,
            sizes: { ...freshView, ...(size === undefined ? {} : { cursor: { id: size, index: -1 } }) },
          },
        };
      });
    },

    /** Takes the size under the cursor into the field that asked for it. */
    takeSize(): void {
      const state = store.getState();
      const size = selectedRow('sizes', state, jobs);
      if (size === undefined) return;
      change(({ overlay: _, ...now }) => now);
      this.setLine('size', lineOf(size.name));
      this.focus(1);
    },

    /** Goes on to the review; when something blocks, marks every field as touched so that its words show. */
    review(): void {
      const state = store.getState();
      if (state.form === undefined) return;
      if (checkedForm(state)?.plan === undefined) {
        change((now) =>
          withForm(now, (form) => ({
            ...form,
            touched: Object.fromEntries(Object.keys(form.lines).map((name) => [name, true] as const)),
            focus: firstBlocked(now) ?? form.focus,
          })),
        );
        return;
      }
      const { target } = state.form;
      change((now) => ({ ...now, stack: pushed(now.stack, { screen: 'review', target }) }));
    },

    /** Sends what the review shows, and follows it. */
    send(): void {
      const state = store.getState();
      const plan = checkedForm(state)?.plan;
      if (plan === undefined || state.board === undefined || state.form === undefined) return;
      if (state.about.readOnly) return;
      const operation = operations.create(
        state.board.workspace.place,
        state.form.target,
        plan.name,
        plan.body,
      );
      if (operation === undefined) return;
      change((now) => ({
        ...now,
        stack: pushed(poppedTo(now.stack, { screen: 'board' }), { screen: 'progress', operation }),
      }));
    },

    /** From the progress of a creation to its row on the board; a finished form is forgotten. */
    leaveProgress(): void {
      const state = store.getState();
      const route = routeOf(state);
      if (route.screen !== 'progress') return;
      const operation = state.operations.find((each) => each.id === route.operation);
      change(({ form, ...now }) => {
        const kept = form !== undefined && operation?.state === 'failed' ? { form } : {};
        const cursor = operation === undefined ? {} : { cursor: { id: operation.computeId, index: -1 } };
        return {
          ...now,
          ...kept,
          stack: poppedTo(now.stack, { screen: 'board' }),
          lists: { ...now.lists, computes: { ...now.lists.computes, ...cursor } },
          ...(now.board === undefined ? {} : { board: { ...now.board, panel: 'computes' } }),
        };
      });
    },

    /** Opens the confirmation to remove the compute under the cursor or on whose page the user is. Pins it by id. */
    openRemove(): void {
      const state = store.getState();
      const route = routeOf(state);
      const compute = route.screen === 'compute' ? findCompute(state, route.id) : selectedCompute(state);
      if (compute === undefined) return;
      const live = jobs.queueOf(compute.name).filter((job) => jobPhase(job.status) !== 'done');
      const running = live.filter((job) => jobPhase(job.status) === 'running').length;
      const nodes = compute.detail.is === 'cluster' ? compute.detail.currentNodes : 0;
      const action = removalOf(compute);
      const consequences = [
        ...(running > 0 ? [`${running} running ${running === 1 ? 'job' : 'jobs'}`] : []),
        ...(live.length > running ? [`${live.length - running} waiting or ending`] : []),
        ...(action === 'Delete' && nodes > 0 ? [`${nodes} ${nodes === 1 ? 'node' : 'nodes'}`] : []),
      ];
      const overlay: Overlay = { is: 'remove', compute, action, consequences, line: emptyLine };
      change((now) => ({ ...now, overlay }));
    },

    /** Removes the pinned compute, provided that its name has been typed. */
    confirmRemove(): void {
      const { overlay, about } = store.getState();
      if (overlay?.is !== 'remove' || overlay.line.text !== overlay.compute.name || about.readOnly) return;
      const operation = operations.remove(overlay.compute, overlay.action);
      if (operation === undefined) return;
      change(({ overlay: _, ...now }) => ({
        ...now,
        stack: pushed(poppedTo(now.stack, { screen: 'board' }), { screen: 'progress', operation }),
      }));
    },

    /** The text line of the overlay that has one. */
    setOverlayLine(line: Line): void {
      change((state) => {
        const { overlay } = state;
        if (overlay === undefined || !('line' in overlay)) return state;
        const next = { ...state, overlay: { ...overlay, line } };
        const list = overlay.is === 'filter' ? overlay.list : overlay.is === 'sizes' ? 'sizes' : undefined;
        return list === undefined
          ? next
          : { ...next, lists: { ...state.lists, [list]: { ...state.lists[list], filter: line.text } } };
      });
    },
  };
};

const firstBlocked = (state: AppState): string | undefined =>
  Object.entries(checkedForm(state)?.fields ?? {}).find(([, verdict]) => verdict.is === 'block')?.[0];
