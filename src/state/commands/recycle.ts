import type { Compute } from '#azure/model.ts';
import { placeOf, type Place } from '#azure/place.ts';
import type { Problem } from '#azure/problem.ts';
import { scaleBody, scaleOf, type Scale } from '#azure/targets/scale-body.ts';
import type { Recycle } from '../acts-state.ts';
import type { Operation } from '../app-state.ts';
import { nameIn } from '../elsewhere.ts';
import { newEntryId, type JournalEntry, type Keeper } from '../keeper.ts';
import type { Attempt, Next } from '../poller.ts';
import { emptied, nextMove, type Move } from '../recycling.ts';
import { rhythms } from '../rhythm.ts';
import { writeUnderWay } from '../selectors.ts';
import { backOff } from './back-off.ts';
import { update, type Context } from './context.ts';
import { changeOperation, listOperation } from './list-operations.ts';
import type { Driven, Operations } from './operate.ts';

export type Recycling = {
  /** Begins: notes the cluster's scale in the journal, and only then sends anything. @returns the operation */
  readonly begin: (compute: Compute) => string | undefined;
  /** Takes up what an earlier run of the program has begun and not brought to its end. */
  readonly resume: (entry: JournalEntry, restore: Scale) => void;
  /** Restores the original scale now, however many nodes are left. Also when it is stuck, or another session's. */
  readonly restoreNow: (operation: string) => void;
};

type Needed = Pick<Context, 'store' | 'gateway' | 'clock' | 'random' | 'careOf'>;

/** Problems after which nobody knows whether a request has arrived. */
const unanswered: readonly Problem['kind'][] = ['unreachable', 'service-fault', 'malformed'];

const again: Next = { inMs: rhythms.operation.steady };

/**
 * Recycles the nodes of clusters: scale to 0, wait until no node is left, restore the original scale, which stands in the journal from before
 * the first request until it is known to be restored. The service has no request for a single node. Source of the cure: the "Troubleshoot"
 * pages of Azure Machine Learning clusters and Azure Batch.
 */
