import type { Gateway } from '#azure/gateway.ts';
import type { AppState } from './app-state.ts';
import { systemClock, type Clock } from './clock.ts';
import {
  askComputes,
  askNodes,
  askResources,
  askSizes,
  askUsages,
  askWorkspaces,
} from './commands/attempts.ts';
import { askJob } from './commands/ask-job.ts';
import { askJobs } from './commands/ask-jobs.ts';
import { createChecker } from './commands/check-form.ts';
import { update, type Context } from './commands/context.ts';
import { createForms } from './commands/fill-form.ts';
import { fillIndex } from './commands/fill-index.ts';
import { createNavigation } from './commands/navigate.ts';
import { openWanted } from './commands/open-wanted.ts';
import { createOperations } from './commands/operate.ts';
import { createTelling } from './commands/tell-computes.ts';
import { followSubjects, pinCursors } from './follow.ts';
import { loadFuzzySearch } from './fuzzy.ts';
import { JobIndex } from './job-index.ts';
import { createForgetful, type Keeper } from './keeper.ts';
import { Poller } from './poller.ts';
import { loadTargetForms } from './target-forms.ts';
import { createAppStore, initialState, type Store } from './store.ts';
import { createWatch } from './watch.ts';

/** What can be polled. */
export type PolledSource =
  | 'workspaces'
  | 'computes'
  | 'nodes'
  | 'jobs'
  | 'index'
  | 'job'
  | 'sizes'
  | 'usages'
  | 'resources';

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
}) => {
  const { gateway, about, wanted, suggested, keeper = createForgetful() } = options;
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
  const context: Context = { store, gateway, clock, jobs, random, restless, wake };
  const pollers: Readonly<Record<PolledSource, Poller>> = {
    workspaces: new Poller(askWorkspaces(context), clock),
    computes: new Poller(askComputes(context), clock),
    nodes: new Poller(askNodes(context), clock),
    jobs: new Poller(askJobs(context), clock),
    index: new Poller(fillIndex(context), clock),
    job: new Poller(askJob(context), clock),
    sizes: new Poller(askSizes(context), clock),
    usages: new Poller(askUsages(context), clock),
    resources: new Poller(askResources(context), clock),
  };
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
        void loadTargetForms();
        return openWanted(context, navigation);
      },
      /** Stops and resumes all asking. */
      togglePause: (): void => {
        const paused = !store.getState().paused;
        update(context, (state) => ({ ...state, paused }));
        setPaused('user', paused);
      },
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
