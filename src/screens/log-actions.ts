import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import type { ActionContext } from './actions.ts';

/** What keys do about logs, and on the pages of jobs. */
const ids = [
  'log',
  'page.turn',
  'file.next',
  'file.prev',
  'follow',
  'wrap',
  'times',
  'find',
  'find.accept',
  'find.next',
  'find.prev',
  'log.save',
] as const;
export type LogAction = (typeof ids)[number];

type Late = typeof import('./log-keys.ts');

let late: Late | undefined;

/** Fetches what these keys do: the first frame needs none of it. */
export const loadLogKeys = async (): Promise<Late> => (late ??= (await import('./all-late.ts')).logKeys);

/** What is fetched; undefined in the first moments. */
export const logKeysLoaded = (): Late | undefined => late;

const tableOf = <T>(entry: (does: LogAction) => T): Readonly<Record<LogAction, T>> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every id has its entry
  Object.fromEntries(ids.map((does) => [does, entry(does)])) as Record<LogAction, T>;

export const logActions = tableOf((does) => (context: ActionContext): void => {
  if (late === undefined) void loadLogKeys().then(({ runs }) => runs[does](context.kit));
  else late.runs[does](context.kit);
});

/** Why they can do nothing now. */
export const logReasons = tableOf(
  (does) =>
    (state: AppState, jobs: JobIndex): string | undefined =>
      late?.reasons[does]?.(state, jobs),
);
