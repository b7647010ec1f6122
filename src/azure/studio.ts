import { clouds, type Cloud } from './clouds.ts';
import { placeOf, workspaceId, type Place } from './place.ts';

/**
 * The page of a compute in the Azure Machine Learning studio: as the studio itself writes its links (`wsid` names the workspace). Undefined where no
 * studio is known, as in a cloud of one's own.
 * @param computeId ARM id of the compute
 */
export const studioPage = (
  cloud: Cloud['id'] | undefined,
  computeId: string,
  name: string,
): string | undefined => {
  const place = placeOf(computeId);
  if (cloud === undefined || cloud === 'custom' || place === undefined) return undefined;
  return `${clouds[cloud].studio}/compute/${encodeURIComponent(name)}/details?wsid=${workspaceId(place)}`;
};

/** The page of a job in the studio, likewise. */
export const studioJobPage = (
  cloud: Cloud['id'] | undefined,
  place: Place,
  name: string,
): string | undefined =>
  cloud === undefined || cloud === 'custom'
    ? undefined
    : `${clouds[cloud].studio}/runs/${encodeURIComponent(name)}?wsid=${workspaceId(place)}`;
