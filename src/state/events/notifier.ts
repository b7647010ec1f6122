import type { Job } from '#azure/model.ts';
import type { AppState, Operation } from '../app-state.ts';
import type { Context } from '../commands/context.ts';
import type { News } from '../notify.ts';

/** Two pieces of news are at least this far apart, ms. */
const apartMs = 5000;

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Whether a job is of whoever is signed in: it was submitted from here, or made by that account. Azure names who made a job by a display
 * name, an id or the name of the account: letters and digits are compared with all that the account is called, and of an address without what
 * follows its @. In the demo nobody is signed in, and every job counts.
 */
export const isOwnJob = (
  job: Pick<Job, 'name' | 'createdBy'>,
  { about, session, operations }: AppState,
): boolean => {
  if (about.mode === 'demo') return true;
  const isOfJob = ({ does, computeId }: Operation): boolean =>
    does === 'submit' && computeId.toLowerCase().endsWith(`/jobs/${job.name.toLowerCase()}`);
  if (operations.some(isOfJob)) return true;
  const { account } = session;
  if (account === undefined) return false;
  const names = [account.name, ...(account.aliases ?? [])]
    .flatMap((name) => [name, name.split('@')[0] ?? ''])
    .map(letters);
  const by = [job.createdBy, job.createdBy.split('@')[0] ?? ''].map(letters);
  return by.some((name) => name !== '' && names.includes(name));
};

const operationWords = ({ does, attaching, name, state }: Operation): string =>
  `${attaching === true ? 'attach' : does} of ${name} has ${state === 'succeeded' ? 'succeeded' : 'failed'}`;

const jobWords = ({ name, displayName, status }: Job): string =>
  `job ${displayName === '' ? name : displayName}: ${status.text}`;

export type Notifier = {
  /** Tells of what has ended, as far as it is the user's and the user wants to be told. */
  readonly ended: (operations: readonly Operation[], jobs: readonly Job[]) => void;
  readonly close: () => void;
};

/** Tells the terminal, and never more than once in some seconds: what ends meanwhile is told together afterwards. */
export const createNotifier = (
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  tell: (news: News) => void,
): Notifier => {
  let notBefore = -Infinity;
  let waiting: readonly string[] = [];
  let forget: (() => void) | undefined;

  const send = (): void => {
    forget = undefined;
    const [first, ...others] = waiting;
    const way = store.getState().notify;
    waiting = [];
    if (first === undefined || way === 'off') return;
    notBefore = clock.now() + apartMs;
    tell({ way, words: others.length === 0 ? first : `${first}, and ${others.length} more` });
  };

  return {
    ended: (operations, jobs) => {
      const state = store.getState();
      if (state.notify === 'off') return;
      waiting = [
        ...waiting,
        ...operations.map(operationWords),
        ...jobs.filter((job) => isOwnJob(job, state)).map(jobWords),
      ];
      const waitMs = notBefore - clock.now();
      if (waiting.length === 0 || forget !== undefined) return;
      if (waitMs > 0) forget = clock.after(waitMs, send);
      else send();
    },
    close: () => {
      forget?.();
      waiting = [];
    },
  };
};
