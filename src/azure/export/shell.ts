import type { FromEnvironment } from './sealed.ts';

/** One word of a command: a text, or something from the environment. */
export type Word = string | FromEnvironment;

/** An option with its value, or words that belong together: they share a line. */
export type Words = readonly Word[];

const needsNoQuotes = /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:=@%+,-]*$/u;

/**
 * A word as a POSIX shell reads it back, to the letter: between single quotes nothing means anything but the quote itself. A word of
 * the environment ends the command when it is not set. (No word of a shell can hold the character NUL.)
 */
export const shellWord = (word: Word): string => {
  if (typeof word !== 'string') return `"\${${word.variable}:?is not set}"`;
  return needsNoQuotes.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
};

/** A command, the first words on one line and every option on a line of its own. */
export const shellCommand = (first: Words, ...options: readonly Words[]): string =>
  [first, ...options].map((words) => words.map(shellWord).join(' ')).join(' \\\n  ');

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
