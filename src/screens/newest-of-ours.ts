import type { AppState } from '#state/app-state.ts';
import type { WorkEvent } from '#state/events/work-event.ts';
import { memo } from '#state/memo.ts';
import { routeOf } from '#state/selectors.ts';
import { cut } from './cells.ts';
import { eventWords } from './event-words.ts';
import { clock } from './words.ts';

const newest = memo((rows: readonly WorkEvent[]) => rows.find(({ ours }) => ours !== undefined));

/** On the board, what an operation of ours has done last: `10:41:58 you: gpu-a100 max nodes 4 -> 8, took 31s`. */
export const newestOfOurs = (state: AppState, columns: number): string | undefined => {
  if (routeOf(state).screen !== 'board') return undefined;
  const event = newest(state.events.rows);
  return event === undefined ? undefined : cut(`${clock(event.at)} ${eventWords(event)}`, columns - 2);
};
