import { makeInstance, operatorOf } from '../world/make.ts';
import { guid } from '../world/random.ts';
import { isReadable } from '../world/recurrence.ts';
import type { Instance, Json, Schedule, World } from '../world/world.ts';
import { readDuration } from './duration.ts';
import { asRecord, field, textField } from './exchange.ts';
import { readSize, type Where } from './read-size.ts';
import { invalid, oneOf, type Read } from './read.ts';
import { scheduleShape, setupScriptsShape } from './settings-shapes.ts';
import { readShape } from './shape.ts';

/** The start and stop schedules of an instance: the object with the list `computeStartStop`. */
export const readSchedules = (world: World, sent: Json | undefined): Read<Schedule[]> => {
  const list = field(sent, 'computeStartStop') ?? [];
  if (!Array.isArray(list)) return invalid('computeStartStop must be a list.');
  if (list.length > 4) return invalid('A compute instance can have at most 4 schedules.');
  const schedules: Schedule[] = [];
  for (const entry of list) {
    const shaped = readShape(scheduleShape, entry, 'computeStartStop');
    if (!shaped.ok) return shaped;
    const own = asRecord(shaped.value);
    const action = oneOf(textField(entry, 'action'), ['Start', 'Stop'], 'Stop');
    if (own === undefined || action === undefined || !isReadable(own)) {
      return invalid('A schedule needs an action, Start or Stop, and a cron expression or a recurrence.');
    }
    schedules.push({
      id: guid(world),
      action,
      enabled: textField(entry, 'status') !== 'Disabled',
      sent: own,
    });
  }
  return { ok: true, value: schedules };
};

const leastIdleMs = 15 * 60_000;
const mostIdleMs = 3 * 86_400_000;

/** After how long without a job an instance is stopped, in ms; null when it is not. From 15 minutes to 3 days. */
export const readIdleShutdown = (value: Json | undefined): Read<number | null> => {
  if (value === undefined || value === '') return { ok: true, value: null };
  const ms = typeof value === 'string' ? readDuration(value) : undefined;
  return ms === undefined || ms < leastIdleMs || ms > mostIdleMs
    ? invalid('The property idleTimeBeforeShutdown must be an ISO 8601 duration from 15 minutes to 3 days.')
    : { ok: true, value: ms };
};

/** Reads the nested properties of a PUT of a compute instance. */
export const readInstance = (world: World, where: Where, properties: Json | undefined): Read<Instance> => {
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
  const schedules = readSchedules(world, field(properties, 'schedules'));
  if (!schedules.ok) return schedules;
  const idle = readIdleShutdown(field(properties, 'idleTimeBeforeShutdown'));
  if (!idle.ok) return idle;
  const scripts = readShape(setupScriptsShape, field(properties, 'setupScripts') ?? null, 'setupScripts');
  if (!scripts.ok) return scripts;
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
      setupScripts: scripts.value,
      idleShutdownMs: idle.value,
    }),
  };
};
