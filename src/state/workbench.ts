import type { Call, Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import type { AppState } from './app-state.ts';
import { systemClock, type Clock } from './clock.ts';
import { createChecker } from './commands/check-form.ts';
import { update, type Context } from './commands/context.ts';
import { createForms } from './commands/fill-form.ts';
import { createNavigation } from './commands/navigate.ts';
import { openWanted } from './commands/open-wanted.ts';
import { createOperations } from './commands/operate.ts';
import { createTelling } from './commands/tell-computes.ts';
import { followSubjects, pinCursors } from './follow.ts';
import { loadFuzzySearch } from './fuzzy.ts';
import { budgetAfter } from './holds.ts';
import { JobIndex } from './job-index.ts';
import { createForgetful, type Keeper } from './keeper.ts';
import { createPollers } from './pollers.ts';
import type { PolledSource } from './rhythm.ts';
import { createAppStore, initialState, type Store } from './store.ts';
import { createWatch } from './watch.ts';

export type { PolledSource } from './rhythm.ts';

/** Everything that the screens talk to: the store to read, commands to call, sources to be interested in. */
export type Workbench = ReturnType<typeof createWorkbench>;

export const createWorkbench = (options: {
  readonly gateway: Gateway;
  readonly about: AppState['about'];
  readonly wanted?: AppState['wanted'];
  readonly clock?: Clock;
  readonly random?: () => number;
  /** See `Context.restless`. */
  readonly restless?: boolean;
  /** The ARM id of the workspace that the cursor stands on first. */
  readonly suggested?: string;
  /** What outlives the program; in memory only without one. */
  readonly keeper?: Keeper;
  /** Whether what destroys or overwrites something in a workspace is confirmed by the workspace's name too. */
  readonly protectedWorkspace?: (place: Place) => boolean;
  /** Whether nothing may be changed in a workspace. */
  readonly readOnlyWorkspace?: (place: Place) => boolean;
  /** The steady pace of what a board polls, 5 to 300 s; 15 s without. */
  readonly refreshSeconds?: number;
}) => {
  const { gateway, wanted, suggested, keeper = createForgetful(), refreshSeconds } = options;
  const about = { ...options.about, ...(refreshSeconds === undefined ? {} : { refreshSeconds }) };
  const { clock = systemClock, random = Math.random, restless = false } = options;
  const store: Store = createAppStore(
    initialState({
      about,
      ...(wanted === undefined ? {} : { wanted }),
      ...(suggested === undefined ? {} : { suggested }),
    }),
  );
  const jobs = new JobIndex();
  const wake = (source: PolledSource): void => void pollers[source].refresh();
  const careOf: Context['careOf'] = (place) => ({
    protected: options.protectedWorkspace?.(place) ?? false,
    readOnly: options.readOnlyWorkspace?.(place) ?? false,
  });
  const context: Context = {
    store,
    gateway,
    clock,
    jobs,
    random,
    restless,
    wake,
    careOf,
    refreshSeconds,
  };
  const pollers = createPollers(context);
  const watch = createWatch(pollers);

  const refreshSources = (): void => {
    for (const poller of Object.values(pollers)) void poller.refresh();
  };
  const operations = createOperations(context, keeper, refreshSources);
  const checker = createChecker(context);
  const navigation = createNavigation(context);
  const forms = createForms(context, operations, keeper);
  const telling = createTelling(context, operations);

  const restart = (...sources: readonly PolledSource[]): void => {
    for (const source of sources) void pollers[source].restart();
  };
  const ends = [
    followSubjects(store, clock, {
      rested: () => {
        restart('nodes');
      },
      opened: () => {
        restart('computes', 'nodes', 'jobs', 'index', 'job', 'sizes', 'usages');
      },
      otherJob: () => {
        restart('job');
      },
    }),
    pinCursors(store, jobs),
  ];

  const setPaused = (reason: string, paused: boolean): void => {
    if (paused) watch.pause(reason);
    else watch.resume(reason);
    operations.setPaused(reason, paused);
  };

  return {
    store,
    jobs,
    now: clock.now,
    commands: {
      ...navigation,
      ...forms,
      ...telling,
      /** Asks everything that is watched again, now, and looks at what is under way. */
      refresh: (): void => {
        refreshSources();
        operations.refresh();
        // The workspace named at the start may be there to be opened now.
        if (store.getState().workspaceProblem !== undefined) void openWanted(context, navigation);
      },
      checkAgain: checker.again,
      start: (): Promise<void> => {
        operations.resume();
        void loadFuzzySearch();
        return openWanted(context, navigation);
      },
      /** Stops and resumes all asking. */
      togglePause: (): void => {
        const paused = !store.getState().paused;
        update(context, (state) => ({ ...state, paused }));
        setPaused('user', paused);
      },
    },
    /** Tells of a request that was sent, for what is left of the service's limits. */
    noteCall: (call: Call): void => {
      update(context, (state) => budgetAfter(state, call, clock.now()));
    },
    /** What cannot be kept for good, in words; undefined while everything is. */
    trouble: keeper.trouble,
    /** Interest in a source: it is polled until the returned function is called. */
    acquire: watch.acquire,
    /** Nobody can see the screen (suspended): nothing is asked until it can be seen again. */
    hide: (): void => {
      setPaused('hidden', true);
    },
    show: (): void => {
      setPaused('hidden', false);
    },
    /** Keeps what has been typed and stops all asking for good. */
    close: (): void => {
      forms.keepForm();
      for (const end of ends) end();
      watch.close();
      checker.close();
      operations.close();
    },
  };
};
