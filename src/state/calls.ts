import type { Call } from '#azure/gateway.ts';
import { plain } from '#azure/plain.ts';
import type { ListDefinition } from './lists.ts';

/** A request that was sent, as the panel of calls shows it: never its query, its headers or its body. */
export type CallRow = Omit<Call, 'requestId'> & {
  readonly id: string;
  /** Wall time at which its answer came, or it was given up, ms. */
  readonly at: number;
};

/** The requests sent last, newest first, and how many there have ever been. */
export type Calls = { readonly rows: readonly CallRow[]; readonly seen: number };

export const noCalls: Calls = { rows: [], seen: 0 };

/** Calls beyond this many, the oldest, are forgotten. */
export const keptCalls = 200;

/** Adds a call that ended at wall time `at`, ms. */
export const withCall = ({ rows, seen }: Calls, { requestId: _, ...call }: Call, at: number): Calls => ({
  rows: [{ ...call, path: plain(call.path), id: String(seen + 1), at }, ...rows].slice(0, keptCalls),
  seen: seen + 1,
});

/**
 * Whether a call did not bring what was asked for. A log is asked for what comes after its last byte, and 416 says that there is nothing there
 * yet (RFC 9110, 15.5.17): that is no fault.
 */
export const isFault = ({ method, status }: CallRow): boolean =>
  status === undefined || (status >= 400 && !(method === 'GET' && status === 416));

export const callList: ListDefinition<CallRow> = {
  id: (row) => row.id,
  fields: {
    method: (row) => row.method,
    path: (row) => row.path,
    status: (row) => `${row.status ?? `none ${row.failure ?? ''}`}`,
  },
  sorts: {
    t: { title: 'time', by: (row) => -row.at },
    s: { title: 'status', by: (row) => row.status ?? 0 },
    m: { title: 'milliseconds', by: (row) => -row.tookMs },
    p: { title: 'path', by: (row) => row.path },
  },
  fault: isFault,
};
