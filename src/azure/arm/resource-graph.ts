import type { Answer } from '../problem.ts';
import { readReply, type Reply, type Send } from './attempt.ts';
import { malformed } from './classify.ts';
import { isRecord } from './json.ts';
import { urls } from './urls.ts';

const rowsPerPage = 1000;
const pagesAtMost = 100;

type GraphPage<T> = { readonly rows: readonly T[]; readonly skipToken?: string };

const readGraphPage =
  <T>(read: (raw: unknown) => T | undefined) =>
  (reply: Reply): GraphPage<T> | undefined => {
    if (!isRecord(reply.json) || !Array.isArray(reply.json.data)) return undefined;
    const skipToken = reply.json.$skipToken;
    return {
      rows: reply.json.data.map(read).filter((row) => row !== undefined),
      ...(typeof skipToken === 'string' && skipToken !== '' ? { skipToken } : {}),
    };
  };

/**
 * Every row of a Resource Graph query over all subscriptions the user may read, each through `read`; rows that it cannot name are left
 * out. The query must project `id`: without it Resource Graph gives one page only.
 */
export const allGraphRows = async <T>(
  send: Send,
  query: string,
  read: (raw: unknown) => T | undefined,
  signal: AbortSignal,
): Promise<Answer<readonly T[]>> => {
  const found: T[] = [];
  let skipToken: string | undefined;
  for (let page = 0; page < pagesAtMost; page += 1) {
    const options = {
      $top: rowsPerPage,
      resultFormat: 'objectArray',
      ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
    };
    const ask = { method: 'POST', url: urls.resourceGraph, body: { query, options } } as const;
    const answer = readReply(await send(ask, signal), 'no list under data', readGraphPage(read));
    if (!answer.ok) return answer;
    for (const row of answer.value.rows) found.push(row);
    skipToken = answer.value.skipToken;
    if (skipToken === undefined) return { ...answer, value: found };
  }
  return { ok: false, problem: malformed('a list without an end') };
};
