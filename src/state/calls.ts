import type { Call } from '#azure/gateway.ts';
import { plain } from '#azure/plain.ts';
import type { ListDefinition } from './lists.ts';

/** A request that was sent, as the panel of calls shows it: never its query, its headers or its body. */
export type CallRow = {
  readonly id: string;
  /** Wall time at which its answer came, or it was given up, ms. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** HTTP status; undefined when no answer came. */
  readonly status?: number;
  readonly tookMs: number;
  /** Why no answer came, in words. */
  readonly failure?: string;
  /** How many requests the answer says to be left. */
  readonly remaining?: number;
};

/** The requests sent last, newest first, and how many there have ever been. */
export type Calls = { readonly rows: readonly CallRow[]; readonly seen: number };

export const noCalls: Calls = { rows: [], seen: 0 };

/** Calls beyond this many, the oldest, are forgotten. */
const keptCalls = 200;

const failureWords = ({ status, failure }: Call): string | undefined => {
  if (status !== undefined) return undefined;
  switch (failure) {
    case 'given-up':
      return 'given up: nobody waits for it any more';
    case 'timeout':
      return 'no answer in time';
    case undefined:
      return 'no answer';
    default:
      return `no answer (${plain(failure)})`;
  }
};

/** Adds a call that ended at wall time `at`, ms. */
export const withCall = ({ rows, seen }: Calls, call: Call, at: number): Calls => {
  const { method, path, status, tookMs, remaining } = call;
  const failure = failureWords(call);
  const row: CallRow = {
    id: String(seen + 1),
    at,
    method,
    path: plain(path),
    tookMs,
    ...(status === undefined ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
    ...(remaining === undefined ? {} : { remaining }),
  };
  return { rows: [row, ...rows].slice(0, keptCalls), seen: seen + 1 };
};

const minuteMs = 60_000;

/** How many requests ended in the minute before the newest one; `more` when there may have been more than are kept. */
export const lastMinute = ({
  rows,
}: Calls): { readonly count: number; readonly more: boolean; readonly until?: number } => {
  const [newest] = rows;
  if (newest === undefined) return { count: 0, more: false };
  const { at: until } = newest;
  const older = rows.findIndex(({ at }) => until - at >= minuteMs);
  return { count: older < 0 ? rows.length : older, more: older < 0 && rows.length === keptCalls, until };
};

export const callList: ListDefinition<CallRow> = {
  id: (row) => row.id,
  fields: {
    method: (row) => row.method,
    path: (row) => row.path,
    status: (row) => String(row.status ?? row.failure ?? ''),
  },
  sorts: {
    t: { title: 'time', by: (row) => -row.at },
    s: { title: 'status', by: (row) => row.status ?? 0 },
    m: { title: 'milliseconds', by: (row) => -row.tookMs },
    p: { title: 'path', by: (row) => row.path },
  },
  fault: (row) => row.status === undefined || row.status >= 400,
};
