import { isRecord } from './json.ts';

/** The keys of bodies that hold secrets, in the words of Azure's REST specification. */
const secretKeys = new Set([
  'adminUserPassword',
  'password',
  'privateKeyData',
  'passphrase',
  'cert',
  'key',
  'databricksAccessToken',
]);

/** Shorter ones are found in any text. */
const shortest = 6;
const mask = '********';

const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isRecord(value) ? Object.values(value).flatMap(stringsIn) : [];
};

/** The secrets in a body: by their keys, and the variables of a job, which may hold some under any name. */
const secretsIn = (body: unknown): readonly string[] => {
  if (Array.isArray(body)) return body.flatMap(secretsIn);
  if (!isRecord(body)) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    secretKeys.has(key) || key === 'environmentVariables' ? stringsIn(value) : secretsIn(value),
  );
};

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A secret as a service may repeat it: as it is, within JSON, within JSON in a text, and line by line. */
const formsOf = (secret: string): readonly string[] => {
  const wholes = [secret, escaped(secret), escaped(escaped(secret))];
  return [...wholes, ...secret.split(/\r?\n/u)].filter((each) => each.trim().length >= shortest);
};

const errorKeys = new Set(['error', 'errors', 'provisioningErrors', 'innererror', 'innerError']);

/** Remembers the secrets that were sent, so that no error that repeats one comes any further. */
export const createSentSecrets = () => {
  const sent = new Set<string>();

  const masked = (text: string): string => {
    let result = text;
    for (const each of longestFirst(sent)) result = result.replaceAll(each, mask);
    return result;
  };
  const everywhere = (value: unknown): unknown => {
    if (typeof value === 'string') return masked(value);
    if (Array.isArray(value)) return value.map(everywhere);
    return isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [masked(key), everywhere(each)]))
      : value;
  };
  const inErrors = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inErrors);
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        errorKeys.has(key) ? everywhere(each) : inErrors(each),
      ]),
    );
  };

  return {
    note: (body: unknown): void => {
      for (const secret of secretsIn(body)) for (const form of formsOf(secret)) sent.add(form);
    },
    /** The JSON of an answer without them: of a refusal anywhere, of anything else in the errors that it holds. */
    hidden: (json: unknown, refused: boolean): unknown => {
      if (sent.size === 0) return json;
      return refused ? everywhere(json) : inErrors(json);
    },
  };
};

/** What is part of another must not tear it. */
const longestFirst = (texts: ReadonlySet<string>): readonly string[] =>
  [...texts].toSorted((a, b) => b.length - a.length);
