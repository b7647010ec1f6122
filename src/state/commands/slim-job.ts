import type { Job, JobDetail } from '#azure/model.ts';

/** The row of a job, without what only its page shows: the index holds very many. */
export const slim = ({
  command,
  environment,
  description,
  studioUrl,
  tags,
  timeoutSeconds,
  computeId,
  ...row
}: JobDetail): Job => row;
