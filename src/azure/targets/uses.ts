import type { Uses } from './target.ts';

/** Fit for nothing that is listed; what a kind is fit for is said beside it. */
export const noUse: Uses = {
  training: false,
  automl: false,
  pipelines: false,
  designer: false,
  batch: false,
  realTime: false,
};
export const pipelineStep: Uses = { ...noUse, pipelines: true };

/** An attachment has no update: its settings are those it was attached with. */
export const attachedAgain =
  'Nothing of it can be changed later: detach it, wait until it is gone, and attach it again.';
