import type { Visible } from '#state/lists.ts';
import type { AppState } from '#state/app-state.ts';
import type { Remote } from '#state/remote.ts';
import { useApp } from './context.ts';
import { explain } from './explain.ts';

/** What an empty table can say about its source. That a question has gone out is not among it, so that asking draws nothing. */
export type SourceState = Pick<Remote<unknown>, 'problem'> & { readonly known: boolean };

/** Reads a source's state in parts: a new answer that says the same must not draw the table anew. */
export const useSource = (source: (state: AppState) => Remote<unknown> | undefined): SourceState => {
  const problem = useApp((state) => source(state)?.problem);
  const known = useApp((state) => source(state)?.data !== undefined);
  return problem === undefined ? { known } : { known, problem };
};

/** Why a table shows no rows: not asked yet, failed, filtered away, or truly empty. */
export const emptyWords = (
  source: SourceState,
  shown: Pick<Visible<unknown>, 'total' | 'faultsOnly'>,
  none: string,
): readonly string[] => {
  if (shown.total > 0)
    return [
      shown.faultsOnly === true
        ? 'Nothing here needs a person. ! shows all.'
        : 'Nothing passes the filter. Esc clears it.',
    ];
  if (source.problem !== undefined) {
    const { what, why, next } = explain(source.problem);
    return [what, ...(why === '' ? [] : [why]), ...next];
  }
  return [source.known ? none : 'Asking ..'];
};
