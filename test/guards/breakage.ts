/** What budgets promise of reliability, by number. */
export const guards = {
  R1: 'after every way to die the terminal is restored and no process is left',
  R2: 'a day of faults: nothing ends, nothing is unhandled, nothing is sent twice or shown fresh that is not',
  R3: 'what was typed survives link loss, the end of a sign-in, a crash and a hang-up, but for secrets',
  R4: 'secrets are found in no output, file, argument or environment',
  R5: 'foreign text stays text in its own cells',
  R6: 'any window size, however it comes about, is drawn right',
  R7: 'random keys never throw, never blank the screen, never write unasked',
} as const;

export type Guard = keyof typeof guards;

/** One change of a source. */
export type Change = {
  /** The file that is changed, from the root of the checkout. */
  readonly source: string;
  /** Stands there exactly once, and is replaced by `to`. */
  readonly from: string;
  readonly to: string;
};

/** A promise broken on purpose, and the test that has to notice. */
export type Breakage = Change & {
  /** What goes wrong, in plain words. */
  readonly breaks: string;
  /** A second lock on the same door, in another file: broken alone, neither would open it. */
  readonly also?: Change;
  /** The test file that must fail, from the root; one below test/e2e drives the built program. */
  readonly test: string;
  /** Only the tests whose full title holds this (a regular expression): all of the file without it. */
  readonly named?: string;
};

/** Everything that a break changes. */
export const changesOf = ({ source, from, to, also }: Breakage): readonly Change[] => [
  { source, from, to },
  ...(also === undefined ? [] : [also]),
];

/** How often one text stands in another. */
export const countOf = (text: string, within: string): number => within.split(text).length - 1;
