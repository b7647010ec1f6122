import type { Pseudonyms } from './pseudonyms.ts';

/*
 * What is not known to be public is replaced: a field that is added one day is hidden until somebody lists it here.
 */

/** Fields whose texts are words of Azure or of this program: they name nobody. */
const publicFields = new Set([
  'is',
  'text',
  'kind',
  'type',
  'location',
  'vmSize',
  'family',
  'code',
  'status',
  'state',
  'action',
  'reason',
  'what',
  'detail',
  'trigger',
  'identityType',
  'publicSsh',
  'access',
  'schedules',
  'requestId',
  // Of resources as the service sends them.
  'computeType',
  'computeLocation',
  'provisioningState',
  'allocationState',
  'osType',
  'vmPriority',
  'remoteLoginPortPublicAccess',
  'sshPublicAccess',
  'applicationSharingPolicy',
  'computeInstanceAuthorizationType',
  'clusterPurpose',
  'loadBalancerType',
  'agentVmSize',
  'operationName',
  'operationStatus',
  'operationTrigger',
  'createdByType',
  'lastModifiedByType',
  'triggerType',
  'frequency',
  'timeZone',
  'expression',
  // Opaque to everybody above, and never shown.
  'statusUrl',
  'next',
]);

/** The same, where only the field above tells. */
const publicPlaces = new Set(['applications.name', 'lastOperation.name']);

/** Sentences of the service, in which names stand among words. */
const sentences = new Set(['message', 'identity', 'note']);

/** Texts that somebody has written: what they tell cannot be known. */
const written = new Set(['description', 'command']);

const hidden = '(redacted)';

/** Times and durations as Azure writes them. */
const isTime = (text: string): boolean =>
  /^(?:\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?|PT?(?:\d+[DHMS])+)$/u.test(text);

const isArmPath = (text: string): boolean => /^\/?subscriptions\//iu.test(text);

const redactText = (text: string, key: string, parent: string, names: Pseudonyms): string => {
  if (written.has(key)) return text === '' ? text : hidden;
  if (key === 'logs') return names.fileName(text);
  if (sentences.has(key)) return names.inText(text);
  // `scope` is a word in usages, and a resource in a refusal.
  if (key === 'scope' && !isArmPath(text)) return text;
  if (isTime(text) || publicFields.has(key) || publicPlaces.has(`${parent}.${key}`)) return text;
  return names.standIn(text);
};

const isBetween = (byte: number, first: string, last: string): boolean =>
  byte >= first.charCodeAt(0) && byte <= last.charCodeAt(0);

/**
 * What a log says cannot be known: its lines keep their shape, their letters and figures do not. Byte by byte, as what follows is asked for
 * by its place in the file.
 */
const hiddenBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte) => {
    if (isBetween(byte, '0', '9')) return '0'.charCodeAt(0);
    const isLetter = isBetween(byte, 'a', 'z') || isBetween(byte, 'A', 'Z') || byte >= 0x80;
    return isLetter ? 'x'.charCodeAt(0) : byte;
  });

/**
 * A value of the model with stand-ins for what names somebody or something. Numbers and yes or no are kept; of objects the keys, but for
 * tags. The same shape comes back.
 */
export const redactValue = <T>(value: T, names: Pseudonyms): T => {
  const walk = (each: unknown, key: string, parent: string): unknown => {
    if (typeof each === 'string') return redactText(each, key, parent, names);
    if (Array.isArray(each)) return each.map((one) => walk(one, key, parent));
    if (each instanceof Uint8Array) return hiddenBytes(each);
    if (typeof each !== 'object' || each === null) return each;
    const isTags = key === 'tags';
    return Object.fromEntries(
      Object.entries(each).map(([name, inner]) =>
        isTags
          ? [names.standIn(name), walk(inner, 'tag', key)]
          : [isArmPath(name) ? names.standIn(name) : name, walk(inner, name, key)],
      ),
    );
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the walk keeps every shape as it is
  return walk(value, '', '') as T;
};

/** A question with everything real again that its stand-ins stand for. What is no plain data (a signal, a function) is as it was. */
export const restoreValue = <T>(value: T, names: Pseudonyms): T => {
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return names.back(each);
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== 'object' || each === null || Object.getPrototypeOf(each) !== Object.prototype)
      return each;
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [names.back(key), walk(inner)]));
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the walk keeps every shape as it is
  return walk(value) as T;
};
