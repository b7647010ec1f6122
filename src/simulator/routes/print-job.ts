import { workspacePath } from '../world/lookup.ts';
import type { Job, Json, Workspace } from '../world/world.ts';
import { isoTime } from './exchange.ts';

const environment = 'azureml://registries/azureml/environments/acft-hf-nlp-gpu/versions/70';

const commandOf = (job: Job): string =>
  `python ${job.experiment.replaceAll('-', '_')}.py --run ${job.displayName}`;

const madeUp = (workspace: Workspace, job: Job): { [key: string]: Json } => {
  const common = {
    description: null,
    tags: {},
    properties: {},
    componentId: null,
    computeId: job.compute === '' ? null : `${workspacePath(workspace)}/computes/${job.compute}`,
    displayName: job.displayName,
    experimentName: job.experiment,
    identity: null,
  };
  if (job.type === 'Pipeline')
    return { ...common, inputs: {}, jobs: {}, outputs: {}, settings: {}, sourceJobId: null };
  return {
    ...common,
    codeId: null,
    command: commandOf(job),
    environmentId: environment,
    environmentVariables: {},
    inputs: {},
    outputs: {},
    limits: null,
    distribution: job.nodes > 1 ? { distributionType: 'PyTorch', processCountPerInstance: 1 } : null,
    resources: {
      instanceCount: job.nodes,
      instanceType: null,
      properties: {},
      dockerArgs: null,
      shmSize: '2g',
    },
    parameters: {},
  };
};

/** The ARM id of a job. */
export const jobPath = (workspace: Workspace, job: Job): string =>
  `${workspacePath(workspace)}/jobs/${job.name}`;

/** A job as the service prints it. */
export const printJob = (workspace: Workspace, job: Job): { [key: string]: Json } => ({
  id: jobPath(workspace, job),
  name: job.name,
  type: 'Microsoft.MachineLearningServices/workspaces/jobs',
  properties: {
    ...(job.sent ?? madeUp(workspace, job)),
    jobType: job.type,
    status: job.status,
    displayName: job.displayName,
    experimentName: job.experiment,
    isArchived: job.archived,
    services: {
      Studio: {
        endpoint: `https://ml.azure.com/runs/${job.name}?wsid=${workspacePath(workspace)}`,
        jobServiceType: 'Studio',
        port: null,
        status: null,
        errorMessage: null,
        properties: null,
      },
    },
  },
  systemData: {
    createdAt: isoTime(job.createdAt),
    createdBy: job.createdBy,
    createdByType: 'User',
    lastModifiedAt: isoTime(job.modifiedAt),
    lastModifiedBy: job.createdBy,
    lastModifiedByType: 'User',
  },
});
