import type { InstanceDetail } from '#azure/model.ts';
import { age, dateTime, seconds } from './words.ts';

type LastOperation = NonNullable<InstanceDetail['lastOperation']>;

/** What Azure's names of operations mean once they are done, and while they go on. */
const verbs: Readonly<Record<string, { readonly done: string; readonly doing: string }>> = {
  Create: { done: 'created', doing: 'being created' },
  Start: { done: 'started', doing: 'starting' },
  Stop: { done: 'stopped', doing: 'stopping' },
  Restart: { done: 'restarted', doing: 'restarting' },
  Reimage: { done: 'reimaged', doing: 'being reimaged' },
  Delete: { done: 'deleted', doing: 'being deleted' },
};

const triggers: Readonly<Record<string, string>> = {
  User: 'by a user',
  Schedule: 'by schedule',
  IdleShutdown: 'by idle shutdown',
};

const ofTable = <Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** The clock time of a moment of the same day, with its date on another day. Local, as all times on the screen. */
const clockOrDate = (at: number, serverTimeMs: number | undefined): string => {
  const [day = '', time = ''] = dateTime(at).split(' ');
  const today = serverTimeMs !== undefined && dateTime(serverTimeMs).startsWith(day);
  return today ? `at ${time}` : `on ${day} at ${time}`;
};

/**
 * Who or what did what to an instance last, and when: `stopped by schedule at 18:00`. Words that are not known stay as the service has
 * them.
 * @param serverTimeMs the service's clock now: on another day the date is said, too
 */
export const lastOperationWords = (
  { name, status, trigger, at }: LastOperation,
  serverTimeMs: number | undefined,
): string => {
  const by = trigger === undefined ? '' : (ofTable(triggers, trigger) ?? `by ${trigger}`);
  const when = at === undefined ? '' : clockOrDate(at, serverTimeMs);
  const verb = ofTable(verbs, name);
  const parts =
    verb !== undefined && status === 'Succeeded'
      ? [verb.done, by, when]
      : verb !== undefined && status === 'InProgress'
        ? [verb.doing, by, when.replace(/^at /u, 'since ')]
        : status.endsWith('Failed')
          ? [name.toLowerCase(), by, 'failed', when]
          : [name, status, by, when];
  return parts.filter((part) => part !== '').join(' ');
};

const up = new Set(['Running', 'JobRunning']);
const begins = new Set(['Create', 'Start', 'Restart']);

/** Since when an instance has been running, ms of the service's clock; undefined when it is not, or nobody knows. */
export const upSince = ({ state, lastOperation: last }: InstanceDetail): number | undefined =>
  up.has(state.is) && last?.status === 'Succeeded' && begins.has(last.name) ? last.at : undefined;

/** How long an instance has been running: `up for 9h12m`. */
export const upWords = (instance: InstanceDetail, serverTimeMs: number | undefined): string | undefined => {
  const since = upSince(instance);
  return since === undefined || serverTimeMs === undefined
    ? undefined
    : `up for ${age(serverTimeMs - since)}`;
};

/** Whose instance it is. Azure gives an assigned user by an object id only: a name is known when that is the creator's. */
export const userWords = ({ assignedUser, createdBy, createdById }: InstanceDetail): string | undefined => {
  if (assignedUser === undefined) return createdBy === undefined ? undefined : `${createdBy}, who created it`;
  if (assignedUser === createdById && createdBy !== undefined)
    return `${createdBy}, assigned, who created it`;
  return `${assignedUser}, assigned${createdBy === undefined ? '' : `; created by ${createdBy}`}`;
};

/** When an instance starts and stops by itself, a sentence each. */
export const scheduleWords = ({ schedules, idleShutdownSeconds }: InstanceDetail): readonly string[] => [
  ...schedules,
  ...(idleShutdownSeconds === undefined ? [] : [`Stop when idle for ${seconds(idleShutdownSeconds)}`]),
];

/** Where an instance is reached over SSH, or that it is not. */
export const sshWords = ({ ssh }: InstanceDetail): string | undefined =>
  ssh === undefined
    ? undefined
    : [ssh.access, ssh.user ?? '', ssh.port === undefined ? '' : `port ${ssh.port}`]
        .filter((part) => part !== '')
        .join(', ');
