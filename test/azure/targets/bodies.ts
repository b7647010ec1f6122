import type { Json } from '#azure/gateway.ts';
import type { Draft } from '#azure/targets/field.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { identity, keys, subnet } from './forms.ts';

export type Fixture = {
  readonly title: string;
  readonly target: TargetId;
  readonly draft: Draft;
  readonly body: Json;
  readonly secrets?: readonly string[];
  /** Everything that the form warns of, in its order; none where it is absent. */
  readonly warnings?: readonly string[];
};

const openPorts = 'the SSH ports of the nodes are open to the internet';
const privateLink = 'without public IP the workspace needs a private link';
export const roleOnIdentity =
  'giving a user-assigned identity needs the role Managed Identity Operator on it';
const nothingStopsIt = 'nothing stops it by itself: it bills until somebody does';

const ada = '6f1d0c4e-8a35-4b7e-9c1f-2d3e4f5a6b7c';
const tenant = '9b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9';

const scaleSettings = { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT120S' };

/** The nested properties of a cluster of which only the name was typed. */
const plainCluster = {
  osType: 'Linux',
  vmSize: 'Standard_DS3_v2',
  vmPriority: 'Dedicated',
  remoteLoginPortPublicAccess: 'Disabled',
  enableNodePublicIp: true,
  scaleSettings,
};

/** The nested properties of an instance of which nothing was typed. */
const plainInstance = {
  vmSize: 'Standard_DS3_v2',
  applicationSharingPolicy: 'Personal',
  sshSettings: { sshPublicAccess: 'Disabled' },
  computeInstanceAuthorizationType: 'personal',
  enableNodePublicIp: true,
};

const cluster = (
  inner: Readonly<Record<string, Json>>,
  { disableLocalAuth = false, ...outer }: Readonly<Record<string, Json>> = {},
): Json => ({
  location: 'westeurope',
  ...outer,
  properties: { computeType: 'AmlCompute', disableLocalAuth, properties: { ...plainCluster, ...inner } },
});

const instance = (
  inner: Readonly<Record<string, Json>>,
  outer: Readonly<Record<string, Json>> = {},
): Json => ({
  location: 'westeurope',
  ...outer,
  properties: { computeType: 'ComputeInstance', properties: { ...plainInstance, ...inner } },
});

const cron = (action: 'Start' | 'Stop', expression: string, timeZone: string): Json => ({
  action,
  status: 'Enabled',
  triggerType: 'Cron',
  cron: { expression, timeZone },
});

/** What a draft becomes on the wire, exactly. */
export const fixtures: readonly Fixture[] = [
  { title: 'only a name', target: 'AmlCompute', draft: { name: ' train ' }, body: cluster({}) },
  {
    title: 'another region than the workspace',
    target: 'AmlCompute',
    warnings: ['sizes and prices shown are those of westeurope; the checks ask northeurope'],
    draft: { name: 'train', region: 'North Europe' },
    body: {
      location: 'westeurope',
      properties: {
        computeType: 'AmlCompute',
        computeLocation: 'northeurope',
        disableLocalAuth: false,
        properties: plainCluster,
      },
    },
  },
  {
    title: 'the region that the workspace has anyway',
    target: 'AmlCompute',
    draft: { name: 'train', region: 'westeurope' },
    body: cluster({}),
  },
  {
    title: 'size, priority, scale',
    target: 'AmlCompute',
    warnings: [
      'low priority was announced to end on 31 March 2026: the service may refuse it',
      'low-priority nodes may be taken away; a job then starts again from its beginning, or is cancelled',
      '2 nodes run and are billed all the time',
    ],
    draft: {
      name: 'train',
      size: 'STANDARD_DS3_V2',
      priority: 'LowPriority',
      min: '2',
      max: '2',
      idle: '1h30m',
    },
    body: cluster({
      vmPriority: 'LowPriority',
      scaleSettings: { minNodeCount: 2, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: 'PT5400S' },
    }),
  },
  {
    title: 'description, tags, no local auth',
    target: 'AmlCompute',
    draft: { name: 'train', description: ' for 学習 ', tags: 'team=vision, cost=', localAuth: 'off' },
    body: {
      location: 'westeurope',
      tags: { team: 'vision', cost: '' },
      properties: {
        computeType: 'AmlCompute',
        description: 'for 学習',
        disableLocalAuth: true,
        properties: plainCluster,
      },
    },
  },
  {
    title: 'SSH with a key that ends as Windows ends lines',
    target: 'AmlCompute',
    warnings: [openPorts],
    draft: { name: 'train', ssh: 'key', user: 'ada', key: `${keys.rsa}\r\n`, login: 'Enabled' },
    body: cluster({
      remoteLoginPortPublicAccess: 'Enabled',
      userAccountCredentials: { adminUserName: 'ada', adminUserSshPublicKey: keys.rsa },
    }),
  },
  {
    title: 'SSH with a password',
    target: 'AmlCompute',
    warnings: [openPorts],
    draft: { name: 'train', ssh: 'password', password: 'Correct horse 1' },
    body: cluster({
      remoteLoginPortPublicAccess: 'NotSpecified',
      userAccountCredentials: { adminUserName: 'azureuser', adminUserPassword: 'Correct horse 1' },
    }),
    secrets: ['properties.properties.userAccountCredentials.adminUserPassword'],
  },
  {
    title: 'a subnet without public addresses, and the system identity',
    target: 'AmlCompute',
    warnings: [privateLink],
    draft: { name: 'train', subnet: `${subnet}/`, publicIp: 'no', identity: 'system' },
    body: cluster(
      { subnet: { id: subnet }, enableNodePublicIp: false },
      { identity: { type: 'SystemAssigned' } },
    ),
  },
  {
    title: 'two identities, each once and in the case of the documents',
    target: 'AmlCompute',
    warnings: [roleOnIdentity, 'jobs use the first identity unless they name another'],
    draft: {
      name: 'train',
      identity: 'user',
      identities: `${identity('one').replace('resourceGroups', 'resourcegroups')},${identity('two')}`,
    },
    body: cluster(
      {},
      {
        identity: {
          type: 'UserAssigned',
          userAssignedIdentities: { [identity('one')]: {}, [identity('two')]: {} },
        },
      },
    ),
  },
  {
    title: 'what hidden fields hold stays out of it',
    target: 'AmlCompute',
    draft: {
      name: 'train',
      user: 'ROOT!',
      key: 'nonsense',
      password: 'x',
      login: 'Enabled',
      identities: 'nonsense',
    },
    body: cluster({}),
  },
  {
    title: 'nothing but what is proposed',
    target: 'ComputeInstance',
    warnings: [nothingStopsIt],
    draft: {},
    body: instance({}),
  },
  {
    title: 'SSH, shared, description and tags',
    target: 'ComputeInstance',
    warnings: [nothingStopsIt, 'its SSH port is open to the internet'],
    draft: {
      name: 'ada-box',
      ssh: 'Enabled',
      key: keys.rsa,
      sharing: 'Shared',
      description: "Ada's",
      tags: 'a=b',
    },
    body: {
      location: 'westeurope',
      tags: { a: 'b' },
      properties: {
        computeType: 'ComputeInstance',
        description: "Ada's",
        properties: {
          ...plainInstance,
          applicationSharingPolicy: 'Shared',
          sshSettings: { sshPublicAccess: 'Enabled', adminPublicKey: keys.rsa },
        },
      },
    },
  },
  {
    title: 'for another user',
    target: 'ComputeInstance',
    warnings: [nothingStopsIt, 'only that user can open it, and that cannot be changed later'],
    draft: { user: `{${ada.toUpperCase()}}`, tenant },
    body: instance({
      personalComputeInstanceSettings: { assignedUser: { objectId: ada, tenantId: tenant } },
    }),
  },
  {
    title: 'a creation script from the workspace and startup commands',
    target: 'ComputeInstance',
    warnings: [nothingStopsIt],
    draft: {
      creation: 'path',
      creationPath: 'Users/ada/setup.sh',
      creationArguments: '--gpu yes',
      creationTimeout: '1h',
      startup: 'inline',
      startupInline: 'echo é',
      startupTimeout: '',
    },
    body: instance({
      setupScripts: {
        scripts: {
          creationScript: {
            scriptSource: 'workspaceStorage',
            scriptData: 'Users/ada/setup.sh',
            scriptArguments: '--gpu yes',
            timeout: '60m',
          },
          startupScript: { scriptSource: 'inline', scriptData: 'ZWNobyDDqQ==' },
        },
      },
    }),
  },
  {
    title: 'a startup script pasted as base64',
    target: 'ComputeInstance',
    warnings: [nothingStopsIt],
    draft: { startup: 'base64', startupBase64: 'ZWNo byDDqQ==', startupPath: 'hidden' },
    body: instance({
      setupScripts: {
        scripts: { startupScript: { scriptSource: 'inline', scriptData: 'ZWNobyDDqQ==', timeout: '15m' } },
      },
    }),
  },
  {
    title: 'one stop schedule',
    target: 'ComputeInstance',
    draft: { stop: 'stop 0 18 * * * w. europe standard time' },
    body: instance({
      schedules: { computeStartStop: [cron('Stop', '0 18 * * *', 'W. Europe Standard Time')] },
    }),
  },
  {
    title: 'four schedules, some of them said with a time of day',
    target: 'ComputeInstance',
    warnings: ['Start also at: no time zone is named: UTC is meant then'],
    draft: {
      stop: '18:30 mon-fri UTC',
      start: '8:05 monday,wed Tokyo Standard Time',
      stop2: '0 12 * * sat UTC',
      start2: '07:00 daily',
    },
    body: instance({
      schedules: {
        computeStartStop: [
          cron('Stop', '30 18 * * 1-5', 'UTC'),
          cron('Start', '5 8 * * 1,3', 'Tokyo Standard Time'),
          cron('Stop', '0 12 * * sat', 'UTC'),
          cron('Start', '0 7 * * *', 'UTC'),
        ],
      },
    }),
  },
  {
    title: 'a subnet, no public address, an identity',
    target: 'ComputeInstance',
    warnings: [nothingStopsIt, privateLink, roleOnIdentity],
    draft: { subnet: subnet.toUpperCase(), publicIp: 'no', identity: 'user', identities: identity('one') },
    body: instance(
      {
        subnet: {
          id: '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/RG-NET/providers/Microsoft.Network/virtualNetworks/VNET/subnets/TRAIN',
        },
        enableNodePublicIp: false,
      },
      { identity: { type: 'UserAssigned', userAssignedIdentities: { [identity('one')]: {} } } },
    ),
  },
];

/** Not in the published API version: sent all the same, and said to be unconfirmed. */
export const idleShutdown: Fixture = {
  title: 'idle shutdown',
  target: 'ComputeInstance',
  warnings: [
    'idle shutdown is unconfirmed through this version of the service: look whether it is there afterwards',
  ],
  draft: { idle: '1h' },
  body: instance({ idleTimeBeforeShutdown: 'PT60M' }),
};
