import { childKnown } from '#state/run-family.ts';
import { routeOf, selectedRow } from '#state/selectors.ts';
import type { ActionContext } from './actions.ts';
import type { Kit } from './context.ts';

type Moves = (typeof import('./log-moves.ts'))['logMoves'];

let moves: Moves | undefined;

/** Fetches what the keys of the log screen do: it comes with that screen. */
export const loadLogMoves = async (): Promise<void> => {
  moves ??= (await import('./log-moves.ts')).logMoves;
};

/** What keys do on the log screen; undefined until it was there. */
export const logMoves = (): Moves | undefined => moves;

const withMoves =
  (does: (moves: Moves, kit: Kit) => void) =>
  ({ kit }: ActionContext): void => {
    if (moves !== undefined) does(moves, kit);
  };

/** What keys do about logs, and on the pages of jobs. */
export const logActions = {
  log: ({ kit }: ActionContext) => {
    const { commands, store, jobs } = kit.workbench;
    const state = store.getState();
    const route = routeOf(state);
    if (route.screen !== 'job') {
      const job = selectedRow('queue', state, jobs);
      if (job !== undefined) commands.openLog(job.name, job.displayName);
      return;
    }
    const { name } = route;
    const known = jobs.get(name) ?? childKnown(state, name) ?? state.board?.job.remote.data;
    commands.openLog(name, known?.displayName ?? name);
  },
  'page.turn': ({ kit }: ActionContext) => {
    kit.workbench.commands.turnJobPage();
  },
  'file.next': ({ kit }: ActionContext) => {
    kit.workbench.commands.turnLogFile(1);
  },
  'file.prev': ({ kit }: ActionContext) => {
    kit.workbench.commands.turnLogFile(-1);
  },
  follow: withMoves((log, kit) => {
    log.follow(kit);
  }),
  wrap: withMoves((log, kit) => {
    log.wrap(kit);
  }),
  times: withMoves((log, kit) => {
    log.times(kit);
  }),
  find: ({ kit }: ActionContext) => {
    kit.workbench.commands.openFind();
  },
  'find.accept': withMoves((log, kit) => {
    kit.workbench.commands.acceptFind();
    log.findFirst(kit);
  }),
  'find.next': withMoves((log, kit) => {
    log.find(kit, 1);
  }),
  'find.prev': withMoves((log, kit) => {
    log.find(kit, -1);
  }),
  'log.save': ({ kit }: ActionContext) => {
    kit.workbench.commands.openSaveLog();
  },
} as const;
