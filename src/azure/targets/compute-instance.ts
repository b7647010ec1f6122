import { instanceYaml } from '../compute-yaml/v2-types.ts';
import { instanceCliV1 } from '../export/cli-v1-targets.ts';
import { instancePythonV1 } from '../export/v1-targets.ts';
import { instanceV2 } from '../export/v2-targets.ts';
import { instanceSteps } from '../next-steps/next-steps.ts';
import type { Json } from '../gateway.ts';
import type { Values } from './field.ts';
import { formOf } from './form.ts';
import { identityBody, identityWarnings } from './identity.ts';
import { instanceFields } from './instance-fields.ts';
import { networkWarnings } from './network.ts';
import { scheduleBody } from './schedules.ts';
import { scriptBody } from './setup-scripts.ts';
import { nodesPerHour } from './size-field.ts';
import type { TargetParts } from './target.ts';

type InstanceValues = Values<typeof instanceFields>;

const schedulesOf = ({ stop, start, stop2, start2 }: InstanceValues) =>
  [stop, start, stop2, start2].flatMap((each) => (each === undefined ? [] : [scheduleBody(each)]));

/** Scripts, user and schedules: what a body has only when something of it was asked for. */
const extras = (values: InstanceValues): Readonly<Record<string, Json>> => {
  const creationScript = scriptBody({
    source: values.creation,
    data: values.creationPath ?? values.creationInline ?? values.creationBase64,
    arguments: values.creationArguments,
    timeout: values.creationTimeout,
  });
  const startupScript = scriptBody({
    source: values.startup,
    data: values.startupPath ?? values.startupInline ?? values.startupBase64,
    arguments: values.startupArguments,
    timeout: values.startupTimeout,
  });
  const scripts = {
    ...(creationScript === undefined ? {} : { creationScript }),
    ...(startupScript === undefined ? {} : { startupScript }),
  };
  const schedules = schedulesOf(values);
  return {
    ...(values.user === undefined || values.tenant === undefined
      ? {}
      : {
          personalComputeInstanceSettings: {
            assignedUser: { objectId: values.user, tenantId: values.tenant },
          },
        }),
    ...(Object.keys(scripts).length === 0 ? {} : { setupScripts: { scripts } }),
    ...(schedules.length === 0 ? {} : { schedules: { computeStartStop: schedules } }),
    ...(values.idle === undefined ? {} : { idleTimeBeforeShutdown: `PT${values.idle}M` }),
  };
};

/** One virtual machine for one user. Body as in the REST API 2022-10-01, `ComputeInstance`. */
const computeInstanceForm = formOf({
  fields: instanceFields,
  name: ({ name }) => name,
  rules: ({ user, tenant }) =>
    (user === undefined) === (tenant === undefined)
      ? []
      : [`the user's ${user === undefined ? 'object id' : 'tenant id'} is missing: both or none`],
  warnings: (values) => [
    ...(values.stop === undefined && values.stop2 === undefined && values.idle === undefined
      ? ['nothing stops it by itself: it bills until somebody does']
      : []),
    ...(values.idle === undefined
      ? []
      : [
          'idle shutdown is unconfirmed through this version of the service: look whether it is there afterwards',
          ...(values.identity === 'none'
            ? []
            : ['idle shutdown works only when the identity is a Contributor of the workspace']),
        ]),
    ...(values.ssh === 'Enabled' && values.subnet === undefined
      ? ['its SSH port is open to the internet']
      : []),
    ...(values.user === undefined ? [] : ['only that user can open it, and that cannot be changed later']),
    ...networkWarnings(values.subnet, values.publicIp),
    ...identityWarnings(values.identity, values.identities),
  ],
  // It does not scale: it costs the same at both ends, until it is stopped.
  cost: ({ size }, facts) => {
    const perHour = size === undefined ? undefined : nodesPerHour(size, 1, 'Dedicated', facts);
    return size === undefined ? undefined : perHour === undefined ? {} : { atMin: perHour, atMax: perHour };
  },
  machines: ({ size }, { location }) =>
    size === undefined
      ? undefined
      : { vmSize: size, priority: 'Dedicated', minNodes: 1, maxNodes: 1, location, heldNodes: 0 },
  claims: ({ size, identities = [], ...values }, { location }) => ({
    computeType: 'ComputeInstance',
    location,
    uniqueIn: 'region',
    vmSize: size,
    priority: 'Dedicated',
    minNodes: 1,
    maxNodes: 1,
    scales: false,
    ...(values.subnet === undefined ? {} : { subnetId: values.subnet }),
    identityIds: identities,
  }),
  body: (values, { location }) => ({
    location,
    ...(Object.keys(values.tags).length === 0 ? {} : { tags: values.tags }),
    ...identityBody(values.identity, values.identities),
    properties: {
      computeType: 'ComputeInstance',
      ...(values.description === undefined ? {} : { description: values.description }),
      properties: {
        vmSize: values.size,
        applicationSharingPolicy: values.sharing,
        sshSettings: {
          sshPublicAccess: values.ssh,
          ...(values.key === undefined ? {} : { adminPublicKey: values.key }),
        },
        computeInstanceAuthorizationType: 'personal',
        ...(values.subnet === undefined ? {} : { subnet: { id: values.subnet } }),
        enableNodePublicIp: values.publicIp === 'yes',
        ...extras(values),
      },
    },
  }),
});

export const computeInstanceTarget: TargetParts = {
  words: {
    about: 'One virtual machine for one user: notebooks, a terminal and a small job queue.',
    notes: [
      'It does not scale down: stop it to stop the bill. Its name is unique in the whole region.',
      'Not shareable. It runs several jobs at once; in a virtual network no SSH port need be open.',
    ],
    uses: {
      training: true,
      automl: 'SDK',
      pipelines: true,
      designer: false,
      batch: false,
      realTime: 'tests',
    },
    typicalDuration: 'about 5 minutes',
    changeableLater:
      'Size, name, user, SSH and network cannot be changed later: for these delete it and create it again.',
  },
  form: computeInstanceForm,
  v2: instanceV2,
  yaml: instanceYaml,
  cliV1: { create: instanceCliV1 },
  pythonV1: { create: instancePythonV1 },
  steps: instanceSteps,
};
