import { makeAttached, makeCluster, makeInstance, operatorOf } from '../world/make.ts';
import { creationRefused } from '../world/quota.ts';
import { isReadable } from '../world/recurrence.ts';
import { guid } from '../world/random.ts';
import { regions, sizesIn } from '../world/sizes.ts';
import type { Cluster, Compute, Failure, Instance, Json, Schedule, World } from '../world/world.ts';
import { readDuration } from './duration.ts';
import { asRecord, field, textField } from './exchange.ts';

/** A body understood, or why it is refused. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

const refused = (code: string, message: string): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: { code, message },
});

const invalid = (message: string) => refused('BadArgument', message);

export type Scale = Pick<Cluster, 'minNodes' | 'maxNodes' | 'idleMs'>;

const wholeNumber = (value: Json | undefined): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

/** Scale settings of a cluster. The service wants both counts, though the specification requires only the maximum. */
export const readScale = (scale: Json | undefined, idleMs: number): Read<Scale> => {
  const maxNodes = wholeNumber(field(scale, 'maxNodeCount'));
  const minNodes = wholeNumber(field(scale, 'minNodeCount'));
  if (maxNodes === undefined)
    return invalid(
      'The property scaleSettings.maxNodeCount is required and must be a whole number of 0 or more.',
    );
  if (minNodes === undefined)
    return invalid(
      'The property scaleSettings.minNodeCount is required and must be a whole number of 0 or more.',
    );
  if (minNodes > maxNodes)
    return invalid(`minNodeCount ${minNodes} must not be greater than maxNodeCount ${maxNodes}.`);
  const idle = field(scale, 'nodeIdleTimeBeforeScaleDown');
  if (idle === undefined) return { ok: true, value: { minNodes, maxNodes, idleMs } };
  const givenMs = typeof idle === 'string' ? readDuration(idle) : undefined;
  if (givenMs === undefined)
    return invalid('The property scaleSettings.nodeIdleTimeBeforeScaleDown must be an ISO 8601 duration.');
  return { ok: true, value: { minNodes, maxNodes, idleMs: givenMs } };
};

const oneOf = <T extends string>(
  value: string | undefined,
  words: readonly T[],
  otherwise: T,
): T | undefined => (value === undefined ? otherwise : words.find((word) => word === value));

type Where = { readonly subscriptionId: string; readonly region: string };

const readSize = (
  world: World,
  where: Where,
  properties: Json | undefined,
  machine: { readonly priority: Cluster['priority']; readonly minNodes: number; readonly instance: boolean },
): Read<string> => {
  const vmSize = textField(properties, 'vmSize');
  if (vmSize === undefined) return invalid('The property vmSize is required.');
  const size = sizesIn(where.region).find((other) => other.name.toLowerCase() === vmSize.toLowerCase());
  if (size === undefined || (machine.instance && !size.forInstances)) {
    return invalid(`The specified vmSize '${vmSize}' is not supported in region '${where.region}'.`);
  }
  if (machine.priority === 'LowPriority' && !size.lowPriority) {
    return invalid(`The specified vmSize '${vmSize}' can not be used with low priority.`);
  }
  const failure = creationRefused(world, where.subscriptionId, where.region, { ...machine, vmSize });
  return failure === undefined ? { ok: true, value: vmSize.toUpperCase() } : { ok: false, failure };
};

const readCluster = (world: World, where: Where, properties: Json | undefined): Read<Cluster> => {
  const scale = readScale(field(properties, 'scaleSettings'), 120_000);
  if (!scale.ok) return scale;
  const priority = oneOf(textField(properties, 'vmPriority'), ['Dedicated', 'LowPriority'], 'Dedicated');
  if (priority === undefined) return invalid('The property vmPriority must be Dedicated or LowPriority.');
  const osType = oneOf(textField(properties, 'osType'), ['Linux', 'Windows'], 'Linux');
  if (osType === undefined) return invalid('The property osType must be Linux or Windows.');
  const remoteLogin = oneOf(
    textField(properties, 'remoteLoginPortPublicAccess'),
    ['Enabled', 'Disabled', 'NotSpecified'],
    'NotSpecified',
  );
  if (remoteLogin === undefined)
    return invalid('The property remoteLoginPortPublicAccess must be Enabled, Disabled or NotSpecified.');
  const account = field(properties, 'userAccountCredentials');
  const adminUser = textField(account, 'adminUserName') ?? null;
  const secret = textField(account, 'adminUserPassword') ?? textField(account, 'adminUserSshPublicKey');
  if (account !== undefined && (adminUser === null || secret === undefined)) {
    return invalid('userAccountCredentials needs adminUserName and a password or an SSH public key.');
  }
  const size = readSize(world, where, properties, {
    priority,
    minNodes: scale.value.minNodes,
    instance: false,
  });
  if (!size.ok) return size;
  const subnetId = textField(field(properties, 'subnet'), 'id') ?? null;
  const nodePublicIp = field(properties, 'enableNodePublicIp') !== false;
  if (!nodePublicIp && subnetId === null)
    return invalid('enableNodePublicIp can be false only with a subnet.');
  return {
    ok: true,
    value: makeCluster(world, {
      ...scale.value,
      vmSize: size.value,
      priority,
      osType,
      remoteLogin,
      adminUser,
      subnetId,
      nodePublicIp,
      imageId: textField(field(properties, 'virtualMachineImage'), 'id') ?? null,
    }),
  };
};

