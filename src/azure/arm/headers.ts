import { withoutSecrets } from '../known-secrets.ts';
import { withoutProofs } from '../proofs.ts';

/** What is read from an answer's headers; names in any case. */
export type Headers = { get(name: string): string | undefined };

/** The service's clock (`Date`), in ms since the epoch. */
export const serverTimeMs = (headers: Headers): number | undefined => {
  const ms = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(ms) ? undefined : ms;
};

/** How long the service asks to wait, in ms: `retry-after-ms` and `x-ms-retry-after-ms`, or `Retry-After` in seconds or as an HTTP date. */
export const retryAfterMs = (headers: Headers): number | undefined => {
  const ms = headers.get('retry-after-ms') ?? headers.get('x-ms-retry-after-ms');
  if (ms !== undefined && /^\d{1,9}$/u.test(ms.trim())) return Number(ms);
  const raw = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,6}(?:\.\d+)?$/u.test(raw)) return Math.round(Number(raw) * 1000);
  const until = Date.parse(raw);
  // A date means the service's clock, which need not be ours.
  return Number.isNaN(until) ? undefined : Math.max(0, until - (serverTimeMs(headers) ?? Date.now()));
};

const longestId = 100;

const isGuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/** Nearly all of them are ids and nothing else. */
const shown = (value: string): string => (isGuid.test(value) ? value : withoutProofs(withoutSecrets(value)));

/** A header that is shown or kept: printable ASCII, not too long. */
export const printable = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : shown(value.replaceAll(/[^ -~]/gu, '')).slice(0, longestId);

/** The id under which the service's people find this call. */
export const requestIdOf = (headers: Headers): string | undefined =>
  printable(headers.get('x-ms-request-id'));
