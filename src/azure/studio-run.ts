import { clouds, type Cloud } from './clouds.ts';
import { workspaceId, type Place } from './place.ts';

/**
 * The page of a run in the studio: of a job, or of a child of one. Undefined where no studio is known.
 * @param run the job's name, or the child's id
 */
export const studioRun = (cloud: Cloud['id'] | undefined, place: Place, run: string): string | undefined =>
  cloud === undefined || cloud === 'custom'
    ? undefined
    : `${clouds[cloud].studio}/runs/${encodeURIComponent(run)}?wsid=${workspaceId(place)}`;
