import type { Accepted, Json } from '#azure/gateway.ts';
import type { ClusterDetail, Compute } from '#azure/model.ts';
import { computeId, jobId, placeOf, type Place } from '#azure/place.ts';
import type { Answer, Problem } from '#azure/problem.ts';
import type { Scale } from '#azure/targets/scale-body.ts';
import type { TargetId } from '#azure/targets/target.ts';
import type { Operation } from '../app-state.ts';
import { holdOf } from '../holds.ts';
import type { InstanceAction } from '../instance-actions.ts';
import { newEntryId, type JournalEntry, type Keeper } from '../keeper.ts';
import { endingModule } from '../late-commands.ts';
import { markBefore } from '../mark-before.ts';
import { isUnanswered } from '../outcome.ts';
import { Poller, type Attempt } from '../poller.ts';
import { rhythms } from '../rhythm.ts';
import { findCompute, writeUnderWay } from '../selectors.ts';
import type { Context } from './context.ts';
import { changeOperation, listOperation } from './list-operations.ts';
import type { Submission } from './submit-job.ts';
import type { Learned, Watched } from './watch-operation.ts';

/** So many operations are looked at every 3 s: 80 requests a minute. */
const closelyWatched = 4;

type Begun = Pick<Operation, 'computeId' | 'name' | 'attaching'> &
  Pick<JournalEntry, 'does' | 'target'> & {
    readonly asked?: Scale | undefined;
    readonly before?: string | undefined;
  };
type Watching = Begun & Pick<Operation, 'id'>;

/** What is asked for the sake of an operation: can be asked at once, and not any more. */
export type Driven = { readonly again: () => void; readonly end: () => void };

/** Every write. Each returns the operation's id; undefined while another write to that resource runs. */
export type Operations = {
  /**
   * Sends the PUT of a plan. Unless the user has agreed to overwrite what has that name, it looks once more whether the name is
   * still free: somebody else may have taken it while the form was filled.
   */
  readonly create: (plan: {
    readonly place: Place;
    readonly target: TargetId;
    readonly name: string;
    readonly body: Json;
    readonly overwrite: boolean;
    /** An entry for a resource that exists. */
    readonly attaching: boolean;
    /** Asked once more before it is sent: why it must not be, in words. */
    readonly whyNot?: () => Promise<string | undefined>;
  }) => string | undefined;
  /** Sends a PATCH of the scale, or a PUT or PATCH of the identity. @param asked the scale that the body asks for */
  readonly change: (
    compute: Compute,
    does: 'scale' | 'identity',
    body: Json,
    asked?: Scale,
  ) => string | undefined;
  /** @param afterwards called once it is gone; not when it fails, nor in a later run of the program */
  readonly remove: (
    compute: Compute,
    action: 'Delete' | 'Detach',
    afterwards?: () => void,
  ) => string | undefined;
  /** Submits a job, unless there is one of that name, and shows it. */
  readonly submit: (job: Submission) => string | undefined;
  readonly act: (compute: Compute, action: InstanceAction) => string | undefined;
  /**
   * Asks an attempt again and again for the sake of an operation that takes several requests, until it waits to be told; with the pauses of
   * all others.
   */
  readonly drive: (id: string, place: Place, attempt: Attempt) => Driven;
  /** Looks at everything under way again, now: after a new sign-in, or because the user asked. */
  readonly refresh: () => void;
  /** Nothing is looked at while there is a reason to pause; what has been sent goes on at the service. */
  readonly setPaused: (reason: string, paused: boolean) => void;
  /** Takes up what an earlier run of the program has begun and not seen the end of. */
  readonly resume: () => void;
  /** Stops watching; what has been sent goes on at the service. */
  readonly close: () => void;
};

/**
 * The writes. Each is sent once, is never aborted (whether it had arrived could not be told any more), stands in the journal from before
 * it is sent until its end is known, and is watched to that end whatever screen is open.
 * @param refresh asks the board's sources again, after something of them has changed
 */
