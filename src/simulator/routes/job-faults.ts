import { workspacePath } from '../world/lookup.ts';
import type { Failure, Json, Workspace } from '../world/world.ts';
import { field, textField } from './exchange.ts';
import { hasEnvironment } from './environments.ts';
import { readShape } from './shape.ts';
import type { Shape } from './shape.ts';

/** The parts of a command job that the service reads, as the specification declares them. */
const shape: Shape = {
  fields: {
    displayName: 'text',
    experimentName: 'text',
    command: 'text',
    environmentId: 'text',
    computeId: 'text',
    environmentVariables: { each: 'text' },
    tags: { each: 'text' },
    limits: { fields: { jobLimitsType: { words: ['Command', 'Sweep'] }, timeout: 'text' } },
    distribution: {
      fields: {
        distributionType: { words: ['PyTorch', 'TensorFlow', 'Mpi'] },
        processCountPerInstance: 'whole number',
        workerCount: 'whole number',
        parameterServerCount: 'whole number',
      },
    },
  },
};

const invalid = (message: string): Failure => ({ code: 'ValidationError', message });

const duration = /^P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/u;
const inRegistry = /^azureml:\/\/registries\/[^/]+\/environments\/[^/]+\/(?:versions|labels)\/[^/]+$/iu;

/** What is in a registry is not of this world: whatever is well-formed is there. */
const environmentFault = (workspace: Workspace, id: string): Failure | undefined => {
  if (inRegistry.test(id)) return undefined;
  const prefix = `${workspacePath(workspace)}/environments/`.toLowerCase();
  const [, name = '', version = ''] =
    /^([^/]+)\/versions\/([^/]+)$/u.exec(
      id.toLowerCase().startsWith(prefix) ? id.slice(prefix.length) : '',
    ) ?? [];
  return hasEnvironment(name, version)
    ? undefined
    : { code: 'UserError', message: `The environment '${id}' was not found.` };
};

/** Why a command job is refused for what is in its body; undefined when it is not. */
export const commandFault = (
  workspace: Workspace,
  properties: { [key: string]: Json },
): Failure | undefined => {
  const read = readShape(shape, properties, 'properties');
  if (!read.ok) return invalid(read.failure.message);
  if (!/[A-Za-z0-9_]/u.test(textField(properties, 'command') ?? ''))
    return invalid('The property command is required.');
  const environment = textField(properties, 'environmentId') ?? '';
  if (!/[A-Za-z0-9_]/u.test(environment)) return invalid('The property environmentId is required.');
  const limits = field(properties, 'limits');
  if (limits !== undefined && textField(limits, 'jobLimitsType') === undefined)
    return invalid('The property limits.jobLimitsType is required.');
  const timeout = textField(limits, 'timeout');
  if (timeout !== undefined && !duration.test(timeout))
    return invalid(`The property limits.timeout must be a duration, not '${timeout}'.`);
  const distribution = field(properties, 'distribution');
  if (distribution !== undefined && textField(distribution, 'distributionType') === undefined)
    return invalid('The property distribution.distributionType is required.');
  const shm = textField(field(properties, 'resources'), 'shmSize');
  if (shm !== undefined && !/^\d+[bkmg]$/iu.test(shm))
    return invalid(`The property resources.shmSize must be a size, not '${shm}'.`);
  return environmentFault(workspace, environment);
};
