import type { AppState } from '../app-state.ts';
import { emptyLine, lineOf } from '../line-edit.ts';
import { pushed } from '../routes.ts';
import { freshFamily } from '../run-family.ts';
import { routeOf } from '../selectors.ts';
import { freshLog, shownFile, type LogPlace, type LogView } from './log-view.ts';

/*
 * What keys make of the state on the log screen and on the pages of jobs. Fetched with those screens: the first frame needs none of it.
 */

type Step = (state: AppState) => AppState;

const withLog =
  (to: (log: LogView) => LogView): Step =>
  (state) =>
    state.board?.log === undefined
      ? state
      : { ...state, board: { ...state.board, log: to(state.board.log) } };

/** The log of a run is the one that is looked at, on whatever screen. */
export const lookAtLog =
  (run: string, title: string): Step =>
  (state) =>
    state.board === undefined || state.board.log?.run === run
      ? state
      : { ...state, board: { ...state.board, log: freshLog(run, title, state.board.log) } };

/** On the screen of a run's log. */
export const openLog =
  (run: string, title: string): Step =>
  (state) => ({
    ...lookAtLog(run, title)(state),
    stack: pushed(state.stack, { screen: 'log', run }),
    scroll: 0,
  });

/** The next or the previous of the run's log files, from its newest lines on. */
export const turnFile = (by: 1 | -1): Step =>
  withLog(({ top: _top, hit: _hit, ...log }) => {
    const { files } = log;
    const at = files.indexOf(shownFile(log) ?? '') + by;
    const file = files[(at + files.length) % files.length];
    return file === undefined ? log : { ...log, file, over: false };
  });

/** The log is held at a place; without one its newest lines are followed. */
export const holdLog = (top: LogPlace | undefined): Step =>
  withLog(({ top: _, ...log }) => (top === undefined ? log : { ...log, top }));

/** At a line in which the text was found. */
export const goToHit = (hit: number, top: LogPlace): Step => withLog((log) => ({ ...log, hit, top }));

export const toggleLog = (what: 'wrap' | 'times'): Step => withLog((log) => ({ ...log, [what]: !log[what] }));

/** What to look for is asked. */
export const openFind: Step = (state) => ({
  ...state,
  overlay: { is: 'find', line: lineOf(state.board?.log?.find ?? '') },
});

/** What was typed is what is looked for. */
export const acceptFind: Step = ({ overlay, ...state }) =>
  overlay?.is === 'find'
    ? withLog(({ hit: _, ...log }) => ({ ...log, find: overlay.line.text }))(state)
    : state;

/** The path of a file for the lines that are held is asked. */
export const openSaveLog: Step = (state) => {
  const log = state.board?.log;
  const file = log === undefined ? undefined : shownFile(log);
  const path = `./${log?.run ?? 'job'}-${file ?? 'log.txt'}`.replaceAll(/[^\w./-]+|(?<!^\.)\//gu, '-');
  return {
    ...state,
    overlay: { is: 'save', line: file === undefined ? emptyLine : lineOf(path), what: 'log' },
  };
};

/** The page of a job has the row keys, or its children below have them again. */
export const turnJobPage: Step = (state) => {
  const route = routeOf(state);
  if (state.board === undefined || route.screen !== 'job') return state;
  const { families } = state.board;
  const family = families[route.name] ?? freshFamily;
  const turned = { ...families, [route.name]: { ...family, reading: !family.reading } };
  return { ...state, board: { ...state.board, families: turned } };
};
