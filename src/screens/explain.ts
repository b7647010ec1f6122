import { plain } from '#azure/plain.ts';
import type { Problem, ServiceError } from '#azure/problem.ts';
import { noSign } from '#state/outcome.ts';
import { cut } from './cells.ts';
import { serviceWords, waits, waitsForAzure } from './service-words.ts';

/** A problem for people: what happened, why, and what can be done next. */
export type Explanation = {
  /** Three words at most, for the header and panel titles. */
  readonly short: string;
  readonly what: string;
  /** The service's or the network's own words. */
  readonly why: string;
  readonly next: readonly string[];
};

/** The libraries that sign in report every way they have tried, at length: the first of it that has a code says enough. */
const firstSentence = (all: string): string => {
  const words = all.slice(Math.max(0, all.search(/AADSTS\d/u)));
  const end = words.search(/[.\n](?:\s|$)/u);
  return end < 0 || end > longestReason ? cut(words, longestReason) : words.slice(0, end + 1);
};

const longestReason = 200;

/** Every kind of problem in words. A kind without an entry does not compile. */
const explanations: {
  readonly [K in Problem['kind']]: (problem: Extract<Problem, { kind: K }>) => Explanation;
} = {
  'signed-out': ({ error }) => ({
    short: 'signed out',
    what: 'Nobody is signed in, or the sign-in has ended.',
    why: firstSentence(serviceWords(error)),
    next: ['A offers the ways to sign in.'],
  }),
  forbidden: ({ error }) => ({
    short: 'no permission',
    what: 'You may not do or see this.',
    why: serviceWords(error),
    next: ['Ask an owner of the workspace for a role that allows it; it takes minutes to arrive.'],
  }),
  'not-found': ({ error }) => ({
    short: 'not found',
    what: 'It does not exist, or not any more.',
    why: serviceWords(error),
    next: ['Check the name, or go back and choose again.'],
  }),
  conflict: ({ error }) => ({
    short: 'conflict',
    what: 'Something else is going on with it.',
    why: serviceWords(error),
    next: ['Wait until the operation under way has ended, then try again.'],
  }),
  quota: ({ error }) => ({
    short: 'over quota',
    what: 'The quota of the subscription does not allow it.',
    why: serviceWords(error),
    next: ['Choose a smaller size or fewer nodes, free some, or ask for more quota in the studio.'],
  }),
  throttled: ({ error, retryAfterMs }) => ({
    short: 'throttled',
    what:
      retryAfterMs === undefined
        ? 'Azure asks to slow down.'
        : `Azure asks to wait ${Math.ceil(retryAfterMs / 1000)} s.`,
    why: serviceWords(error),
    next: [waitsForAzure, 'What is on the screen comes first.'],
  }),
  rejected: ({ status, error }) => ({
    short: `refused ${status}`,
    what: `The service refused the request (${status}).`,
    why: serviceWords(error),
    next: ['Change what the service names, then send again.'],
  }),
  'service-fault': ({ status, error }) => ({
    short: `fault ${status}`,
    what: `The service failed (${status}).`,
    why: serviceWords(error),
    next: [waits],
  }),
  unreachable: ({ reason }) =>
    reason === noSign.reason
      ? {
          short: 'no sign of it',
          what: 'The program ended before the service had answered, and nothing shows that it was done.',
          why: 'the compute is as if it had not been sent',
          next: [],
        }
      : {
          short: 'unreachable',
          what: 'Azure does not answer.',
          why: reason,
          next: ['Check the network, the VPN or the proxy.', waits],
        },
  malformed: ({ detail }) => ({
    short: 'odd answer',
    what: 'The answer was not what Azure documents.',
    why: detail,
    next: ['A proxy or a sign-in page in between is the usual cause.', waits],
  }),
  'read-only': ({ what }) => ({
    short: 'read-only',
    what: 'Not sent: this session or this workspace is read-only.',
    why: what,
    next: ['Start without --read-only to change something.'],
  }),
  aborted: () => ({ short: 'stopped', what: 'It was stopped.', why: '', next: [] }),
};

let known: typeof import('./known-words.ts') | undefined;

/** Fetches what is known of single codes: it is not among what the first frame waits for. Without it a problem is explained by its kind. */
export const loadKnownWords = async (): Promise<void> => {
  known ??= await import('./known-words.ts');
};

/** What an error of the service means and what can be done, in one text; undefined for one of which nothing is known. */
export const meaningOf = (error: ServiceError): string | undefined => known?.meaningOf(error);

/** A problem in words: by its code where that is known, by its kind otherwise. Always with the service's own text. */
export const explain = (problem: Problem): Explanation => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has the right function for every kind
  const ofKind = (explanations[problem.kind] as (problem: Problem) => Explanation)(problem);
  const { short, what, why, next } = { ...ofKind, ...known?.particular(problem) };
  return { short, what: plain(what), why: plain(why), next: next.map(plain) };
};

/** The id that Azure's support asks for. */
export const requestIdOf = (problem: Problem): string | undefined =>
  'requestId' in problem ? problem.requestId : undefined;
