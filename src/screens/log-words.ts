import { clouds } from '#azure/clouds.ts';
import { studioRun } from '#azure/studio-run.ts';
import type { AppState } from '#state/app-state.ts';
import { isLive } from '#state/job-phase.ts';
import { shownFile, type LogView } from '#state/log/log-view.ts';
import { explain } from './explain.ts';

/** Where the studio shows a run. The demo has no studio: its link is like one of Azure. */
export const studioLink = ({ about, board }: AppState, run: string): string | undefined => {
  const { studioUrl } = board?.job.name === run ? (board.job.remote.data ?? {}) : {};
  const place = board?.workspace.place;
  return (
    studioUrl ?? (place && studioRun(about.mode === 'demo' ? clouds.public.id : about.cloud, place, run))
  );
};

/** Why there is no log, or no more of it, in one sentence; undefined while it is read well. */
export const troubleWords = ({ trouble, asked }: LogView): string | undefined => {
  if (trouble === undefined || asked.problem === undefined) return undefined;
  const { of, problem } = trouble;
  const { short, why } = explain(problem);
  const who = of === 'run history' ? 'The run history of the workspace' : 'The storage of the log files';
  if (problem.kind === 'unreachable')
    return `${who} does not answer from here (${problem.reason}): it may be open to the workspace's own network only.`;
  if (problem.kind === 'signed-out') return `${who} does not take this sign-in.`;
  if (problem.kind === 'not-found') return `${who} knows nothing of it: ${why}`;
  if (problem.kind === 'forbidden')
    return of === 'run history'
      ? `You may not read runs here: ${problem.asked?.action ?? 'experiments/runs/read'} is missing.`
      : `${who} lets nobody in from here${problem.error.code === '' ? '' : ` (${problem.error.code})`}.`;
  return `${who}: ${short}${why === '' ? '' : `, ${why}`}`;
};

/** What is said in place of lines. */
export const emptyLogWords = (log: LogView): string => {
  const { data } = log.detail;
  if (data === undefined) return 'Reading the log ..';
  const status = data.status.text === '' ? 'Unknown' : data.status.text;
  if (shownFile(log) === undefined)
    return isLive(data.status)
      ? `No log file yet: the job is ${status}. It is looked again by itself.`
      : `The job is ${status} and has no log file.`;
  if (log.asked.data === undefined) return 'Reading the log ..';
  return log.over ? 'The file is empty.' : 'Nothing was written yet.';
};
