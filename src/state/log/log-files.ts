/**
 * Which log of a job says most, the lowest first: what the user's own program has written (`user_logs/std_log.txt`, of many processes that of the
 * first), then the logs that a pipeline, a sweep and jobs of the first SDK have instead, then what the platform itself writes. The order of names is
 * that of Microsoft's Python SDK (azure-ai-ml, `JobLogPattern`).
 */
const patterns: readonly RegExp[] = [
  /^user_logs\/std_log\.txt$/u,
  /^user_logs\/std_log\D*0*(?:_ps)?\.txt$/u,
  /^user_logs\//u,
  /^logs\/azureml\/executionlogs\.txt$/u,
  /^azureml-logs\/hyperdrive\.txt$/u,
  /^azureml-logs\/70_driver_log.*\.txt$/u,
  /^azureml-logs\/\d\d.+\.txt$/u,
  /^(?:logs|azureml-logs)\//u,
];

const rankOf = (name: string): number => {
  const rank = patterns.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? patterns.length : rank;
};

/** The log files of a job, the one that says most first. */
export const inOrder = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
