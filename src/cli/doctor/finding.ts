import { plain } from '#azure/plain.ts';
import type { Problem } from '#azure/problem.ts';
import { explain } from '#screens/explain.ts';
import { wrapWords } from '#screens/facts.ts';
import { waits, waitsForAzure } from '#screens/service-words.ts';

/** What was looked at, and what was found. */
export type Finding = {
  readonly id: string;
  /** What it is about, a few words. */
  readonly title: string;
  /** `unknown`: it could not be told, and that is no fault by itself. */
  readonly is: 'ok' | 'warn' | 'fail' | 'unknown';
  /** A sentence, without a secret in it. */
  readonly words: string;
  /** What to do about it, a sentence each. */
  readonly fix?: readonly string[];
};

/** 1 when something has to be put right before the program can work, else 0. */
export const doctorExitCode = (findings: readonly Finding[]): 0 | 1 =>
  findings.some(({ is }) => is === 'fail') ? 1 : 0;

const titleCells = 15;

const before = 8 + titleCells;

/** For people: a line each, with what to do about it below, at most `columns` wide. State is a word. */
export const findingLines = ({ is, title, words, fix = [] }: Finding, columns: number): string => {
  const [first = '', ...more] = wrapWords(words, columns - before);
  return [
    `${is.padEnd(8)}${title.padEnd(titleCells)}${first}`,
    ...more.map((line) => `${' '.repeat(before)}${line}`),
    ...fix.flatMap((each) =>
      // A command is copied as it stands.
      /^(?:az|tmux) /u.test(each)
        ? [`${' '.repeat(before)}${each}`]
        : wrapWords(`fix: ${each}`, columns - before).map((line) => `${' '.repeat(before)}${line}`),
    ),
  ].join('\n');
};

/** A problem as a finding: what it is, why, and what to do about it; nothing here asks again by itself. */
export const failing = (id: string, title: string, problem: Problem): Finding => {
  const { what, why, next } = explain(problem);
  return {
    id,
    title,
    is: 'fail',
    words: plain([what, why].filter((each) => each !== '').join(' ')),
    fix: next.filter((each) => each !== waits && each !== waitsForAzure),
  };
};
