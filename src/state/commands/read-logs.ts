import type { AppState } from '../app-state.ts';
import { freshLog, shownFile, type LogPlace, type LogView } from '../log/log-view.ts';
import { emptyLine, lineOf } from '../line-edit.ts';
import { pushed } from '../routes.ts';
import { freshFamily } from '../run-family.ts';
import { routeOf } from '../selectors.ts';
import { update, type Context } from './context.ts';

/** Looking at logs of jobs, and at what is within a job. Asks nobody: the pollers do. */
export const createLogs = (context: Context) => {
  const { store } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };
  const changeLog = (to: (log: LogView) => LogView): void => {
    change((state) =>
      state.board?.log === undefined
        ? state
        : { ...state, board: { ...state.board, log: to(state.board.log) } },
    );
  };
  const lookAt = (state: AppState, run: string, title: string): AppState =>
    state.board === undefined || state.board.log?.run === run
      ? state
      : { ...state, board: { ...state.board, log: freshLog(run, title, state.board.log) } };

  return {
    /** The log of a run is the one that is looked at, on whatever screen. */
    lookAtLog(run: string, title: string): void {
      change((state) => lookAt(state, run, title));
    },

    /** Opens the screen of a run's log. */
    openLog(run: string, title: string): void {
      change((state) => {
        const shown = lookAt(state, run, title);
        return { ...shown, stack: pushed(state.stack, { screen: 'log', run }), scroll: 0 };
      });
    },

    /** Shows the next or the previous of the run's log files, from its newest lines on. */
    turnLogFile(by: 1 | -1): void {
      changeLog(({ top: _top, hit: _hit, ...log }) => {
        const { files } = log;
        const at = files.indexOf(shownFile(log) ?? '') + by;
        const file = files[(at + files.length) % files.length];
        return file === undefined ? log : { ...log, file, over: false };
      });
    },

    /** Holds the log at a place; without one its newest lines are followed. */
    holdLog(top: LogPlace | undefined): void {
      changeLog(({ top: _, ...log }) => (top === undefined ? log : { ...log, top }));
    },

    /** Goes to a line in which the text was found. */
    goToHit(hit: number, top: LogPlace | undefined): void {
      changeLog((log) => ({ ...log, hit, ...(top === undefined ? {} : { top }) }));
    },

    toggleLog(what: 'wrap' | 'times'): void {
      changeLog((log) => ({ ...log, [what]: !log[what] }));
    },

    /** Asks what to look for in the log. */
    openFind(): void {
      change((state) => ({ ...state, overlay: { is: 'find', line: lineOf(state.board?.log?.find ?? '') } }));
    },

    /** Keeps what was typed as what is looked for. */
    acceptFind(): void {
      change(({ overlay, ...state }) => {
        const log = state.board?.log;
        if (overlay?.is !== 'find' || state.board === undefined || log === undefined) return state;
        const { hit: _, ...rest } = log;
        return { ...state, board: { ...state.board, log: { ...rest, find: overlay.line.text } } };
      });
    },

    /** Asks for the path of a file for the lines that are held. */
    openSaveLog(): void {
      change((state) => {
        const log = state.board?.log;
        const file = log === undefined ? undefined : shownFile(log);
        const path = `./${log?.run ?? 'job'}-${file ?? 'log.txt'}`.replaceAll(/[^\w./-]+|(?<!^\.)\//gu, '-');
        return {
          ...state,
          overlay: { is: 'save', line: file === undefined ? emptyLine : lineOf(path), what: 'log' },
        };
      });
    },

    /** Gives the row keys to the page of a job, or back to the children below it. */
    turnJobPage(): void {
      const route = routeOf(store.getState());
      if (route.screen !== 'job') return;
      change((state) => {
        if (state.board === undefined) return state;
        const { families } = state.board;
        const family = families[route.name] ?? freshFamily;
        const turned = { ...families, [route.name]: { ...family, reading: !family.reading } };
        return { ...state, board: { ...state.board, families: turned } };
      });
    },
  };
};
