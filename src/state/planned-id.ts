import { computeId, jobId, type Place } from '#azure/place.ts';
import type { AnyPlan } from '#azure/targets/target.ts';
import { memo } from './memo.ts';

/** The ARM id of what a plan makes, changes or submits. */
export const plannedId = (place: Place, { job, name }: AnyPlan): string =>
  job === undefined ? computeId(place, name) : jobId(place, name);

const keyOf = memo((plan: AnyPlan): string => JSON.stringify([plan.name, plan.body]));

/** What the checks of a plan are made for: its name and body, whatever else was typed. */
export const planKey = (plan: AnyPlan): string => keyOf(plan);
