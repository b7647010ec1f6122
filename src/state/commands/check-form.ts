import { withMethods } from '#azure/every-method.ts';
import type { Gateway } from '#azure/gateway.ts';
import type { Answer } from '#azure/problem.ts';
import type { Clock } from '../clock.ts';
import { planKey } from '../planned-id.ts';
import { checkedForm, openSubject } from '../selectors.ts';
import { update, type Context } from './context.ts';

/** A plan is looked into once nothing has been typed for this long. */
const restMs = 400;

/** What does not depend on what is typed is asked again after this long only. */
const freshMs = 60_000;

/** The gateway, with answers that do not change from one keystroke to the next kept for a while. Failures are not kept. */
const remembering = (gateway: Gateway, clock: Clock): Gateway => {
  const kept = new Map<string, { readonly at: number; readonly answer: Answer<unknown> }>();
  const once = async <T>(key: string, ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
    const known = kept.get(key);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the key names the method whose answer it is
    if (known !== undefined && clock.now() - known.at < freshMs) return known.answer as Answer<T>;
    const answer = await ask();
    if (answer.ok) kept.set(key, { at: clock.now(), answer });
    return answer;
  };
  return withMethods(gateway, {
    listPermissions: (place, signal) =>
      once(`permissions ${JSON.stringify(place)}`, () => gateway.listPermissions(place, signal)),
    listSizes: (subscription, location, signal) =>
      once(`sizes ${subscription} ${location}`, () => gateway.listSizes(subscription, location, signal)),
    listUsages: (subscription, location, signal) =>
      once(`usages ${subscription} ${location}`, () => gateway.listUsages(subscription, location, signal)),
    listResources: (of, signal) => once(`resources ${of}`, () => gateway.listResources(of, signal)),
  });
};

export type Checker = {
  /** Looks into the open plan again, whatever is known already. */
  readonly again: () => void;
  /** Gives up the look that is under way; `again` begins it anew. */
  readonly stop: () => void;
  readonly close: () => void;
};

/** Looks into the plan of the open form while it is filled: after a rest, one look at a time, an older one is given up. Never delays a key. */
export const createChecker = (context: Context): Checker => {
  const { store, clock } = context;
  let gateway = remembering(context.gateway, clock);
  let looking: { readonly of: string; readonly abort: AbortController } | undefined;
  let forget = (): void => undefined;

  const look = async (of: string): Promise<void> => {
    const state = store.getState();
    const plan = checkedForm(state)?.plan;
    const subject = openSubject(state);
    if (plan === undefined || subject === undefined || state.board === undefined || planKey(plan) !== of)
      return;
    const abort = new AbortController();
    looking = { of, abort };
    update(context, (now) => ({ ...now, checks: { of, running: true, results: [] } }));
    // Not needed for the first frame, so it is loaded after it.
    const { place } = state.board.workspace;
    const checks = import('./run-checks.ts');
    const found =
      plan.job === undefined
        ? await (
            await checks
          ).runChecks(gateway, place, plan, subject.is === 'create' ? 'create' : 'change', abort.signal)
        : await (await import('./run-job-checks.ts')).runJobChecks(gateway, place, plan, abort.signal);
    if (abort.signal.aborted) return;
    looking = undefined;
    update(context, (now) => ({ ...now, checks: { of, running: false, ...found } }));
  };

  const settle = (): void => {
    const state = store.getState();
    const plan = checkedForm(state)?.plan;
    const of = plan === undefined ? undefined : planKey(plan);
    if (of === wanted) return;
    wanted = of;
    forget();
    looking?.abort.abort();
    looking = undefined;
    if (of !== undefined) forget = clock.after(restMs, () => void look(of));
  };
  let wanted: string | undefined;
  const unsubscribe = store.subscribe(settle);

  return {
    again: () => {
      gateway = remembering(context.gateway, clock);
      looking?.abort.abort();
      forget();
      if (wanted !== undefined) void look(wanted);
    },
    stop: () => {
      forget();
      if (looking === undefined) return;
      looking.abort.abort();
      looking = undefined;
      update(context, ({ checks: _, ...state }) => state);
    },
    close: () => {
      unsubscribe();
      forget();
      looking?.abort.abort();
    },
  };
};
