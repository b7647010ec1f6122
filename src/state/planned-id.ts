import { computeId, jobId, type Place } from '#azure/place.ts';
import type { AnyPlan } from '#azure/targets/target.ts';

/** The ARM id of what a plan makes, changes or submits. */
export const plannedId = (place: Place, { job, name }: AnyPlan): string =>
  job === undefined ? computeId(place, name) : jobId(place, name);
