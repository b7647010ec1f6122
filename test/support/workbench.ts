import type { Cloud } from '#azure/clouds.ts';
import type { Gateway } from '#azure/gateway.ts';
import { loadCrossing } from '#state/crossing.ts';
import { loadEvents } from '#state/events/follow.ts';
import { loadFinder } from '#state/finder.ts';
import { loadGuides } from '#state/guides.ts';
import { loadActing } from '#state/late-acts.ts';
import { loadLateCommands } from '#state/late-commands.ts';
import { loadMeasuring } from '#state/measuring.ts';
import { loadMoney } from '#state/money/late-money.ts';
import { loadQueueDoing } from '#state/queue-doing.ts';
import { loadTargetForms } from '#state/target-forms.ts';
import { createWorkbench, type Workbench } from '#state/workbench.ts';
import { simulatedGateway, type Simulated, type SimulatedOptions } from './gateway.ts';
import { handTimers, turn } from './hand-timers.ts';

// What is tested is the program after its first moments, in which forms and pages open at once.
const loads = [
  loadTargetForms,
  loadGuides,
  loadMoney,
  loadFinder,
  loadMeasuring,
  loadCrossing,
  loadQueueDoing,
  loadEvents,
  loadActing,
  () => import('#state/commands/ask-log.ts'),
  () => import('#state/commands/ask-run.ts'),
  loadLateCommands,
];
await Promise.all(loads.map((load) => load()));

/** Counts the questions that are out, so that a test can wait for the last answer instead of sleeping. */
const counted = (gateway: Gateway, unwaited: (method: string) => boolean) => {
  let out = 0;
  const proxy = new Proxy(gateway, {
    get: (target, name: keyof Gateway) => {
      const method = target[name] as (...args: readonly unknown[]) => Promise<unknown>;
      return async (...args: readonly unknown[]) => {
        if (unwaited(name)) return method(...args);
        out += 1;
        try {
          return await method(...args);
        } finally {
          out -= 1;
        }
      };
    },
  });
  return { gateway: proxy, outstanding: () => out };
};

export type OpenWorkbench = Simulated & {
  readonly workbench: Workbench;
  /** Waits until every question is answered and nothing follows from the answers. */
  readonly settle: () => Promise<void>;
  /** Moves wall time; the world moves along at its speed. */
  readonly run: (ms: number) => Promise<void>;
  readonly timersWaiting: () => number;
};

/** The whole of state over the real client and the simulator, on a clock moved by hand. */
export const openWorkbench = (
  options: SimulatedOptions & {
    readonly readOnly?: boolean;
    readonly wrap?: (gateway: Gateway) => Gateway;
    /** What is asked of the gateway now and hangs, so that nobody waits for it to settle. */
    readonly unwaited?: (method: string) => boolean;
    /** What a configuration file may say. */
    readonly configured?: Pick<
      Parameters<typeof createWorkbench>[0],
      'protectedWorkspace' | 'readOnlyWorkspace' | 'refreshSeconds' | 'notify' | 'tell'
    >;
    /** What the workbench is made with besides; with a way to sign in it is one of Azure, not of the demo. */
    readonly besides?: Pick<
      Parameters<typeof createWorkbench>[0],
      'keeper' | 'signIn' | 'way' | 'recents' | 'folderPlace' | 'wanted' | 'computer' | 'histories'
    > & { readonly cloud?: Cloud['id'] };
  } = {},
): OpenWorkbench => {
  const { cloud, ...besides } = options.besides ?? {};
  const timers = handTimers();
  const simulated = simulatedGateway({ ...options, now: timers.clock.now });
  const { gateway, outstanding } = counted(
    (options.wrap ?? ((each) => each))(simulated.gateway),
    options.unwaited ?? (() => false),
  );
  const workbench = createWorkbench({
    gateway,
    about: {
      mode: besides.signIn === undefined ? 'demo' : 'azure',
      readOnly: options.readOnly ?? false,
      ...(cloud === undefined ? {} : { cloud }),
    },
    ...besides,
    clock: timers.clock,
    random: () => 0.5,
    ...options.configured,
  });
  const settle = async (): Promise<void> => {
    // Answers lead to new questions within a few turns of the loop, or not at all.
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await turn();
      if (outstanding() > 0) quiet = -1;
    }
  };
  return {
    ...simulated,
    workbench,
    settle,
    run: (ms) => timers.run(ms, settle),
    timersWaiting: timers.waiting,
  };
};

/** Opens the simulator's main workspace and looks at its board. @returns ends the look */
export const openBoard = async (open: OpenWorkbench): Promise<() => void> => {
  const answer = await open.gateway.getWorkspace(open.place, new AbortController().signal);
  if (!answer.ok) throw new Error(`the simulator has no main workspace: ${answer.problem.kind}`);
  open.workbench.commands.openWorkspace(answer.value);
  const releases = (['computes', 'nodes', 'jobs', 'index', 'sizes'] as const).map((source) =>
    open.workbench.acquire(source),
  );
  await open.settle();
  return () => {
    for (const release of releases) release();
  };
};
