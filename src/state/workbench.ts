import type { Call, Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import type { SignIn, SignInWay } from '#azure/sign-in.ts';
import type { AppState } from './app-state.ts';
import { withCall } from './calls.ts';
import { calmSeconds, createCalm } from './calm.ts';
import { systemClock, type Clock } from './clock.ts';
import { createChecker } from './commands/check-form.ts';
import { createConnecting } from './commands/connect.ts';
import { update, type Context } from './commands/context.ts';
import type { createFinding } from './commands/find.ts';
import { createEventCommands } from './commands/follow-events.ts';
import { createForms } from './commands/fill-form.ts';
import { createGuides } from './commands/read-guide.ts';
import { createNavigation } from './commands/navigate.ts';
import { openWanted } from './commands/open-wanted.ts';
import { createOperations } from './commands/operate.ts';
import { createMoney } from './commands/show-money.ts';
import { createEvents } from './events/follow.ts';
import { createFocus } from './focus.ts';
import { followSubjects, pinCursors } from './follow.ts';
import { finder, loadFinder } from './finder.ts';
import { gatedGateway } from './gated-gateway.ts';
import { actingModule, loadActing } from './late-acts.ts';
import { budgetAfter } from './holds.ts';
import { JobIndex } from './job-index.ts';
import { createForgetful, type Keeper } from './keeper.ts';
import { codingModule, lateCommands, tellingModule } from './late-commands.ts';
import type { Histories } from './histories.ts';
import { crossing, loadCrossing } from './crossing.ts';
import { loadLateParts } from './late-parts.ts';
import { createMeasuring } from './measuring.ts';
import type { News, NotifyWay } from './notify.ts';
import { createPollers } from './pollers.ts';
import { loadQueueDoing, queueDoing, type QueueDoing } from './queue-doing.ts';
import type { Recents } from './recents.ts';
import type { PolledSource } from './rhythm.ts';
import { signedInAgain } from './signed-in-again.ts';
import { createAppStore, initialState, type Store } from './store.ts';
import type { ThisComputer } from './this-computer.ts';
import { createWatch } from './watch.ts';

export type { PolledSource } from './rhythm.ts';

/** Why nothing is asked while nobody is signed in. */
const signedOut = 'signed out';

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
  /** How the user is told that something of theirs has ended; switched by a key. */
  readonly notify?: NotifyWay;
  /** Tells the terminal. */
  readonly tell?: (news: News) => void;
  /** How to sign in; absent where nobody has to. */
  readonly signIn?: SignIn;
  /** The way to sign in that the program was started with. */
  readonly way?: SignInWay;
  /** Workspaces opened lately; none are remembered without it. */
  readonly recents?: Recents;
  /** Fetches what keeps measured histories; without it they are kept until the program ends. */
  readonly histories?: () => Promise<Histories>;
  /** The workspace that the folder's own `config.json` names. */
  readonly folderPlace?: AppState['folderPlace'];
  /** Looks at the computer that the program runs on; without it nothing is said of it. */
  readonly computer?: ThisComputer;
}) => {
  const {
    wanted,
    suggested,
    way,
    folderPlace,
    recents,
    refreshSeconds,
    keeper = createForgetful(),
  } = options;
  const about = { ...options.about, ...(refreshSeconds === undefined ? {} : { refreshSeconds }) };
  const { clock = systemClock, random = Math.random, restless = false } = options;
  const store: Store = createAppStore(
    initialState({
      about,
      ...(wanted === undefined ? {} : { wanted }),
      ...(suggested === undefined ? {} : { suggested }),
      ...(way === undefined ? {} : { way }),
      ...(options.notify === undefined ? {} : { notify: options.notify }),
      ...(folderPlace === undefined ? {} : { folderPlace }),
    }),
  );
  const gateway = gatedGateway(options.gateway, () => store.getState().session.signedOut?.problem);
  const jobs = new JobIndex();
  const calm = createCalm(clock);
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
    // Whoever has chosen a pace keeps it.
    get refreshSeconds() {
      return refreshSeconds ?? (calm.isCalm() ? calmSeconds : undefined);
    },
  };
  const pollers = createPollers(context);
  const watch = createWatch(pollers);

  const refreshSources = (): void => {
    for (const poller of Object.values(pollers)) void poller.refresh();
  };
  const operations = createOperations(context, keeper, refreshSources);
  const checker = createChecker(context);
  const navigation = createNavigation(context);
  let finding: ReturnType<typeof createFinding> | undefined;
  const startFinding = (): void => {
    finding ??= finder()?.createFinding(context, navigation);
  };
  startFinding();
  const forms = createForms(context, operations, keeper);
  const telling = lateCommands(tellingModule, ({ createTelling }) => createTelling(context, operations), [
    'openRemove',
    'confirmRemove',
    'openInstance',
    'act',
    'leaveProgress',
    'openOperation',
  ]);
  let madeActs: ReturnType<typeof createActs> | undefined;
  const createActs = (module: NonNullable<ReturnType<typeof actingModule>>) =>
    module.createActs(context, operations, keeper, forms);
  const acts = (): typeof madeActs => {
    const module = actingModule();
    return module === undefined ? undefined : (madeActs ??= createActs(module));
  };
  const reading = createGuides(context, options.computer);
  const coding = lateCommands(codingModule, ({ createCoding }) => createCoding(context), [
    'openCode',
    'turnLanguage',
    'turnAction',
    'openSave',
    'noteSaved',
  ]);
  const money = createMoney(context, { forms, telling });
  const cross = (): void => {
    const known = crossing();
    if (known === undefined) void loadCrossing().then(cross);
    else
      known.cross(context, (name) => {
        navigation.openJob(name);
      });
  };
  const measuring = createMeasuring(context, options.histories);

  const loadRecents = (): void => {
    if (recents !== undefined) update(context, (state) => ({ ...state, recents: recents.load() }));
  };
  const noteRecent = (): void => {
    const workspace = store.getState().board?.workspace;
    if (recents === undefined || workspace === undefined) return;
    const { place, location } = workspace;
    recents.note({ place, location, openedAt: clock.now() });
    loadRecents();
  };

  const restart = (...sources: readonly PolledSource[]): void => {
    for (const source of sources) void pollers[source].restart();
  };
  const ends = [
    followSubjects(store, clock, {
      rested: () => {
        restart('nodes');
      },
      opened: () => {
        restart('computes', 'nodes', 'jobs', 'index', 'job', 'run', 'sizes', 'usages', 'regions');
        noteRecent();
        measuring.opened();
        calm.stir();
      },
      otherJob: () => {
        restart('job', 'run');
      },
      otherLog: () => {
        restart('log');
      },
    }),
    pinCursors(store, jobs),
    createEvents(context, options.tell ?? (() => undefined), calm.stir),
  ];

  const setPaused = (reason: string, paused: boolean): void => {
    if (paused) watch.pause(reason);
    else watch.resume(reason);
    operations.setPaused(reason, paused);
  };

  const focus = createFocus(context, {
    rest: () => {
      setPaused('unfocused', true);
    },
    goOn: () => {
      setPaused('unfocused', false);
      refreshSources();
      operations.refresh();
    },
  });

  const connecting = createConnecting(context, options.signIn, {
    stop: () => {
      setPaused(signedOut, true);
      checker.stop();
    },
    again: () => {
      update(context, signedInAgain);
      // While still stopped: whoever begins asking now asks at once, whatever the last answer said.
      for (const poller of Object.values(pollers)) void poller.restart();
      operations.refresh();
      setPaused(signedOut, false);
      checker.again();
      void openWanted(context, navigation);
    },
  });

  return {
    store,
    jobs,
    now: clock.now,
    /** Marks, recycling, undo, SSH; undefined until that is loaded, right after the first frame. */
    acts,
    /** One wait of the same clock, for what moves on the screen by itself. */
    after: clock.after,
    commands: {
      ...navigation,
      /** What finds things, once it is there. */
      find: () => finding?.commands,
      ...connecting.commands,
      ...forms,
      ...telling,
      ...reading.commands,
      ...coding,
      ...money,
      /** From a node to its job, from a job to its nodes. */
      cross,
      /** Has something done by what acts on the queue: at once when that is there already. */
      withQueue: (run: (queue: QueueDoing, context: Context) => void): void => {
        const there = queueDoing();
        if (there === undefined) void loadQueueDoing().then((doing) => run(doing, context));
        else run(there, context);
      },
      ...createEventCommands(context),
      /** Replaces the state by a step of it whose code came later than the first frame. */
      step: (to: (state: AppState) => AppState): void => {
        update(context, to);
      },
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
        void loadActing().then(() => acts()?.resume());
        void loadLateParts();
        void loadFinder().then(startFinding);
        loadRecents();
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
      const at = clock.now();
      update(context, (state) => ({
        ...budgetAfter(state, call, at),
        calls: withCall(state.calls, call, at),
      }));
    },
    /** What cannot be kept for good, in words; undefined while everything is. */
    trouble: keeper.trouble,
    /** Interest in a source: it is polled until the returned function is called. */
    acquire: watch.acquire,
    /** A key was pressed: after a calm time everything on the screen is asked at once. */
    noteKey: (): void => {
      const wasCalm = calm.stir();
      if (store.getState().unfocused) focus.note(true);
      else if (wasCalm) refreshSources();
    },
    /** The terminal's window has got the focus, or has lost it. */
    noteFocus: focus.note,
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
      madeActs?.close();
      measuring.close();
      for (const end of ends) end();
      finding?.close();
      focus.close();
      connecting.close();
      watch.close();
      checker.close();
      reading.close();
      operations.close();
    },
  };
};
