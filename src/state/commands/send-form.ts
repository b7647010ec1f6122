import { askedScale } from '#azure/targets/asked-scale.ts';
import { removalOf } from '#azure/targets/index.ts';
import type { Plan } from '#azure/targets/target.ts';
import type { Place } from '#azure/place.ts';
import type { AppState, FormSubject } from '../app-state.ts';
import { confirmationText, readOnlyReason } from '../care.ts';
import { agreedBy, entryInTheWay, isBlocked, type Agreed } from '../checks.ts';
import { reviewing } from '../code-state.ts';
import { entryToOpen } from '../entry-to-open.ts';
import { emptyLine } from '../line-edit.ts';
import { progressOver, pushed, topOf } from '../routes.ts';
import { checkedForm, currentChecks, openSubject, visibleFields } from '../selectors.ts';
import { withForm } from './change-form.ts';
import { update, type Context } from './context.ts';
import { followOperation } from './follow-operation.ts';
import type { Operations } from './operate.ts';

/**
 * Reviews and sends what a form asks for.
 * @param keepForm keeps what has been typed: before the review, and before it is sent
 */
export const createFormSending = (context: Context, operations: Operations, keepForm: () => void) => {
  const { store } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };

  /** Why a plan must not be sent although it could be a moment ago: somebody else has attached the same meanwhile. */
  const attachedMeanwhile = async (place: Place, plan: Plan): Promise<string | undefined> => {
    const { duplicates } = await import('./check-attachment.ts');
    const found = await duplicates(context.gateway, place, plan, new AbortController().signal);
    return found.find(({ is }) => is === 'block')?.words;
  };

  /** Sends the open plan. `agreed` says what the user has typed a name for. */
  const sendPlan = (agreed?: Agreed): void => {
    const state = store.getState();
    const [plan, subject] = [checkedForm(state)?.plan, openSubject(state)];
    if (
      plan === undefined ||
      subject === undefined ||
      state.board === undefined ||
      readOnlyReason(state) !== undefined
    )
      return;
    keepForm();
    const { place } = state.board.workspace;
    if (plan.job !== undefined) {
      const { name, body } = plan;
      followOperation(context, operations.submit({ place, name, body, generation: state.board.generation }));
      return;
    }
    const begin = (): string | undefined =>
      subject.is === 'create'
        ? operations.create({
            place,
            target: subject.target,
            name: plan.name,
            body: plan.body,
            overwrite: agreed === 'overwrite',
            attaching: plan.claims.attaches !== undefined,
            ...(plan.claims.attaches === undefined || agreed === 'duplicate'
              ? {}
              : { whyNot: () => attachedMeanwhile(place, plan) }),
          })
        : subject.is === 'change'
          ? changeCompute(state, subject, plan.body)
          : undefined;
    followOperation(context, agreed === 'detach' ? detachBefore(begin) : begin());
  };

  /** Detaches what is in the way, waits until it is gone, and begins then. Whoever watches the one goes on watching the other. */
  const detachBefore = (begin: () => string | undefined): string | undefined => {
    const { overlay, board } = store.getState();
    const name = overlay?.is === 'overwrite' ? overlay.name.toLowerCase() : '';
    const entry = board?.computes.data?.find((each) => each.name.toLowerCase() === name);
    if (entry === undefined || removalOf(entry) !== 'Detach') {
      change((now) => ({
        ...now,
        notice: { words: `${name} is not among the computes that can be detached`, tone: 'needsPerson' },
      }));
      return undefined;
    }
    const detaching = operations.remove(entry, 'Detach', () => {
      const operation = begin();
      if (operation === undefined) return;
      change((now) => {
        const route = topOf(now.stack);
        const watched = route.screen === 'progress' && route.operation === detaching;
        return watched ? { ...now, stack: progressOver(now.stack, operation) } : now;
      });
    });
    return detaching;
  };

  const changeCompute = (
    state: AppState,
    subject: Extract<FormSubject, { is: 'change' }>,
    body: Parameters<Operations['change']>[2],
  ): string | undefined => {
    const compute = state.board?.computes.data?.find((each) => each.id === subject.computeId);
    return compute === undefined
      ? undefined
      : operations.change(compute, subject.change, body, askedScale(body));
  };

  return {
    /** Goes on to the review; when something blocks, every field shows its words and the first of those has the keys. */
    review(): void {
      const state = store.getState();
      const subject = openSubject(state);
      if (subject === undefined) return;
      const checked = checkedForm(state);
      if (checked?.plan !== undefined) {
        keepForm();
        change((now) => reviewing(now, subject));
        return;
      }
      const blocked = visibleFields(state).find(({ name }) => checked?.fields[name]?.is === 'block')?.name;
      change((now) =>
        withForm(now, (form) => ({
          ...form,
          touched: Object.fromEntries(Object.keys(form.lines).map((name) => [name, true] as const)),
          focus: blocked === undefined ? form.focus : { field: blocked },
        })),
      );
    },

    /** Sends what the review shows, and follows it. What would change something that exists is asked about first. */
    send(): void {
      const state = store.getState();
      const checks = currentChecks(state);
      const plan = checkedForm(state)?.plan;
      if (plan === undefined || checks === undefined || checks.running || isBlocked(checks)) return;
      const entry = entryInTheWay(checks);
      const id = entryToOpen(state);
      if (entry?.use === true && id !== undefined)
        change((now) => ({ ...now, stack: pushed(now.stack, { screen: 'compute', id }), scroll: 0 }));
      else if (entry !== undefined)
        change((now) => ({
          ...now,
          overlay: { is: 'overwrite', name: entry.name, line: emptyLine, breaks: entry },
        }));
      else if (checks.overwrites === undefined) sendPlan();
      else change((now) => ({ ...now, overlay: { is: 'overwrite', name: plan.name, line: emptyLine } }));
    },

    /** Sends although something would be changed or broken by it, provided that its name has been typed. */
    confirmOverwrite(): void {
      const { overlay } = store.getState();
      if (overlay?.is !== 'overwrite') return;
      const text = confirmationText(store.getState(), overlay.name);
      const agreed = agreedBy(overlay.line.text, text, overlay.breaks);
      if (agreed !== undefined) sendPlan(agreed);
    },
  };
};