export const createOperations = (
  context: Pick<Context, 'store' | 'gateway' | 'clock' | 'random' | 'jobs'>,
  keeper: Keeper,
  refresh: () => void,
): Operations => {
  const { store, gateway, clock } = context;
  const watchers = new Map<string, Poller>();
  const never = new AbortController().signal;
  const next = new Map<string, () => void>();
  /** By operation: the cluster before its scale was changed. */
  const scaled = new Map<string, ClusterDetail>();
  const reasons = new Set<string>();
  let closed = false;
  /** A few are watched closely; of many each is looked at less often, so that all together ask no more. */
  const paced = {
    ...context,
    paceMs: (): number => rhythms.operation.steady * Math.max(1, Math.ceil(watchers.size / closelyWatched)),
  };

  const change = (id: string, to: (operation: Operation) => Operation): void => {
    changeOperation(context, id, to);
  };

  const learn = (id: string, { state, ...news }: Learned): void => {
    const ended = state === undefined ? {} : { state, endedAt: clock.now() };
    // A problem is what the last look met, so it is gone with the next good one.
    change(id, ({ problem: _, ...operation }) => ({ ...operation, ...news, ...ended }));
    if (state === undefined) return;
    keeper.noteEnded(id);
    const operation = store.getState().operations.find((each) => each.id === id);
    const before = scaled.get(id);
    const conclude = ({ afterEnd }: NonNullable<ReturnType<typeof endingModule.now>>): void => {
      if (operation !== undefined) afterEnd(context, keeper, operation, before);
    };
    const ending = endingModule.now();
    if (ending === undefined) void endingModule.load().then(conclude);
    else conclude(ending);
    watchers.get(id)?.stop();
    watchers.delete(id);
    refresh();
    const afterwards = next.get(id);
    next.delete(id);
    scaled.delete(id);
    if (state === 'succeeded') afterwards?.();
  };

  const watch = (
    operation: Pick<Operation, 'id' | 'does' | 'name'>,
    place: Place,
    statusUrl?: string,
    unanswered?: Watched['unanswered'],
  ): void => {
    const { id, does, name } = operation;
    const told = (news: Learned): void => {
      learn(id, news);
    };
    let attempt: Attempt | undefined;
    drive(id, place, async (signal) => {
      // Not needed for the first frame, so it is loaded after it.
      const { watchOperation } = await import('../all-late.ts').then((all) => all.watchOperation);
      attempt ??= watchOperation(paced, { does, name, place, unanswered }, statusUrl, told);
      return attempt(signal);
    });
  };

  const drive = (id: string, place: Place, attempt: Attempt): Driven => {
    watchers.get(id)?.stop();
    const poller = new Poller(attempt, clock, {
      heldUntil: () => holdOf(store.getState(), place.subscriptionId).until,
    });
    if (!closed) watchers.set(id, poller);
    if (!closed && reasons.size === 0) poller.start();
    return {
      again: () => void poller.restart(),
      end: () => {
        poller.stop();
        watchers.delete(id);
      },
    };
  };

  /** Without an answer of the service it may have arrived all the same: the resource is looked at. It is never sent again. */
  const refused = (operation: Watching, place: Place, problem: Problem): void => {
    if (!isUnanswered(problem)) {
      learn(operation.id, { state: 'failed', problem });
      return;
    }
    change(operation.id, (now) => ({ ...now, state: 'running', problem, unanswered: 'looking' }));
    const { asked, before } = operation;
    watch(operation, place, undefined, { asked, before, problem });
  };

  const send = async (
    operation: Watching,
    place: Place,
    sending: Promise<Answer<Accepted>>,
  ): Promise<void> => {
    const answer = await sending;
    if (!answer.ok) {
      refused(operation, place, answer.problem);
      return;
    }
    const { statusUrl, finished } = answer.value;
    change(operation.id, (now) => ({ ...now, state: 'running', word: 'accepted' }));
    keeper.noteAccepted(operation.id);
    refresh();
    watch(operation, place, finished ? undefined : statusUrl);
  };

  const open = (
    what: Begun,
    carryOut: (operation: Watching, place: Place) => Promise<void>,
  ): string | undefined => {
    const place = placeOf(what.computeId);
    if (place === undefined || writeUnderWay(store.getState(), what.computeId) !== undefined)
      return undefined;
    const id = newEntryId();
    const startedAt = clock.now();
    const { asked, before, ...shown } = what;
    keeper.noteBegun({
      ...shown,
      ...(asked === undefined ? {} : { asked }),
      ...(before === undefined ? {} : { before }),
      id,
      startedAt,
    });
    listOperation(context, { ...shown, id, startedAt, state: 'sending', word: '', errors: [] });
    void carryOut({ ...what, id }, place);
    return id;
  };

  const begin = (what: Begun, request: (place: Place) => Promise<Answer<Accepted>>): string | undefined =>
    open(what, (operation, place) => send(operation, place, request(place)));

  return {
    create: ({ place, target, name, body, overwrite, attaching, whyNot }) => {
      const id = computeId(place, name);
      const there = overwrite ? findCompute(store.getState(), id) : undefined;
      const before = there && markBefore('create', there);
      const what: Begun = { does: 'create', computeId: id, name, target, before };
      return begin(attaching ? { ...what, attaching } : what, async () => {
        const { createUnlessTaken } = await import('../all-late.ts').then((all) => all.lastLook);
        return createUnlessTaken({ gateway, place, name, body }, { overwrite, whyNot });
      });
    },
    change: (compute, does, body, asked) => {
      const { id, name, detail } = compute;
      const what = { does, computeId: id, name, asked, before: markBefore(does, compute) };
      const operation = begin(what, async (place) => {
        if (does === 'identity') return gateway.patchCompute(place, name, body, never);
        const { scaleUnlessScaled } = await import('../all-late.ts').then((all) => all.lastLook);
        return scaleUnlessScaled({ gateway, place, name, body }, detail);
      });
      if (operation !== undefined && does === 'scale' && detail.is === 'cluster')
        scaled.set(operation, detail);
      return operation;
    },
    remove: ({ id, name }, action, afterwards) => {
      const operation = begin(
        { does: action === 'Delete' ? 'delete' : 'detach', computeId: id, name },
        (place) => gateway.deleteCompute(place, name, action, never),
      );
      if (operation !== undefined && afterwards !== undefined) next.set(operation, afterwards);
      return operation;
    },
    submit: (job) =>
      open({ does: 'submit', computeId: jobId(job.place, job.name), name: job.name }, async (operation) => {
        const { id } = operation;
        // Not needed for the first frame, so it is loaded after it.
        const { submitJob } = await import('../all-late.ts').then((all) => all.submitJob);
        const learned = await submitJob(context, id, job);
        if (learned.problem === undefined) learn(id, learned);
        else refused(operation, job.place, learned.problem);
      }),
    act: (compute, action) => {
      const { id, name } = compute;
      return begin({ does: action, computeId: id, name, before: markBefore(action, compute) }, (place) =>
        gateway.actOnInstance(place, name, action, never),
      );
    },
    drive,
    resume: () => {
      for (const {
        restore,
        session: _,
        elsewhere: __,
        accepted,
        asked,
        before,
        ...entry
      } of keeper.loadJournal()) {
        const place = placeOf(entry.computeId);
        // What has a scale to restore is carried on with elsewhere: it takes more than watching.
        if (place === undefined || restore !== undefined) continue;
        const unanswered = accepted === true ? undefined : { asked, before };
        listOperation(context, {
          ...entry,
          state: 'running',
          word: 'picked up again',
          errors: [],
          ...(unanswered && { unanswered: 'looking' }),
        });
        watch(entry, place, undefined, unanswered);
      }
    },
    refresh: () => {
      for (const poller of watchers.values()) void poller.restart();
    },
    setPaused: (reason, paused) => {
      if (paused) reasons.add(reason);
      else reasons.delete(reason);
      for (const poller of watchers.values()) {
        if (reasons.size > 0) poller.stop();
        else poller.start();
      }
    },
    close: () => {
      closed = true;
      for (const poller of watchers.values()) poller.stop();
      watchers.clear();
    },
  };
};
