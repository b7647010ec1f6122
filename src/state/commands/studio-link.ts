import { studioJobPage } from '#azure/studio.ts';
import { subjectJob } from '../why/subject.ts';
import type { Context } from './context.ts';

/** A link to the studio, or why there is none, in words. */
export type StudioLink =
  | { readonly ok: true; readonly link: string }
  | { readonly ok: false; readonly why: string };

/**
 * The page in the studio of the job that an action would be about: the service's own link (`services.Studio.endpoint`) when the job has been
 * read, else the one that the studio of the cloud itself would write; only where that is not known is the job asked for.
 */
export const findStudioLink = async (context: Context): Promise<StudioLink | undefined> => {
  const { store, gateway, jobs } = context;
  const state = store.getState();
  const { board, about } = state;
  const job = subjectJob(state, jobs);
  if (board === undefined || job === undefined) return undefined;
  const { place } = board.workspace;
  const detail = board.job.remote.data;
  const known = detail?.name === job.name ? detail.studioUrl : undefined;
  const link = known ?? studioJobPage(about.cloud, place, job.name);
  if (link !== undefined) return { ok: true, link };
  const answer = await gateway.getJob(place, job.name, new AbortController().signal);
  if (!answer.ok)
    return { ok: false, why: `${job.displayName} could not be read, and where its studio is, is not known` };
  return answer.value.studioUrl === undefined
    ? { ok: false, why: `the service names no page in the studio for ${job.displayName}` }
    : { ok: true, link: answer.value.studioUrl };
};
