import { homedir } from 'node:os';
import { programVersion } from '../version.ts';
import { reportCrash } from './crash-report.ts';
import { userFolders } from '#local/folders.ts';

let hide = (text: string): string => text;

/** From now on reports are without what `by` takes out: what knows the secrets is loaded after the first frame, and before it there are none. */
export const hideInReports = (by: typeof hide): void => {
  hide = by;
};

/** Writes the report of a crash of this process, and returns what to tell the user. Never throws. */
export const crashText = (error: unknown, strayOutput: readonly string[] = []): string =>
  reportCrash({
    error,
    version: programVersion(),
    surroundings: surroundings(),
    strayOutput,
    home: homedir(),
    folder: userFolders().state,
    now: new Date(),
    pid: process.pid,
    hide,
  });

const surroundings = (): string => {
  const { columns, rows, isTTY } = process.stdout;
  const size = isTTY ? `${columns}x${rows}` : 'none';
  const terminal = `${process.env['TERM'] ?? 'no TERM'}${process.env['TMUX'] === undefined ? '' : ' in tmux'}, ${size}`;
  return `Node.js ${process.version}, ${process.platform} ${process.arch}, terminal ${terminal}`;
};
