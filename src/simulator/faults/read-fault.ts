import type { Effect, Fault, Occasion } from './fault.ts';

/** What a fault was told: names in words with hyphens (`retry-after`), values as text. */
export type Told = ReadonlyMap<string, string>;

const fail = (message: string): never => {
  throw new Error(message);
};

const numberOf = (
  told: Told,
  kind: string,
  name: string,
  least: number,
  most: number,
): number | undefined => {
  const text = told.get(name);
  if (text === undefined) return undefined;
  const value = /^-?\d{1,9}(\.\d{1,3})?$/u.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most
    ? value
    : fail(`The ${name} of the fault ${kind} must be a number from ${least} to ${most}, not '${text}'.`);
};

const wordOf = <W extends string>(told: Told, kind: string, name: string, words: readonly [W, ...W[]]): W => {
  const text = told.get(name);
  if (text === undefined) return words[0];
  return (
    words.find((word) => word === text) ??
    fail(`The ${name} of the fault ${kind} must be ${words.join(' or ')}, not '${text}'.`)
  );
};

const codeOf = (told: Told, kind: string, otherwise: string): string => {
  const text = told.get('code') ?? otherwise;
  return /^\w{1,80}$/u.test(text)
    ? text
    : fail(`The code of the fault ${kind} must be one word, not '${text}'.`);
};

const day = 86_400;

const withRetryAfter =
  <K extends '429' | '500' | '502' | '503'>(kind: K) =>
  (told: Told) => {
    const retryAfter = numberOf(told, kind, 'retry-after', 0, day);
    return { kind, ...(retryAfter === undefined ? {} : { retryAfter }) } as const;
  };

/** The options of every kind, and how its effect is read from them; the first word of a choice is what is meant without it. */
const kinds: {
  readonly [K in Effect['kind']]: readonly [options: readonly string[], read: (told: Told) => Effect];
} = {
  '401': [[], () => ({ kind: '401' })],
  '403': [[], () => ({ kind: '403' })],
  '404': [[], () => ({ kind: '404' })],
  '409': [[], () => ({ kind: '409' })],
  '429': [['retry-after'], withRetryAfter('429')],
  '500': [['retry-after'], withRetryAfter('500')],
  '502': [['retry-after'], withRetryAfter('502')],
  '503': [['retry-after'], withRetryAfter('503')],
  html: [
    ['status'],
    (told) => ({
      kind: 'html',
      status: wordOf(told, 'html', 'status', ['200', '502']) === '200' ? 200 : 502,
    }),
  ],
  expire: [
    ['refresh'],
    (told) => ({
      kind: 'expire',
      refresh: wordOf(told, 'expire', 'refresh', ['false', 'true']) === 'true',
    }),
  ],
  cut: [['where'], (told) => ({ kind: 'cut', where: wordOf(told, 'cut', 'where', ['headers', 'body']) })],
  hang: [
    ['ms'],
    (told) => {
      const ms = numberOf(told, 'hang', 'ms', 0, day * 1000);
      return { kind: 'hang', ...(ms === undefined ? {} : { ms }) };
    },
  ],
  slow: [['ms'], (told) => ({ kind: 'slow', ms: numberOf(told, 'slow', 'ms', 0, day * 1000) ?? 5000 })],
  'half-json': [[], () => ({ kind: 'half-json' })],
  'private-link': [[], () => ({ kind: 'private-link' })],
  skew: [
    ['seconds'],
    (told) => ({
      kind: 'skew',
      seconds: numberOf(told, 'skew', 'seconds', -365 * day, 365 * day) ?? 600,
    }),
  ],
  'operation-failed': [
    ['code'],
    (told) => ({ kind: 'operation-failed', code: codeOf(told, 'operation-failed', 'InternalServerError') }),
  ],
  'operation-stuck': [[], () => ({ kind: 'operation-stuck' })],
  'node-errors': [
    ['code'],
    (told) => ({ kind: 'node-errors', code: codeOf(told, 'node-errors', 'ClusterCoreQuotaReached') }),
  ],
};

const isKind = (word: string): word is Effect['kind'] => Object.hasOwn(kinds, word);

const occasionWords = ['method', 'path', 'count', 'percent'];

const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE'];

const occasionOf = (kind: string, told: Told): Occasion => {
  const method = told.get('method')?.toUpperCase();
  if (method !== undefined && !methods.includes(method))
    fail(`The method of the fault ${kind} must be one of ${methods.join(', ')}, not '${method}'.`);
  const path = told.get('path');
  if (path !== undefined && !/^[/*][^\s,]*$/u.test(path))
    fail(`The path of the fault ${kind} must begin with / or * and hold neither spaces nor commas.`);
  const percent = numberOf(told, kind, 'percent', 0, 100);
  const count = told.get('count') === 'always' ? 'always' : numberOf(told, kind, 'count', 1, 1e9);
  if (typeof count === 'number' && !Number.isInteger(count))
    fail(`The count of the fault ${kind} must be a whole number.`);
  return {
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(count === undefined ? {} : { count }),
    ...(percent === undefined ? {} : { percent }),
  };
};

/**
 * The fault of that kind with what it was told.
 *
 * @throws Error whose message is a sentence for the user, when there is no such kind, option or value
 */
export const readFault = (kind: string, told: Told): Fault => {
  if (!isKind(kind))
    throw new Error(`There is no fault '${kind}': the faults are ${Object.keys(kinds).join(', ')}.`);
  const [options, read] = kinds[kind];
  const known = [...options, ...occasionWords];
  const unknown = [...told.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    fail(`The fault ${kind} has no '${unknown}': it takes ${known.join(', ')}.`);
  }
  return { ...read(told), ...occasionOf(kind, told) };
};
