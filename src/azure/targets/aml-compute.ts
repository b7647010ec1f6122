import { clusterYaml } from '../compute-yaml/v2-types.ts';
import { clusterCliV1 } from '../export/cli-v1-targets.ts';
import { clusterPythonV1 } from '../export/v1-targets.ts';
import { clusterV2 } from '../export/v2-targets.ts';
import { clusterSteps } from '../next-steps/next-steps.ts';
import { clusterFields } from './cluster-fields.ts';
import { formOf } from './form.ts';
import { identityBody, identityWarnings } from './identity.ts';
import { networkWarnings } from './network.ts';
import { nodesPerHour, sizeNamed } from './size-field.ts';
import type { TargetParts } from './target.ts';

/** A managed cluster of virtual machines that grows with the queue. Body as in the REST API 2022-10-01, `AmlCompute`. */
const amlComputeForm = formOf({
  fields: clusterFields,
  secrets: ['properties.properties.userAccountCredentials.adminUserPassword'],
  name: ({ name }) => name,
  rules: ({ size, priority, min, max }, facts) => [
    ...(min > max ? [`min nodes (${min}) must not exceed max nodes (${max})`] : []),
    ...(priority === 'LowPriority' && sizeNamed(size, facts)?.lowPriorityCapable === false
      ? [`${size} cannot be had at low priority`]
      : []),
  ],
  warnings: (
    { priority, min, max, ssh, login, localAuth, identity, identities, ...values },
    { location },
  ) => [
    ...(values.region === undefined || values.region === location
      ? []
      : [`sizes and prices shown are those of ${location}; the checks ask ${values.region}`]),
    ...(priority === 'LowPriority'
      ? [
          'low priority was announced to end on 31 March 2026: the service may refuse it',
          'low-priority nodes may be taken away; a job then starts again from its beginning, or is cancelled',
        ]
      : []),
    ...(min > 0
      ? [`${min} ${min === 1 ? 'node runs and is' : 'nodes run and are'} billed all the time`]
      : []),
    ...(max > 100 ? ['more than 100 nodes need a support request'] : []),
    ...(max === 0 ? ['with max 0 no job can run'] : []),
    ...(ssh !== 'none' && localAuth === 'off'
      ? ['local auth is off: nobody can sign in with the SSH account']
      : []),
    ...(login === 'Enabled' || (login === 'NotSpecified' && values.subnet === undefined)
      ? ['the SSH ports of the nodes are open to the internet']
      : []),
    ...networkWarnings(values.subnet, values.publicIp),
    ...identityWarnings(identity, identities),
  ],
  cost: ({ size, priority, min, max }, facts) => {
    if (size === undefined || priority === undefined || min === undefined || max === undefined)
      return undefined;
    const atMin = nodesPerHour(size, min, priority, facts);
    const atMax = nodesPerHour(size, max, priority, facts);
    return { ...(atMin === undefined ? {} : { atMin }), ...(atMax === undefined ? {} : { atMax }) };
  },
  machines: ({ size, priority, min, max, region }, { location }) =>
    size === undefined || priority === undefined || min === undefined || max === undefined
      ? undefined
      : {
          vmSize: size,
          priority,
          minNodes: min,
          maxNodes: max,
          location: region ?? location,
          heldNodes: 0,
        },
  claims: ({ size, priority, min, max, identities = [], ...values }, { location }) => ({
    computeType: 'AmlCompute',
    location: values.region ?? location,
    uniqueIn: 'workspace',
    vmSize: size,
    priority,
    minNodes: min,
    maxNodes: max,
    scales: true,
    ...(values.subnet === undefined ? {} : { subnetId: values.subnet }),
    identityIds: identities,
  }),
  body: (values, { location }) => ({
    location,
    ...(Object.keys(values.tags).length === 0 ? {} : { tags: values.tags }),
    ...identityBody(values.identity, values.identities),
    properties: {
      computeType: 'AmlCompute',
      // The top-level region stays the workspace's: another one there would orphan a system-assigned identity.
      ...(values.region === undefined || values.region === location
        ? {}
        : { computeLocation: values.region }),
      ...(values.description === undefined ? {} : { description: values.description }),
      disableLocalAuth: values.localAuth === 'off',
      properties: {
        osType: 'Linux',
        vmSize: values.size,
        vmPriority: values.priority,
        // Nobody could sign in: no reason to leave a port open.
        remoteLoginPortPublicAccess: values.login ?? 'Disabled',
        ...(values.user === undefined
          ? {}
          : {
              userAccountCredentials: {
                adminUserName: values.user,
                ...(values.key === undefined ? {} : { adminUserSshPublicKey: values.key }),
                ...(values.password === undefined ? {} : { adminUserPassword: values.password }),
              },
            }),
        ...(values.subnet === undefined ? {} : { subnet: { id: values.subnet } }),
        enableNodePublicIp: values.publicIp === 'yes',
        // The service refuses a body without minNodeCount, although the specification calls it optional.
        scaleSettings: {
          minNodeCount: values.min,
          maxNodeCount: values.max,
          nodeIdleTimeBeforeScaleDown: `PT${values.idle}S`,
        },
      },
    },
  }),
});

export const amlComputeTarget: TargetParts = {
  words: {
    about: 'Managed virtual machines that come with the queue and leave when idle.',
    notes: [
      'With min 0 an idle cluster costs nothing; every node above 0 is billed all the time.',
      'Shared by everybody in the workspace. Up to 100 nodes; thousands after a support request, which turns off the communication between nodes (MPI).',
    ],
    uses: { training: true, automl: true, pipelines: true, designer: true, batch: true, realTime: false },
    typicalDuration: 'seconds when it is empty, about 5 minutes with nodes',
    changeableLater:
      'Min, max, idle time and identities can be changed later; for anything else delete it and create it again.',
  },
  form: amlComputeForm,
  v2: clusterV2,
  yaml: clusterYaml,
  cliV1: { create: clusterCliV1 },
  pythonV1: { create: clusterPythonV1 },
  steps: clusterSteps,
};
