/** The parts of vitest's JSON report that are read. */
export type Report = {
  readonly testResults: readonly {
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
};

export type Verdict =
  | { readonly is: 'passed'; readonly tests: number }
  /** A test has said what is wrong. */
  | { readonly is: 'noticed'; readonly said: string }
  /** Something failed that proves nothing: a file that cannot be read, a test that ran out of time, no test at all. */
  | { readonly is: 'unclear'; readonly why: string };

/** How a test of ours says that something is not as it must be; all else that is thrown may be a mistake in the break itself. */
const told =
  /AssertionError|the frame is blank: something has thrown|console\.error was written to|[Ww]aited (?:\d+ ms )?for /u;
const mistaken =
  /SyntaxError|ReferenceError|Cannot find (?:module|package)|Transform failed|(?:Test|Hook) timed out/u;

/** What a report says of a break. */
export const verdictOf = ({ testResults }: Report): Verdict => {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const ran = tests.filter(({ status }) => status === 'passed' || status === 'failed');
  if (ran.length === 0)
    return { is: 'unclear', why: testResults.map(({ message = '' }) => message).join('\n') || 'no test ran' };
  const failed = ran.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return { is: 'passed', tests: ran.length };
  const messagesOf = (each: (typeof failed)[number]): string => (each.failureMessages ?? []).join('\n');
  const noticed = failed.find((each) => told.test(messagesOf(each)) && !mistaken.test(messagesOf(each)));
  return noticed === undefined
    ? { is: 'unclear', why: failed.map(messagesOf).join('\n') }
    : { is: 'noticed', said: messagesOf(noticed) };
};
