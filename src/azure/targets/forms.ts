import { targets } from './index.ts';
import { partsOf } from './parts.ts';
import type { TargetForm, TargetId } from './target.ts';

export { changeForm } from './changes.ts';
export { partsOf } from './parts.ts';
export { jobComputes } from '../jobs/job-computes.ts';
export { commandJobForm } from '../jobs/command-job.ts';

/** The form of each kind of target that has one. */
export const targetForms: Readonly<Partial<Record<TargetId, TargetForm>>> = Object.fromEntries(
  targets.flatMap(({ id }) => {
    const { form } = partsOf(id);
    return form === undefined ? [] : [[id, form]];
  }),
);
