import { withoutSecrets } from '../known-secrets.ts';
import type { ServiceError } from '../problem.ts';
import { isRecord, list, record, text } from './json.ts';

const nestedAtMost = 8;
const detailsAtMost = 20;

/** Azure wraps an error in `error`, old services twice; sign-in answers put a bare code there. */
const unwrap = (raw: unknown): unknown => {
  let inner = raw;
  for (let depth = 0; depth < nestedAtMost && isRecord(inner) && isRecord(inner.error); depth += 1)
    inner = inner.error;
  return inner;
};

const nested = (raw: unknown, depth: number): readonly ServiceError[] => {
  if (depth > nestedAtMost) return [];
  const own = record(unwrap(raw));
  const inner = own.innererror ?? own.innerError;
  const children = [...list(own.details), ...(isRecord(inner) ? [inner] : [])];
  return children.flatMap((child) => {
    const { code, message } = head(child);
    const below = nested(child, depth + 1);
    return code === '' && message === '' ? below : [{ code, message, details: [] }, ...below];
  });
};

/** Services repeat what they were sent, in every field of an error. */
const words = (raw: unknown): string =>
  withoutSecrets(text(typeof raw === 'string' ? withoutSecrets(raw) : undefined) ?? '');

const head = (raw: unknown): { readonly code: string; readonly message: string } => {
  const own = record(unwrap(raw));
  return {
    code: words(own.code) || words(own.error),
    message: words(own.message) || words(own.error_description),
  };
};

/** The service's own words out of any of Azure's error envelopes. Empty code and message when it gave none. */
export const readServiceError = (raw: unknown): ServiceError => ({
  ...head(raw),
  details: nested(raw, 0).slice(0, detailsAtMost),
});

/** `provisioningErrors` and `errors` of a compute: `{error: {…}}` each. Entries without a word are left out. */
export const readServiceErrors = (raw: unknown): readonly ServiceError[] =>
  list(raw)
    .map(readServiceError)
    .filter((error) => error.code !== '' || error.message !== '');
