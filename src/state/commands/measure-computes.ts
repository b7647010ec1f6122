import type { Compute } from '#azure/model.ts';
import type { AppState, Board } from '../app-state.ts';
import { createForgetfulHistories, type Histories } from '../histories.ts';
import { slotOf } from '../history.ts';
import { jobPhase } from '../job-phase.ts';
import { measured, type Measured } from '../measured.ts';
import { updateBoard, type Context } from './context.ts';

/** How often the file is written while the program runs, wall time in ms; at its end it is written besides. */
const saveEveryMs = 300_000;

/** Waiting jobs by lower-cased name of their compute; only what can still change is looked at, however long the job list is. */
const waitingByCompute = ({ jobs }: Pick<Context, 'jobs'>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { job } of jobs.live())
    if (jobPhase(job.status) === 'waiting') counts.set(job.compute, (counts.get(job.compute) ?? 0) + 1);
  return counts;
};

function* looksAt(
  computes: readonly Compute[],
  waiting: ReadonlyMap<string, number> | undefined,
): Generator<Measured> {
  for (const { id, name, detail } of computes) {
    const nodes = detail.is === 'cluster' ? detail.currentNodes : undefined;
    // How many wait is known only once the whole list of jobs has been read.
    const queue = waiting === undefined ? undefined : (waiting.get(name.toLowerCase()) ?? 0);
    if (detail.is !== 'other') yield { id, nodes, queue };
  }
}

/**
 * Measures the computes of the open workspace by what its polls bring anyway, at most once in a slot of the service's time; it asks nothing
 * and sets no timer. What is measured is kept every five minutes, when another workspace is opened, and at the end.
 * @returns keeps the rest and ends it
 */
export const measureComputes = (
  context: Context,
  histories: Histories = createForgetfulHistories(),
): (() => void) => {
  const { store, clock } = context;
  let open: Board | undefined;
  let savedAt = clock.now();
  /** The last look: its slot, and whether it could tell how many jobs wait. */
  let last: { readonly slot: number; readonly complete: boolean } | undefined;

  const save = (): void => {
    if (open?.history !== undefined) histories.save(open.workspace.id, open.history);
    savedAt = clock.now();
  };

  const look = ({ board, serverTimeMs }: AppState): void => {
    if (board === undefined) return;
    if (open?.generation !== board.generation) {
      save();
      last = undefined;
    }
    open = board;
    const { computes, generation, workspace } = board;
    const { complete } = board.jobs;
    if (computes.data === undefined || computes.problem !== undefined || serverTimeMs === undefined) return;
    const slot = slotOf(serverTimeMs);
    if (slot === last?.slot && (last.complete || !complete)) return;
    last = { slot, complete };
    const before = board.history ?? histories.load(workspace.id);
    const looks = looksAt(computes.data, complete ? waitingByCompute(context) : undefined);
    updateBoard(context, generation, (now) => ({ ...now, history: measured(before, slot, looks) }));
    if (clock.now() - savedAt >= saveEveryMs) save();
  };

  const unsubscribe = store.subscribe(look);
  look(store.getState());
  return () => {
    unsubscribe();
    save();
  };
};
