import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { plain } from '#azure/plain.ts';
import { createRedactor } from './redact.ts';

export type CrashFacts = {
  readonly error: unknown;
  readonly version: string;
  /** One line about machine and terminal, without names. */
  readonly surroundings: string;
  /** What dependencies wanted to print while the screen was ours: warnings, debugging output. */
  readonly strayOutput: readonly string[];
  readonly home: string;
  /** Where reports lie; created when missing, readable by its owner only. */
  readonly folder: string;
  readonly now: Date;
  readonly pid: number;
  /** A text without the secrets that the program knows. */
  readonly hide: (text: string) => string;
};

/**
 * Writes what is known about a crash to a file of its own (mode 0600), redacted, and returns what to tell the user.
 * Never throws: when the file cannot be written the text says so and carries the short form of the report.
 */
export const reportCrash = (facts: CrashFacts): string => {
  const withoutNames = createRedactor(facts.home);
  const redact = (text: string): string => withoutNames(facts.hide(text));
  const lines = (text: string): string =>
    redact(text)
      .split('\n')
      .map((line) => plain(line))
      .join('\n');
  const what = shortened(plain(redact(sentenceOf(facts.error))));
  const report = [
    `aml-workbench ${facts.version} crashed at ${facts.now.toISOString()}`,
    facts.surroundings,
    '',
    lines(inspect(facts.error, { depth: 4, breakLength: 110, maxStringLength: null })).slice(
      0,
      longestReport,
    ),
    ...(facts.strayOutput.length === 0 ? [] : ['', 'printed while the screen was in use:']),
    ...facts.strayOutput.map(lines),
    '',
  ].join('\n');
  const told = `aml-workbench had to stop because of a fault of its own: ${what}\n`;
  try {
    const path = saved(facts, report);
    return `${told}A report without names, tokens and identifiers lies in\n  ${path}\n`;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    const place = lines(stackOf(facts.error)).split('\n').slice(0, 8).join('\n');
    return `${told}No report could be written to ${facts.folder} (${reason}); in short:\n${place}\n`;
  }
};

const longestReport = 200_000;

const saved = ({ folder, now, pid }: CrashFacts, report: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `crash-${now.toISOString().replace(/[:.]/gu, '-')}-${pid}.txt`);
  writeFileSync(path, report, { mode: 0o600, flag: 'wx' });
  return path;
};

const sentenceOf = (error: unknown): string => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : inspect(error, { depth: 1 });
  const [first = ''] = text.split('\n');
  return first;
};

/** After what is secret has gone: a secret that is cut is known by nobody. */
const shortened = (sentence: string): string =>
  sentence.length > 300 ? `${sentence.slice(0, 298)}..` : sentence;

const stackOf = (error: unknown): string => (error instanceof Error && error.stack) || sentenceOf(error);
