import { studioJobPage } from '#azure/studio.ts';
import { subjectJob } from '../why/subject.ts';
import { update, type Context } from './context.ts';

/**
 * Finds the page in the studio of the job that an action would be about: the service's own link (`services.Studio.endpoint`) when the job has
 * been read, else the one that the studio of the cloud itself would write; only where that is not known is the job asked for.
 * @param tell given the link; when there is none, a notice says why
 */
export const findStudioLink = (context: Context, tell: (link: string) => void): void => {
  const { store, gateway, jobs } = context;
  const state = store.getState();
  const { board, about } = state;
  const job = subjectJob(state, jobs);
  if (board === undefined || job === undefined) return;
  const { place } = board.workspace;
  const detail = board.job.remote.data;
  const known = detail?.name === job.name ? detail.studioUrl : undefined;
  const link = known ?? studioJobPage(about.cloud, place, job.name);
  if (link !== undefined) {
    tell(link);
    return;
  }
  const ask = async (): Promise<void> => {
    const answer = await gateway.getJob(place, job.name, new AbortController().signal);
    if (answer.ok && answer.value.studioUrl !== undefined) {
      tell(answer.value.studioUrl);
      return;
    }
    const words = answer.ok
      ? `the service names no page in the studio for ${job.displayName}`
      : `${job.displayName} could not be read, and where its studio is, is not known`;
    update(context, (now) => ({ ...now, notice: { words, tone: 'needsPerson' } }));
  };
  void ask();
};
