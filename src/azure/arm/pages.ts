import type { Answer } from '../problem.ts';
import { readReply, type Ask, type Reply, type Send } from './attempt.ts';
import { malformed } from './classify.ts';
import { isRecord } from './json.ts';

export type Page<T> = { readonly rows: readonly T[]; readonly next?: string };

/** Far beyond any real list; it ends a service that hands out links for ever. */
const pagesAtMost = 1000;

/**
 * Rows of one page: the array under `field`, each through `read`. Rows that `read` cannot name are left out; an answer without the
 * array is no page.
 */
export const readPage =
  <T>(field: string, read: (raw: unknown) => T | undefined) =>
  (reply: Reply): Page<T> | undefined => {
    if (!isRecord(reply.json)) return undefined;
    const rows = reply.json[field];
    if (!Array.isArray(rows)) return undefined;
    const { nextLink } = reply.json;
    return {
      rows: rows.map(read).filter((row) => row !== undefined),
      ...(typeof nextLink === 'string' && nextLink !== '' ? { next: nextLink } : {}),
    };
  };

/** Every page from `first` on: the whole list or the first problem. Never follows a link twice. */
export const allPages = async <T>(
  send: Send,
  first: Ask,
  field: string,
  read: (raw: unknown) => T | undefined,
  signal: AbortSignal,
): Promise<Answer<readonly T[]>> => {
  const rows: T[] = [];
  const asked = new Set<string>();
  let ask = first;
  while (asked.size < pagesAtMost) {
    asked.add(ask.url);
    const page = readReply(await send(ask, signal), `no list under ${field}`, readPage(field, read));
    if (!page.ok) return page;
    for (const row of page.value.rows) rows.push(row);
    if (page.value.next === undefined) return { ...page, value: rows };
    if (asked.has(page.value.next)) break;
    ask = { method: 'GET', url: page.value.next };
  }
  return { ok: false, problem: malformed('a list without an end') };
};
