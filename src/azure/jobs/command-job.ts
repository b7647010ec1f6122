import type { Json } from '../gateway.ts';
import { computeId } from '../place.ts';
import type { FormFacts, Values } from '../targets/field.ts';
import { formWith } from '../targets/form.ts';
import type { Form, JobPlan } from '../targets/target.ts';
import { computeNamed, jobFields } from './job-fields.ts';

type JobValues = Values<typeof jobFields>;

/** Where the variables of a body lie. */
const variablesAt = 'properties.environmentVariables';

/** Why a compute cannot give that many nodes at once. */
const tooMany = ({ compute: name, count }: JobValues, { computes }: FormFacts): readonly string[] => {
  const compute = computeNamed(name, computes);
  switch (compute?.detail.is) {
    case 'cluster': {
      const { maxNodes } = compute.detail;
      return count > maxNodes
        ? [`${count} instances, but ${compute.name} has at most ${maxNodes} nodes: it would never start`]
        : [];
    }
    case 'instance':
      return count > 1 ? [`${compute.name} is one instance: instances must be 1`] : [];
    case 'other':
    case undefined:
      return [];
  }
};

const waits = ({ compute: name }: JobValues, { computes }: FormFacts): readonly string[] => {
  const compute = computeNamed(name, computes);
  return compute?.detail.is === 'instance' && compute.detail.state.is === 'Stopped'
    ? [`${compute.name} is Stopped: the job waits until it is started`]
    : [];
};

const distributionBody = (values: JobValues): Json | undefined => {
  switch (values.distribution) {
    case 'none':
      return undefined;
    case 'PyTorch':
    case 'Mpi':
      return {
        distributionType: values.distribution,
        ...(values.processes === undefined ? {} : { processCountPerInstance: values.processes }),
      };
    case 'TensorFlow':
      return {
        distributionType: 'TensorFlow',
        ...(values.workers === undefined ? {} : { workerCount: values.workers }),
        ...(values.servers === undefined ? {} : { parameterServerCount: values.servers }),
      };
  }
};

/** A command job that uploads nothing. Body as in the REST API 2022-10-01, `CommandJob`. */
export const commandJobForm: Form<JobPlan> = formWith(
  {
    fields: jobFields,
    name: ({ name }) => name,
    rules: (values, facts) => {
      const twice = Object.keys(values.variables).find((name) => Object.hasOwn(values.secretVariables, name));
      return [
        ...tooMany(values, facts),
        ...(twice === undefined ? [] : [`${twice} is among the variables and the secret ones`]),
      ];
    },
    warnings: (values, facts) => [
      ...waits(values, facts),
      ...(values.distribution === 'none' && values.count > 1
        ? [`no distribution is chosen: how the ${values.count} nodes work together is up to the command`]
        : []),
      ...(Object.keys(values.secretVariables).length === 0
        ? []
        : ['Azure shows the variables of a job, secrets too, to everybody who may read it']),
    ],
    cost: () => undefined,
    secrets: ({ secretVariables }) => Object.keys(secretVariables).map((name) => `${variablesAt}.${name}`),
    body: (values, { place }): Json => {
      const environmentVariables = { ...values.variables, ...values.secretVariables };
      const distribution = distributionBody(values);
      return {
        properties: {
          jobType: 'Command',
          ...(values.displayName === undefined ? {} : { displayName: values.displayName }),
          ...(values.experiment === undefined ? {} : { experimentName: values.experiment }),
          command: values.command,
          environmentId: values.environment,
          computeId: computeId(place, values.compute),
          resources: {
            instanceCount: values.count,
            ...(values.shm === undefined ? {} : { shmSize: values.shm }),
          },
          ...(distribution === undefined ? {} : { distribution }),
          ...(values.limit === undefined
            ? {}
            : { limits: { jobLimitsType: 'Command', timeout: `PT${values.limit}S` } }),
          ...(Object.keys(environmentVariables).length === 0 ? {} : { environmentVariables }),
          ...(Object.keys(values.tags).length === 0 ? {} : { tags: values.tags }),
        },
      };
    },
  },
  (parts, { compute, count, environment }) => ({
    ...parts,
    job: { compute, count, environmentId: environment },
  }),
);
