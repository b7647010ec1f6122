import type { Gateway } from '#azure/gateway.ts';
import { createForgetful, type JournalEntry, type Keeper, type KeptForm } from '#state/keeper.ts';
import { loadActing } from '#state/late-acts.ts';
import { loadLateCommands } from '#state/late-commands.ts';
import { loadTargetForms } from '#state/target-forms.ts';
import { createWorkbench, type Workbench } from '#state/workbench.ts';
import { simulatedGateway, type Simulated, type SimulatedOptions } from '#test/support/gateway.ts';
import { handTimers, turn } from '#test/support/hand-timers.ts';

// Forms open at once.
await Promise.all([loadTargetForms(), loadActing(), loadLateCommands()]);

/** A keeper that also tells, in order, what it was told. */
export type WatchedKeeper = Keeper & {
  readonly begun: readonly JournalEntry[];
  readonly ended: readonly string[];
  readonly saved: readonly KeptForm[];
};

export const watchedKeeper = (now: () => number): WatchedKeeper => {
  const keeper = createForgetful(now);
  const [begun, ended, saved] = [new Array<JournalEntry>(), new Array<string>(), new Array<KeptForm>()];
  return {
    ...keeper,
    begun,
    ended,
    saved,
    noteBegun: (entry) => {
      begun.push(entry);
      keeper.noteBegun(entry);
    },
    noteEnded: (id) => {
      ended.push(id);
      keeper.noteEnded(id);
    },
    saveForm: (form) => {
      saved.push(form);
      keeper.saveForm(form);
    },
  };
};

export type Sessions = Simulated & {
  readonly keeper: WatchedKeeper;
  /** Begins a run of the program: each has a state of its own, all of them the same service and the same keeper. */
  readonly begin: (wanted?: Parameters<typeof createWorkbench>[0]['wanted']) => Workbench;
  readonly settle: () => Promise<void>;
  readonly run: (ms: number) => Promise<void>;
  readonly timersWaiting: () => number;
};

/** Several runs of the program, one after the other, over the real client and one simulator. */
export const openSessions = (options: SimulatedOptions = {}): Sessions => {
  const timers = handTimers();
  const simulated = simulatedGateway({ ...options, now: timers.clock.now });
  const keeper = watchedKeeper(timers.clock.now);
  let out = 0;
  const gateway: Gateway = new Proxy(simulated.gateway, {
    get: (target, name: keyof Gateway) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every member of the port is a method like this
      const method = target[name] as (...args: readonly unknown[]) => Promise<unknown>;
      return async (...args: readonly unknown[]) => {
        out += 1;
        try {
          return await method(...args);
        } finally {
          out -= 1;
        }
      };
    },
    ownKeys: (target) => Reflect.ownKeys(target),
  });
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await turn();
      if (out > 0) quiet = -1;
    }
  };
  return {
    ...simulated,
    keeper,
    settle,
    run: (ms) => timers.run(ms, settle),
    timersWaiting: timers.waiting,
    begin: (wanted) =>
      createWorkbench({
        gateway,
        about: { mode: 'azure', readOnly: false },
        clock: timers.clock,
        random: () => 0.5,
        keeper,
        ...(wanted === undefined ? {} : { wanted }),
      }),
  };
};

/** Begins a run at the simulator's main workspace, with its computes and sizes being looked at. */
export const beginAtBoard = async (sessions: Sessions): Promise<Workbench> => {
  const workbench = sessions.begin(sessions.place);
  await workbench.commands.start();
  for (const source of ['computes', 'sizes'] as const) workbench.acquire(source);
  await sessions.settle();
  return workbench;
};
