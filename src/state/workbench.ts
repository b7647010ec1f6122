import type { Gateway } from '#azure/gateway.ts';
import type { AppState } from './app-state.ts';
import { systemClock, type Clock } from './clock.ts';
import { askComputes, askNodes, askSizes, askWorkspaces } from './commands/attempts.ts';
import { askJob, askJobs, fillIndex } from './commands/ask-jobs.ts';
import { update, type Context } from './commands/context.ts';
import { createForms } from './commands/fill-form.ts';
import { createNavigation } from './commands/navigate.ts';
import { openWanted } from './commands/open-wanted.ts';
import { createOperations } from './commands/operate.ts';
import { JobIndex } from './job-index.ts';
import { Poller } from './poller.ts';
import { selectedCompute } from './selectors.ts';
import { createAppStore, initialState, type Store } from './store.ts';
import { createWatch } from './watch.ts';

/** What can be polled. */
export type PolledSource = 'workspaces' | 'computes' | 'nodes' | 'jobs' | 'index' | 'job' | 'sizes';

/** The cursor may run through many clusters; only where it rests for this long are nodes asked for. */
const restMs = 150;

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
}) => {
  const {
    gateway,
    about,
    wanted,
    suggested,
    clock = systemClock,
    random = Math.random,
    restless = false,
  } = options;
  const store: Store = createAppStore(
    initialState({
      about,
      ...(wanted === undefined ? {} : { wanted }),
      ...(suggested === undefined ? {} : { suggested }),
    }),
  );
  const jobs = new JobIndex();
  const context: Context = { store, gateway, clock, jobs, random, restless, indexCursor: {} };
  const pollers: Record<PolledSource, Poller> = {
    workspaces: new Poller(askWorkspaces(context), clock),
    computes: new Poller(askComputes(context), clock),
    nodes: new Poller(askNodes(context), clock),
    jobs: new Poller(askJobs(context), clock),
    index: new Poller(fillIndex(context), clock),
    job: new Poller(askJob(context), clock),
    sizes: new Poller(askSizes(context), clock),
  };
  const watch = createWatch(pollers);

  /** Asks everything that is watched again, now. */
  const refresh = (): void => {
    for (const source of refreshed) void pollers[source].refresh();
  };
  const operations = createOperations(context, refresh);

  const navigation = createNavigation(context);
  const forms = createForms(context, operations);
  const stopFollowing = followCursor(context, () => void pollers.nodes.restart());

  return {
    store,
    jobs,
    commands: {
      ...navigation,
      ...forms,
      refresh,
      start: (): Promise<void> => openWanted(context, navigation),
      /** Stops and resumes all asking. */
      togglePause: (): void => {
        const paused = !store.getState().paused;
        update(context, (state) => ({ ...state, paused }));
        if (paused) watch.pause('user');
        else watch.resume('user');
      },
    },
    /** Interest in a source: it is polled until the returned function is called. */
    acquire: watch.acquire,
    /** Nobody can see the screen (suspended): nothing is asked until it can be seen again. */
    hide: (): void => {
      watch.pause('hidden');
    },
    show: (): void => {
      watch.resume('hidden');
    },
    /** Stops all asking for good. */
    close: (): void => {
      stopFollowing();
      watch.close();
      operations.close();
    },
  };
};

const refreshed: readonly PolledSource[] = ['workspaces', 'computes', 'nodes', 'jobs', 'job', 'sizes'];

/** Tells when the cursor has come to rest on another compute. @returns ends it */
const followCursor = ({ store, clock }: Context, rested: () => void): (() => void) => {
  let at: string | undefined;
  let forget = (): void => undefined;
  const unsubscribe = store.subscribe((state) => {
    const id = selectedCompute(state)?.id;
    if (id === at) return;
    at = id;
    forget();
    forget = clock.after(restMs, rested);
  });
  return () => {
    unsubscribe();
    forget();
  };
};