const readSchedules = (world: World, properties: Json | undefined): Read<Schedule[]> => {
  const list = field(field(properties, 'schedules'), 'computeStartStop') ?? [];
  if (!Array.isArray(list)) return invalid('schedules.computeStartStop must be a list.');
  if (list.length > 4) return invalid('A compute instance can have at most 4 schedules.');
  const schedules: Schedule[] = [];
  for (const entry of list) {
    const sent = asRecord(entry);
    const action = oneOf(textField(entry, 'action'), ['Start', 'Stop'], 'Stop');
    if (sent === undefined || action === undefined || !isReadable(sent)) {
      return invalid('A schedule needs an action, Start or Stop, and a cron expression or a recurrence.');
    }
    schedules.push({ id: guid(world), action, enabled: textField(entry, 'status') !== 'Disabled', sent });
  }
  return { ok: true, value: schedules };
};

const readInstance = (world: World, where: Where, properties: Json | undefined): Read<Instance> => {
  const sharing = oneOf(textField(properties, 'applicationSharingPolicy'), ['Personal', 'Shared'], 'Shared');
  if (sharing === undefined)
    return invalid('The property applicationSharingPolicy must be Personal or Shared.');
  const ssh = field(properties, 'sshSettings');
  const sshAccess = oneOf(textField(ssh, 'sshPublicAccess'), ['Enabled', 'Disabled'], 'Disabled');
  if (sshAccess === undefined)
    return invalid('The property sshSettings.sshPublicAccess must be Enabled or Disabled.');
  const sshKey = textField(ssh, 'adminPublicKey') ?? null;
  if (sshAccess === 'Enabled' && sshKey === null)
    return invalid('SSH access needs sshSettings.adminPublicKey.');
  const schedules = readSchedules(world, properties);
  if (!schedules.ok) return schedules;
  const size = readSize(world, where, properties, { priority: 'Dedicated', minNodes: 1, instance: true });
  if (!size.ok) return size;
  const user = field(field(properties, 'personalComputeInstanceSettings'), 'assignedUser');
  const objectId = textField(user, 'objectId');
  const tenantId = textField(user, 'tenantId');
  if ((objectId === undefined) !== (tenantId === undefined)) {
    return invalid('assignedUser needs both objectId and tenantId.');
  }
  return {
    ok: true,
    value: makeInstance(world, {
      vmSize: size.value,
      state: 'Creating',
      creator: operatorOf(world),
      sharing,
      sshAccess,
      sshKey,
      schedules: schedules.value,
      assignedUser: objectId === undefined || tenantId === undefined ? null : { objectId, tenantId },
      subnetId: textField(field(properties, 'subnet'), 'id') ?? null,
      nodePublicIp: field(properties, 'enableNodePublicIp') !== false,
      setupScripts: field(properties, 'setupScripts') ?? null,
    }),
  };
};

const secrets = new Set([
  'databricksAccessToken',
  'administratorAccount',
  'password',
  'privateKeyData',
  'sslConfiguration',
]);

const withoutSecrets = (value: Json | undefined): Json => {
  const record = asRecord(value);
  if (record === undefined) return null;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !secrets.has(name)));
};

/** Types that stand for a resource of the user's own; the service makes AKS and Data Factory itself when no resource is named. */
const attachable = new Set([
  'AKS',
  'Kubernetes',
  'VirtualMachine',
  'HDInsight',
  'Batch',
  'Databricks',
  'DataLakeAnalytics',
  'SynapseSpark',
  'DataFactory',
]);
const makeable = new Set(['AKS', 'DataFactory']);

/** Reads `properties` of a PUT into what the world keeps of that type. */
export const readDetail = (
  world: World,
  where: Where,
  properties: Json | undefined,
): Read<Compute['detail']> => {
  const type = textField(properties, 'computeType');
  if (type === undefined) return invalid('The property computeType is required.');
  if (regions[where.region] === undefined)
    return refused(
      'LocationNotAvailableForResourceType',
      `The provided location '${where.region}' is not available for resource type 'Microsoft.MachineLearningServices/workspaces/computes'.`,
    );
  const inner = field(properties, 'properties');
  if (type === 'AmlCompute') return readCluster(world, where, inner);
  if (type === 'ComputeInstance') return readInstance(world, where, inner);
  if (!attachable.has(type)) return invalid(`The compute type '${type}' is not supported.`);
  if (textField(properties, 'resourceId') === undefined && !makeable.has(type)) {
    return invalid(`The property resourceId is required to attach a compute of type ${type}.`);
  }
  return { ok: true, value: makeAttached(withoutSecrets(inner)) };
};
