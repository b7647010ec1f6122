import { isLive } from '../job-phase.ts';
import type { Context } from './context.ts';

/** When a job is looked at for the sign that its cancellation has arrived, ms after the answer has failed to come. */
const looksAtMs = [0, 5000, 15_000, 30_000, 60_000];

/**
 * Looks whether a job shows that a cancellation has arrived of which nobody has seen an answer: it is being cancelled, or it has ended.
 * @param look brings what the service says of it now into the job index; false where nobody looks any more
 * @returns false when a minute has shown nothing of it
 */
export const cancelShows = async (
  { jobs, clock }: Pick<Context, 'jobs' | 'clock'>,
  name: string,
  look: () => Promise<boolean>,
): Promise<boolean> => {
  const shows = (): boolean => {
    const status = jobs.get(name)?.status;
    return status !== undefined && (status.is === 'CancelRequested' || !isLive(status));
  };
  const since = clock.now();
  for (const at of looksAtMs) {
    const waitMs = since + at - clock.now();
    if (waitMs > 0)
      await new Promise<void>((resolve) => {
        clock.after(waitMs, resolve);
      });
    if (!(await look())) return false;
    if (shows()) return true;
  }
  return false;
};
