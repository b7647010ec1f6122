import type { Json } from '#azure/gateway.ts';
import { commandJobForm } from '#azure/jobs/command-job.ts';
import type { Compute } from '#azure/model.ts';
import type { Draft, FormFacts } from '#azure/targets/field.ts';
import type { Checked, JobPlan } from '#azure/targets/target.ts';
import { facts as targetFacts } from '#test/azure/targets/forms.ts';

const workspace = `/subscriptions/${targetFacts.place.subscriptionId}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ml-team`;

const common = {
  location: 'westeurope',
  provisioning: { is: 'Succeeded', text: 'Succeeded' },
  provisioningErrors: [],
  tags: {},
} as const;

const counts = { idle: 0, running: 0, preparing: 0, leaving: 0, unusable: 0, preempted: 0 };

export const cluster: Compute = {
  ...common,
  id: `${workspace}/computes/gpu-train`,
  name: 'gpu-train',
  type: { is: 'AmlCompute', text: 'AmlCompute' },
  attached: false,
  detail: {
    is: 'cluster',
    vmSize: 'Standard_DS3_v2',
    priority: { is: 'Dedicated', text: 'Dedicated' },
    minNodes: 0,
    maxNodes: 4,
    currentNodes: 0,
    targetNodes: 0,
    allocation: { is: 'Steady', text: 'Steady' },
    counts,
    allocationErrors: [],
  },
};

export const stoppedInstance: Compute = {
  ...common,
  id: `${workspace}/computes/ada`,
  name: 'ada',
  type: { is: 'ComputeInstance', text: 'ComputeInstance' },
  attached: false,
  detail: {
    is: 'instance',
    vmSize: 'Standard_DS3_v2',
    state: { is: 'Stopped', text: 'Stopped' },
    applications: [],
    schedules: [],
    instanceErrors: [],
  },
};

export const kubernetes: Compute = {
  ...common,
  id: `${workspace}/computes/k8s`,
  name: 'k8s',
  type: { is: 'Kubernetes', text: 'Kubernetes' },
  attached: true,
  detail: { is: 'other' },
};

export const machine: Compute = {
  ...kubernetes,
  id: `${workspace}/computes/dsvm`,
  name: 'dsvm',
  type: { is: 'VirtualMachine', text: 'VirtualMachine' },
};

export const facts: FormFacts = { ...targetFacts, computes: [cluster, stoppedInstance, kubernetes, machine] };

export const inRegistry = 'azureml://registries/azureml/environments/sklearn-1.5/versions/25';
export const ofWorkspace = `${workspace}/environments/team-train/versions/4`;

/** A job of which only what must be there was typed. */
export const least: Draft = {
  command: 'python train.py',
  environment: inRegistry,
  compute: 'gpu-train',
  name: 'job-1',
};

export const checkedJob = (typed: Draft, known: FormFacts = facts): Checked<JobPlan> =>
  commandJobForm.check({ ...commandJobForm.initial(known), ...least, ...typed }, known);

export const planOfJob = (typed: Draft): JobPlan => {
  const { plan, ...rest } = checkedJob(typed);
  if (plan === undefined) throw new Error(JSON.stringify(rest));
  return plan;
};

export type JobFixture = {
  readonly title: string;
  readonly draft: Draft;
  /** The whole of `properties`. */
  readonly properties: Readonly<Record<string, Json>>;
  readonly secrets?: readonly string[];
};

const plain = {
  jobType: 'Command',
  command: 'python train.py',
  environmentId: inRegistry,
  computeId: `${workspace}/computes/gpu-train`,
  resources: { instanceCount: 1 },
} as const;

export const jobFixtures: readonly JobFixture[] = [
  { title: 'only what must be there', draft: {}, properties: plain },
  {
    title: 'everything that can be said of a job without a distribution',
    draft: {
      command: 'pip install x\npython -c "print(\'$HOME\')"',
      environment: ofWorkspace,
      compute: 'GPU-train',
      count: '2',
      displayName: 'first try',
      experiment: 'first-run',
      tags: 'team=vision',
      variables: 'A=1,2, B=two words',
      secretVariables: 'WANDB_API_KEY=s3cret, hf=x=y',
      limit: '1h30m',
      shm: '8g',
    },
    properties: {
      ...plain,
      displayName: 'first try',
      experimentName: 'first-run',
      command: 'pip install x\npython -c "print(\'$HOME\')"',
      environmentId: ofWorkspace,
      resources: { instanceCount: 2, shmSize: '8g' },
      limits: { jobLimitsType: 'Command', timeout: 'PT5400S' },
      environmentVariables: { A: '1,2', B: 'two words', WANDB_API_KEY: 's3cret', hf: 'x=y' },
      tags: { team: 'vision' },
    },
    secrets: ['properties.environmentVariables.WANDB_API_KEY', 'properties.environmentVariables.hf'],
  },
  {
    title: 'PyTorch',
    draft: { count: '2', distribution: 'PyTorch', processes: '4', environment: ofWorkspace },
    properties: {
      ...plain,
      environmentId: ofWorkspace,
      resources: { instanceCount: 2 },
      distribution: { distributionType: 'PyTorch', processCountPerInstance: 4 },
    },
  },
  {
    title: 'TensorFlow',
    draft: { count: '3', distribution: 'TensorFlow', workers: '2', servers: '1', environment: ofWorkspace },
    properties: {
      ...plain,
      environmentId: ofWorkspace,
      resources: { instanceCount: 3 },
      distribution: { distributionType: 'TensorFlow', workerCount: 2, parameterServerCount: 1 },
    },
  },
  {
    title: 'TensorFlow with its own numbers',
    draft: { distribution: 'TensorFlow', environment: ofWorkspace },
    properties: {
      ...plain,
      environmentId: ofWorkspace,
      distribution: { distributionType: 'TensorFlow' },
    },
  },
  {
    title: 'MPI',
    draft: { distribution: 'Mpi', environment: ofWorkspace, variables: 'LINES=1\nB=x, C=y' },
    properties: {
      ...plain,
      environmentId: ofWorkspace,
      distribution: { distributionType: 'Mpi', processCountPerInstance: 1 },
      environmentVariables: { LINES: '1', B: 'x, C=y' },
    },
  },
  {
    title: 'an instance that is stopped',
    draft: { compute: 'ada' },
    properties: { ...plain, computeId: `${workspace}/computes/ada` },
  },
];
