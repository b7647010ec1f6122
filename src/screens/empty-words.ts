import type { Visible } from '#state/lists.ts';
import type { Remote } from '#state/remote.ts';
import { explain } from './explain.ts';

/** Why a table shows no rows: not asked yet, failed, filtered away, or truly empty. */
export const emptyWords = (
  remote: Remote<unknown> | undefined,
  shown: Pick<Visible<unknown>, 'total'>,
  none: string,
): readonly string[] => {
  if (shown.total > 0) return ['Nothing passes the filter. Esc clears it.'];
  if (remote?.problem !== undefined) {
    const { what, why, next } = explain(remote.problem);
    return [what, ...(why === '' ? [] : [why]), ...next];
  }
  return [remote?.data === undefined ? 'Asking ..' : none];
};
