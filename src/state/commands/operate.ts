import type { Accepted, Json } from '#azure/gateway.ts';
import type { Compute } from '#azure/model.ts';
import { computeId, placeOf, sameId, type Place } from '#azure/place.ts';
import type { Answer } from '#azure/problem.ts';
import type { TargetId } from '#azure/targets/target.ts';
import type { Operation } from '../app-state.ts';
import { Poller } from '../poller.ts';
import { update, type Context } from './context.ts';
import { watchOperation, type Learned } from './watch-operation.ts';

/** Operations beyond this many, the oldest, are forgotten. */
const keptOperations = 20;

export type Operations = {
  /** Sends the PUT of a plan. @returns the operation's id; undefined while another write to that resource runs. */
  readonly create: (place: Place, target: TargetId, name: string, body: Json) => string | undefined;
  /** Deletes or detaches a compute. @returns as `create` */
  readonly remove: (compute: Compute, action: 'Delete' | 'Detach') => string | undefined;
  /** Stops watching; what has been sent goes on at the service. */
  readonly close: () => void;
};

/**
 * The writes. Each is sent once, is never aborted (whether it had arrived could not be told any more) and is watched to its end,
 * whatever screen is open.
 * @param refresh asks the board's sources again, after something of them has changed
 */
export const createOperations = (context: Context, refresh: () => void): Operations => {
  const { store, gateway, clock } = context;
  const watchers = new Map<string, Poller>();
  const never = new AbortController().signal;
  let made = 0;

  const learn = (id: string, { state, ...news }: Learned): void => {
    const ended = state === undefined ? {} : { state, endedAt: clock.now() };
    update(context, (now) => ({
      ...now,
      // A problem is what the last look met, so it is gone with the next good one.
      operations: now.operations.map(({ problem: _, ...each }) =>
        each.id === id
          ? { ...each, ...news, ...ended }
          : { ...each, ...(_ === undefined ? {} : { problem: _ }) },
      ),
    }));
    if (state === undefined) return;
    watchers.get(id)?.stop();
    watchers.delete(id);
    refresh();
  };

  const send = async (
    operation: Operation,
    place: Place,
    sending: Promise<Answer<Accepted>>,
  ): Promise<void> => {
    const answer = await sending;
    if (!answer.ok) {
      learn(operation.id, { state: 'failed', problem: answer.problem });
      return;
    }
    const { statusUrl, finished } = answer.value;
    update(context, (now) => ({
      ...now,
      operations: now.operations.map((each) =>
        each.id === operation.id ? { ...each, state: 'running', word: 'accepted' } : each,
      ),
    }));
    refresh();
    const attempt = watchOperation(
      context,
      { ...operation, place },
      finished ? undefined : statusUrl,
      (news) => {
        learn(operation.id, news);
      },
    );
    const poller = new Poller(attempt, clock);
    watchers.set(operation.id, poller);
    poller.start();
  };

  const begin = (
    what: Pick<Operation, 'does' | 'computeId' | 'name' | 'target'>,
    request: (place: Place) => Promise<Answer<Accepted>>,
  ): string | undefined => {
    const place = placeOf(what.computeId);
    const busy = store
      .getState()
      .operations.some((each) => each.endedAt === undefined && sameId(each.computeId, what.computeId));
    if (busy || place === undefined) return undefined;
    made += 1;
    const operation: Operation = {
      ...what,
      id: `operation-${made}`,
      startedAt: clock.now(),
      state: 'sending',
      word: '',
      errors: [],
    };
    update(context, (now) => ({
      ...now,
      operations: [operation, ...now.operations].slice(0, keptOperations),
    }));
    void send(operation, place, request(place));
    return operation.id;
  };

  return {
    create: (place, target, name, body) =>
      begin({ does: 'create', computeId: computeId(place, name), name, target }, (where) =>
        gateway.putCompute(where, name, body, never),
      ),
    remove: (compute, action) =>
      begin(
        { does: action === 'Delete' ? 'delete' : 'detach', computeId: compute.id, name: compute.name },
        (where) => gateway.deleteCompute(where, compute.name, action, never),
      ),
    close: () => {
      for (const poller of watchers.values()) poller.stop();
      watchers.clear();
    },
  };
};
