import { homedir } from 'node:os';
import type { Options } from './arguments.ts';
import type { Settings } from './local/config.ts';
import { readText } from './local/read-text.ts';
import { decideStart, type Start } from './starting.ts';

/** What to open, by the command line, this process's environment and folder, and the user's settings. */
export const decide = (options: Options, { defaults }: Settings): Start =>
  decideStart(options, { env: process.env, folder: process.cwd(), home: homedir(), read }, defaults);

const read = (path: string): string | undefined => {
  const found = readText(path);
  return found.is === 'text' ? found.text : undefined;
};
