import type { RunDetail } from '#azure/runs.ts';
import type { Problem } from '#azure/problem.ts';
import { unknown, type Remote } from '../remote.ts';

/** A place in a log as it is drawn: a line by its number, and which of the rows that it is wrapped into. */
export type LogPlace = { readonly line: number; readonly row: number };

/** The log that is looked at. Its lines are outside of the store (`log-text.ts`). */
export type LogView = {
  /** The job, or the child of one, whose log it is. */
  readonly run: string;
  /** What people call it. */
  readonly title: string;
  readonly detail: Remote<RunDetail>;
  /** How the asking goes as a whole: for run history and for the file. */
  readonly asked: Remote<true>;
  /** Which of the two the problem is of. */
  readonly trouble?: { readonly of: 'run history' | 'storage'; readonly problem: Problem };
  /** The main one first. */
  readonly files: readonly string[];
  /** Which of them is shown; the first when absent. */
  readonly file?: string;
  /** Of the lines. */
  readonly version: number;
  /** The run is over and its log was read to the end: it is not asked again. */
  readonly over: boolean;
  /** What stands at the top; absent while the newest lines are followed. */
  readonly top?: LogPlace;
  readonly wrap: boolean;
  /** The time at the beginning of lines is shown. */
  readonly times: boolean;
  readonly find: string;
  /** The number of the line of the hit that was gone to. */
  readonly hit?: number;
};

/** The log of a run, of which nothing is known yet. How it is drawn stays as it was with the one before. */
export const freshLog = (run: string, title: string, before?: LogView): LogView => ({
  run,
  title,
  detail: unknown(),
  asked: unknown(),
  files: [],
  version: 0,
  over: false,
  wrap: before?.wrap ?? false,
  times: before?.times ?? true,
  find: '',
});

/** What tells the lines of one file from those of another. */
export const textKey = (generation: number | undefined, log: LogView | undefined): string =>
  log === undefined ? '' : `${generation ?? 0} ${log.run} ${shownFile(log) ?? ''}`;

/** The file that is shown; undefined while none is known. */
export const shownFile = ({ file, files }: LogView): string | undefined =>
  file !== undefined && files.includes(file) ? file : files[0];
