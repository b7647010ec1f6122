import { readEnvironmentId } from '../jobs/environment-id.ts';
import { pythonString } from '../quoting.ts';
import { pythonCustom, workspaceOf } from './cloud-words.ts';
import type { Code, CodeAction, Where } from './code.ts';
import { variablesInPython } from './job-python-v2.ts';
import { jobWords, type Distribution, type JobWords } from './job-words.ts';
import { leftOut } from './left-out.ts';
import { pythonValue, type Call } from './python.ts';

/** The first generation counts all processes of PyTorch together. */
const distribution = (of: Distribution, count: number): Call => {
  switch (of.is) {
    case 'PyTorch':
      return {
        calls: 'PyTorchConfiguration',
        arguments: { process_count: (of.processes ?? 1) * count, node_count: count },
      };
    case 'Mpi':
      return {
        calls: 'MpiConfiguration',
        arguments: { process_count_per_node: of.processes ?? 1, node_count: count },
      };
    case 'TensorFlow':
      return {
        calls: 'TensorflowConfiguration',
        arguments: { worker_count: of.workers ?? count, parameter_server_count: of.servers ?? 0 },
      };
  }
};

const shared = 'DockerConfiguration';

const settings = (job: JobWords): string => {
  const variables = variablesInPython(job);
  const alone = job.distribution === undefined && job.count > 1;
  return [
    ...(alone ? [`configuration.run_config.node_count = ${job.count}\n`] : []),
    ...(variables === undefined
      ? []
      : [`configuration.run_config.environment_variables = ${pythonValue(variables)}\n`]),
  ].join('');
};

/** An experiment's run of a command, from an empty folder: the first generation always uploads one. */
export const jobPythonV1 = (action: Extract<CodeAction, { is: 'submit' }>, where: Where): Code => {
  const job = jobWords(action);
  const environment = readEnvironmentId(job.environmentId);
  if (environment?.in !== 'workspace')
    return {
      is: 'none',
      why: 'The Python SDK v1 (ScriptRunConfig) does not know the environments of registries: choose one of the workspace.',
    };
  const distributed = job.distribution && distribution(job.distribution, job.count);
  const docker =
    job.shmSize === undefined
      ? undefined
      : { calls: shared, arguments: { use_docker: true, shm_size: job.shmSize } };
  const configuration = pythonValue({
    calls: 'ScriptRunConfig',
    arguments: {
      source_directory: { name: 'tempfile.mkdtemp()' },
      command: job.command,
      compute_target: job.compute,
      environment: { name: 'environment' },
      distributed_job_config: distributed,
      docker_runtime_config: docker,
      max_run_duration_seconds: job.timeoutSeconds,
    },
  });
  const experiment = pythonValue({
    calls: 'Experiment',
    arguments: { workspace: { name: 'workspace' }, name: job.experiment },
  });
  const fetched = pythonValue({
    calls: 'Environment.get',
    arguments: {
      workspace: { name: 'workspace' },
      name: environment.name,
      version: environment.version,
    },
  });
  const run = pythonValue({
    calls: 'experiment.submit',
    arguments: { config: { name: 'configuration' }, tags: job.tags && { dict: job.tags } },
  });
  const named = job.displayName === undefined ? '' : `run.display_name = ${pythonString(job.displayName)}\n`;
  const code = `${workspaceOf(where)}environment = ${fetched}
configuration = ${configuration}
${settings(job)}experiment = ${experiment}
run = ${run}
${named}print(run.id, run.get_status(), run.get_portal_url())\n`;
  const classes = [
    ...(docker === undefined ? [] : [shared]),
    ...(distributed === undefined ? [] : [distributed.calls]),
  ];
  const imports = `${code.includes('os.environ[') ? 'import os\n' : ''}import tempfile

from azureml.core import Environment, Experiment, ScriptRunConfig, Workspace
${classes.length === 0 ? '' : `from azureml.core.runconfig import ${classes.toSorted().join(', ')}\n`}\n`;
  // The id of a run is the service's choice in this generation.
  const left = ['name', ...job.left];
  return { is: 'code', text: pythonCustom(where) + leftOut(left) + imports + code };
};
