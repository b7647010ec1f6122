import { keptCalls, type Calls } from './calls.ts';

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