export const createRecycling = (context: Needed, operations: Operations, keeper: Keeper): Recycling => {
  const { store, gateway, clock } = context;
  const never = new AbortController().signal;
  const engines = new Map<string, { readonly restore: () => void }>();

  const operationOf = (id: string): Operation | undefined =>
    store.getState().operations.find((each) => each.id === id);

  const run = (id: string, name: string, place: Place): void => {
    /** Carries a signature: it stays inside this closure. */
    let statusUrl: string | undefined;
    /** The request of the present step is on its way, or has been answered well. */
    let [inFlight, sent, failures] = [false, false, 0];
    let driven: Driven | undefined;
    /** The service would not, or could not, scale to 0: then restoring the scale makes no success of it. */
    let spoiled = false;

    const set = (recycle: Partial<Recycle>, news: Partial<Operation> = {}): void => {
      changeOperation(context, id, (operation) =>
        operation.recycle === undefined
          ? operation
          : { ...operation, ...news, recycle: { ...operation.recycle, ...recycle } },
      );
    };

    const say = (words: string, tone: 'plain' | 'needsPerson'): void => {
      const notice = tone === 'plain' ? ({ words, tone, fades: true } as const) : { words, tone };
      update(context, (now) => ({ ...now, notice }));
    };

    const named = (): string => {
      const operation = operationOf(id);
      return operation === undefined ? name : nameIn(operation, store.getState().board);
    };

    const finish = (step: 'restored' | 'over', why?: string): Next => {
      keeper.noteEnded(id);
      const succeeded = step === 'restored' && !spoiled;
      set(
        { step, ...(why === undefined ? {} : { why }) },
        { state: succeeded ? 'succeeded' : 'failed', endedAt: clock.now(), word: 'ended' },
      );
      say(
        succeeded
          ? `recycling of ${named()} has succeeded`
          : `recycling of ${named()} has ended: t shows how`,
        succeeded ? 'plain' : 'needsPerson',
      );
      driven?.end();
      return 'wait';
    };

    /** It stays in the journal, so that the next run of the program goes on with it, too. */
    const stop = (why: string): Next => {
      set({ step: 'stuck', why }, { state: 'failed', endedAt: clock.now(), word: 'stopped' });
      say(`the scale of ${named()} is not restored: t shows why`, 'needsPerson');
      return 'wait';
    };

    const barred = (): string | undefined =>
      store.getState().about.readOnly || context.careOf(place).readOnly
        ? 'this session or workspace is read-only'
        : undefined;

    const send = async (step: 'emptying' | 'restoring', original: Scale): Promise<Next> => {
      const reason = barred();
      if (reason !== undefined)
        return step === 'emptying' ? finish('over', `nothing was sent: ${reason}`) : stop(reason);
      set({ step }, { state: 'running', word: step === 'emptying' ? 'scaling to 0' : 'restoring the scale' });
      inFlight = true;
      const body = scaleBody(step === 'emptying' ? emptied(original) : original);
      const answer = await gateway.patchCompute(place, name, body, never);
      inFlight = false;
      if (!answer.ok) return refused(step, answer.problem);
      sent = true;
      statusUrl = answer.value.finished ? undefined : answer.value.statusUrl;
      operations.refresh();
      return again;
    };

    const refused = (step: 'emptying' | 'restoring', problem: Problem): Next => {
      changeOperation(context, id, (operation) => ({ ...operation, problem }));
      const { subscriptionId } = place;
      // It was refused before anything was done, and the scale must come back: it is sent when the pause is over.
      if (problem.kind === 'throttled') {
        failures += 1;
        return backOff(context, 'operation', problem, { failures, subscriptionId });
      }
      // Likewise; it is sent when somebody has signed in.
      if (problem.kind === 'signed-out') return 'wait';
      // Where no answer came, the next look tells by the scale itself whether it has arrived.
      const isKnown = !unanswered.includes(problem.kind);
      if (isKnown && step === 'restoring') return stop('the service has refused the original scale');
      if (isKnown) spoiled = true;
      sent = true;
      return again;
    };

    const move = async (next: Move, { original, step }: Recycle): Promise<Next> => {
      switch (next.do) {
        case 'wait':
          if (step === 'stuck') return 'wait';
          set({}, { word: next.word });
          return again;
        case 'send':
          return send(next.step, original);
        case 'step':
          sent = false;
          // What an earlier look met is over; why the service would not scale to 0 stays to be read.
          if (!spoiled) changeOperation(context, id, ({ problem: _, ...operation }) => operation);
          if (next.step === 'restored') return finish('restored');
          set({ step: next.step }, { state: 'running', word: 'waiting until no node is left' });
          return again;
        case 'end':
          return finish('over', next.why);
        case 'stop':
          return stop(next.why);
      }
    };

    const readStatus = async (url: string, signal: AbortSignal): Promise<Next | undefined> => {
      const answer = await gateway.readOperation(url, signal);
      if (!answer.ok) {
        // A status resource that cannot be read says nothing; the cluster itself still does.
        if (answer.problem.kind !== 'aborted') statusUrl = undefined;
        return again;
      }
      if (answer.value.is === 'running') return again;
      statusUrl = undefined;
      const { error } = answer.value;
      if (answer.value.is !== 'succeeded') {
        changeOperation(context, id, (operation) => ({
          ...operation,
          errors: error === undefined ? [] : [error],
        }));
        spoiled ||= operationOf(id)?.recycle?.step === 'emptying';
      }
      return undefined;
    };

    const attempt: Attempt = async (signal) => {
      const { recycle } = operationOf(id) ?? {};
      if (recycle === undefined || recycle.step === 'restored' || recycle.step === 'over') return 'wait';
      if (inFlight) return again;
      const waits = statusUrl === undefined ? undefined : await readStatus(statusUrl, signal);
      if (waits !== undefined) return waits;
      const answer = await gateway.getCompute(place, name, signal);
      if (!answer.ok) {
        const { problem } = answer;
        if (problem.kind === 'aborted') return 'wait';
        if (problem.kind === 'not-found') return finish('over', 'the cluster is gone');
        failures += 1;
        changeOperation(context, id, (operation) => ({ ...operation, problem }));
        return backOff(context, 'operation', problem, {
          failures,
          subscriptionId: place.subscriptionId,
        });
      }
      failures = 0;
      const { detail } = answer.value;
      if (detail.is === 'cluster') set({ nodes: detail.currentNodes });
      const next = nextMove(recycle, sent, answer.value);
      if (next.do === 'send' && next.step !== recycle.step) sent = false;
      return move(next, recycle);
    };

    engines.set(id, {
      restore: () => {
        if (inFlight) return;
        sent = false;
        statusUrl = undefined;
        changeOperation(context, id, ({ endedAt: _, problem: __, ...operation }) => ({
          ...operation,
          state: 'running',
          word: 'restoring the scale',
          errors: [],
          ...(operation.recycle === undefined
            ? {}
            : { recycle: { original: operation.recycle.original, step: 'restoring' } }),
        }));
        driven?.again();
      },
    });
    driven = operations.drive(id, place, attempt);
  };

  const list = (
    operation: Omit<Operation, 'does' | 'errors' | 'recycle'>,
    place: Place,
    recycle: Recycle,
  ): void => {
    listOperation(context, { ...operation, does: 'recycle', errors: [], recycle });
    run(operation.id, operation.name, place);
  };

  return {
    begin: ({ id: computeId, name, detail }) => {
      const place = placeOf(computeId);
      if (place === undefined || detail.is !== 'cluster') return undefined;
      if (writeUnderWay(store.getState(), computeId) !== undefined) return undefined;
      const [id, startedAt, original] = [newEntryId(), clock.now(), scaleOf(detail)];
      keeper.noteBegun({ id, does: 'recycle', computeId, name, startedAt, restore: original });
      list({ id, computeId, name, startedAt, state: 'sending', word: '' }, place, {
        original,
        step: 'emptying',
        nodes: detail.currentNodes,
      });
      return id;
    },
    resume: ({ id, computeId, name, startedAt, elsewhere }, restore) => {
      const place = placeOf(computeId);
      if (place === undefined) return;
      list({ id, computeId, name, startedAt, state: 'running', word: 'picked up again' }, place, {
        original: restore,
        step: elsewhere === true ? 'elsewhere' : 'resumed',
      });
    },
    restoreNow: (operation) => {
      engines.get(operation)?.restore();
    },
  };
};
