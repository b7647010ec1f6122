import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';
import { maskJson, maskQuery } from './mask.ts';
import type { Ended } from './server.ts';

export type RequestLog = {
  readonly note: (request: Ended) => void;
  readonly close: () => void;
};

/**
 * Appends one line of JSON for each request to a file that only this user can read. Headers are never written, bodies of
 * answers neither; secrets in queries and bodies are masked unless asked for. Throws when the file cannot be opened.
 */
export const openRequestLog = (path: string, withSecrets: boolean): RequestLog => {
  const file = openSync(path, 'a', 0o600);
  // The file may have been there, open to others.
  fchmodSync(file, 0o600);
  let isOpen = true;
  return {
    note: (request) => {
      if (!isOpen) return;
      try {
        writeSync(file, `${JSON.stringify(lineOf(request, withSecrets))}\n`);
      } catch (error) {
        isOpen = false;
        process.stderr.write(`The log of requests ends here: ${String(error)}\n`);
      }
    },
    close: () => {
      isOpen = false;
      closeSync(file);
    },
  };
};

const lineOf = ({ at, method, url, contentType, body, status, ms }: Ended, withSecrets: boolean): object => ({
  time: new Date(at).toISOString(),
  method,
  path: url.pathname,
  query: withSecrets ? Object.fromEntries(url.searchParams) : maskQuery(url),
  status: status ?? null,
  ms: Math.round(ms),
  body: withSecrets ? parsed(contentType, body) : maskJson(parsed(contentType, body)),
});

/** A body that is JSON or a form, as JSON; undefined for any other, since nobody can tell what is secret in it. */
const parsed = (contentType: string, body: string): unknown => {
  if (body === '') return undefined;
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
