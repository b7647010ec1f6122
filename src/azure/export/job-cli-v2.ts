import type { Code, CodeAction, Where } from './code.ts';
import { cliCloud } from './cloud-words.ts';
import { environmentInV2, jobWords, unlessEmpty, type Distribution } from './job-words.ts';
import { leftOut } from './left-out.ts';
import { placed, shellCommand, shellFile, type Words } from './shell.ts';
import { schemas, yaml } from './yaml.ts';

const given = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const distribution = (of: Distribution): Readonly<Record<string, unknown>> =>
  of.is === 'TensorFlow'
    ? given({ type: 'tensorflow', worker_count: of.workers, parameter_server_count: of.servers })
    : given({ type: of.is.toLowerCase(), process_count_per_instance: of.processes });

/** `az ml job create` with the YAML of a command job; a file cannot read the environment, so secrets are options. */
export const jobCliV2 = (action: Extract<CodeAction, { is: 'submit' }>, where: Where): Code => {
  const job = jobWords(action);
  const document = yaml(
    given({
      $schema: `${schemas}/commandJob.schema.json`,
      type: 'command',
      name: job.name,
      display_name: job.displayName,
      experiment_name: job.experiment,
      command: job.command,
      environment: environmentInV2(job.environmentId, where),
      compute: `azureml:${job.compute}`,
      resources: given({ instance_count: job.count, shm_size: job.shmSize }),
      distribution: job.distribution && distribution(job.distribution),
      limits: job.timeoutSeconds === undefined ? undefined : { timeout: job.timeoutSeconds },
      environment_variables: unlessEmpty(job.variables),
      tags: job.tags,
    }),
  );
  const file = `./${job.name.slice(0, 60)}.yml`;
  const secrets = job.secrets.map(({ variable }): Words => [
    '--set',
    { before: `environment_variables.${variable}=`, variable },
  ]);
  const command = shellCommand(['az', 'ml', 'job', 'create'], ['--file', file], ...placed(where), ...secrets);
  return {
    is: 'code',
    text: `${cliCloud(where)}${leftOut(job.left)}${shellFile(file, document)}${command}\n`,
  };
};
