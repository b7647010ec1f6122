import type { AppState } from '#state/app-state.ts';
import { routeOf, sizesByName } from '#state/selectors.ts';
import { cellWidth, cut } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { budgetShown, budgetStep } from '../budget-words.ts';
import { costWords } from '../cost-words.ts';
import { explain } from '../explain.ts';
import { Lines } from './Lines.tsx';
import { count } from '../words.ts';

/** What the workspace is and what it costs, in one line under the header. */
const words = (state: AppState): string => {
  const { board } = state;
  if (board === undefined || routeOf(state).screen === 'workspaces')
    return 'Compute targets of Azure Machine Learning. Choose a workspace.';
  const computes = board.computes.data;
  if (computes === undefined) return board.workspace.location;
  const cost = board.sizes.data === undefined ? '' : costWords(computes, sizesByName(state));
  const { complete, remote, fill } = board.jobs;
  const known = remote.data ?? 0;
  const why = fill.problem === undefined ? '' : ` (${explain(fill.problem).short})`;
  const jobs = complete || known === 0 ? '' : `  jobs partial, ${count(known)} of ?${why}`;
  return `${computes.length} computes  ${board.workspace.location}${jobs}   ${cost}`;
};

/** From this width on what is left of the service's limits is always shown; below, when there is little. */
const budgetFrom = 100;

export const Summary = ({ columns }: Pick<Area, 'columns'>) => {
  const { paint } = useKit();
  const line = useApp(words);
  const { text, tone } = budgetShown(useApp(({ budget }) => budgetStep(budget)));
  const shown = text !== '' && (tone !== 'neutral' || columns + 1 >= budgetFrom) ? text : '';
  // At the right end, under the clock: a change of it rewrites nothing else.
  const left = cut(line, columns - 3 - shown.length);
  const gap = ' '.repeat(Math.max(1, columns - 2 - cellWidth(left) - shown.length));
  return <Lines lines={[` ${paint.neutral(left)}${shown === '' ? '' : gap}${paint[tone](shown)}`]} />;
};
