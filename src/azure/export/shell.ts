import { shellWord as quotedWord } from '../quoting.ts';
import type { Where } from './code.ts';
import type { FromEnvironment } from './sealed.ts';

/** One word of a command: a text, or something from the environment, with a text before it where there is one. */
export type Word = string | (FromEnvironment & { readonly before?: string });

/** An option with its value, or words that belong together: they share a line. */
export type Words = readonly Word[];

/** A word as a POSIX shell reads it back, to the letter. A word of the environment ends the command when it is not set. */
export const shellWord = (word: Word): string =>
  typeof word === 'string'
    ? quotedWord(word)
    : `${word.before === undefined ? '' : quotedWord(word.before)}"\${${word.variable}:?is not set}"`;

/** A command, the first words on one line and every option on a line of its own. */
export const shellCommand = (first: Words, ...options: readonly Words[]): string =>
  [first, ...options].map((words) => words.map(shellWord).join(' ')).join(' \\\n  ');

/** The options of az ml that say where. */
export const placed = ({ place }: Where): readonly Words[] => [
  ['--resource-group', place.resourceGroup],
  ['--workspace-name', place.workspace],
  ['--subscription', place.subscriptionId],
];

/** Comments, a line each. */
export const comments = (lines: readonly string[]): string =>
  lines.map((line) => `# ${line.replaceAll(/\s+/gu, ' ')}\n`).join('');

/** A file with that text, whatever is in it. */
export const shellFile = (path: string, text: string): string => {
  const lines = new Set(text.split('\n'));
  let mark = 'YAML';
  while (lines.has(mark)) mark += '_';
  return `cat > ${shellWord(path)} <<'${mark}'\n${text.endsWith('\n') ? text : `${text}\n`}${mark}\n`;
};
