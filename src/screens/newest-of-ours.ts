import type { AppState } from '#state/app-state.ts';
import type { WorkEvent } from '#state/events/work-event.ts';
import { memo } from '#state/memo.ts';
import { routeOf } from '#state/selectors.ts';
import { cut } from './cells.ts';
import { eventWords } from './event-words.ts';
import { clock } from './words.ts';

const newest = memo((rows: readonly WorkEvent[]) => rows.find(({ ours }) => ours !== undefined));

const lookHint = '; t shows it';

/**
 * On the board, what an operation of ours has done last: `10:41:58 you: gpu-a100 max nodes 4 -> 8, took 31s`; a failure on every screen.
 * Undefined once that has been told long enough.
 */
export const newestOfOurs = (state: AppState, columns: number): string | undefined => {
  const { rows, told } = state.events;
  const event = newest(rows);
  if (event === undefined || event.id === told) return undefined;
  const failed = event.tone === 'needsPerson';
  if (routeOf(state).screen !== 'board' && !failed) return undefined;
  const words = `${clock(event.at)} ${eventWords(event)}`;
  return failed ? `${cut(words, columns - 2 - lookHint.length)}${lookHint}` : cut(words, columns - 2);
};
