import type { CodeAction, Where } from './code.ts';
import { environmentInV2, jobWords, type Distribution, type JobWords } from './job-words.ts';
import type { Call, PythonValue } from './python.ts';

const distribution = (of: Distribution): Call =>
  of.is === 'TensorFlow'
    ? {
        calls: 'TensorFlowDistribution',
        arguments: { worker_count: of.workers, parameter_server_count: of.servers },
      }
    : { calls: `${of.is}Distribution`, arguments: { process_count_per_instance: of.processes } };

/** The variables of a job, those with secrets from the environment; undefined when there are none. */
export const variablesInPython = ({ variables, secrets }: JobWords): PythonValue => {
  const entries = [
    ...Object.entries(variables),
    ...secrets.map((secret): readonly [string, PythonValue] => [secret.variable, secret]),
  ];
  return entries.length === 0 ? undefined : { pairs: Object.fromEntries(entries) };
};

/** The call that makes a command job, and what it imports from azure.ai.ml besides the client. */
export const jobPythonV2 = (
  action: Extract<CodeAction, { is: 'submit' }>,
  where: Where,
): { readonly call: Call; readonly imports: readonly string[]; readonly left: readonly string[] } => {
  const job = jobWords(action);
  const distributed = job.distribution && distribution(job.distribution);
  const call: Call = {
    calls: 'command',
    arguments: {
      name: job.name,
      display_name: job.displayName,
      experiment_name: job.experiment,
      command: job.command,
      environment: environmentInV2(job.environmentId, where),
      compute: job.compute,
      instance_count: job.count,
      shm_size: job.shmSize,
      distribution: distributed,
      timeout: job.timeoutSeconds,
      environment_variables: variablesInPython(job),
      tags: job.tags && { dict: job.tags },
    },
  };
  return {
    call,
    imports: [...(distributed === undefined ? [] : [distributed.calls]), 'command'],
    left: job.left,
  };
};
