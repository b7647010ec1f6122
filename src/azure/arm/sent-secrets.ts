import type { Json } from '../gateway.ts';
import { withoutSecrets } from '../known-secrets.ts';
import { noteSecret } from '../note-secrets.ts';
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

/** Remembers the secrets of a body that is sent, so that no error that repeats one tells it. */
export const noteSent = (body: unknown): void => {
  for (const secret of secretsIn(body)) noteSecret(secret);
};

const errorKeys = new Set(['error', 'errors', 'provisioningErrors', 'innererror', 'innerError']);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** A resource as the service sends it, without a secret in the errors that it tells of. */
export const withHiddenErrors = (value: Json, isError = false): Json => {
  if (typeof value === 'string') return isError ? withoutSecrets(value) : value;
  if (isList(value)) return value.map((each) => withHiddenErrors(each, isError));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      isError ? withoutSecrets(key) : key,
      withHiddenErrors(each, isError || errorKeys.has(key)),
    ]),
  );
};
