import { makeAttached, makeCluster } from '../world/make.ts';
import { regions } from '../world/sizes.ts';
import type { Cluster, Compute, Json, World } from '../world/world.ts';
import { checkAttachment } from './attachment.ts';
import { readDuration } from './duration.ts';
import { field, textField } from './exchange.ts';
import { readInstance } from './read-instance.ts';
import { readSize, type Where } from './read-size.ts';
import { invalid, oneOf, refused, type Read } from './read.ts';
import { readSettings } from './settings-shapes.ts';

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

/** Reads `properties` of a PUT, of a compute that exists or of a new one, into what the world keeps of that type. */
export const readDetail = (
  world: World,
  where: Where,
  properties: Json | undefined,
  isNew: boolean,
): Read<Compute['detail']> => {
  const type = textField(properties, 'computeType');
  if (type === undefined) return invalid('The property computeType is required.');
  if (regions[where.region] === undefined)
    return refused(
      'LocationNotAvailableForResourceType',
      `The provided location '${where.region}' is not available for resource type 'Microsoft.MachineLearningServices/workspaces/computes'.`,
    );
  const settings = readSettings(type, field(properties, 'properties'));
  if (!settings.ok) return settings;
  const inner = settings.value;
  if (type === 'AmlCompute') return readCluster(world, where, inner);
  if (type === 'ComputeInstance') return readInstance(world, where, inner);
  const attachment = checkAttachment(type, properties, isNew);
  return attachment.ok ? { ok: true, value: makeAttached(inner ?? null) } : attachment;
};
