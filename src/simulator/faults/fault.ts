import { isOfDataPlane } from '../data-plane/paths.ts';

/**
 * What goes wrong. Times are milliseconds of the wall clock, `retryAfter` and `seconds` are seconds. The first group answers
 * instead of the service (the request is not carried out), the second spoils the service's own answer, the third makes an
 * operation that a write has begun on a compute end badly.
 */
export type Effect =
  | { readonly kind: '401' | '403' | '404' | '409' }
  | { readonly kind: '429' | '500' | '502' | '503'; readonly retryAfter?: number }
  /** A page of a proxy or of a sign-in, where JSON was expected. */
  | { readonly kind: 'html'; readonly status: 200 | 502 }
  /** Every access token given out so far ends, with `refresh` every refresh token too; the request that is struck is refused. */
  | { readonly kind: 'expire'; readonly refresh: boolean }
  /** Before the headers the request was not carried out; in the middle of the body it was. */
  | { readonly kind: 'cut'; readonly where: 'headers' | 'body' }
  /** No answer until the caller leaves; with `ms` the request is carried out after that time. */
  | { readonly kind: 'hang'; readonly ms?: number }
  /** The body comes in pieces over that time. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** A complete transfer of the first half of the body. */
  | { readonly kind: 'half-json' }
  /** The data plane (run history, log files) cannot be reached from here, as behind a private link; Azure Resource Manager can. */
  | { readonly kind: 'private-link' }
  /** The service's clock is ahead by that much (behind when negative): the `Date` of answers, and the validity of new tokens. */
  | { readonly kind: 'skew'; readonly seconds: number }
  | { readonly kind: 'operation-failed'; readonly code: string }
  | { readonly kind: 'operation-stuck' }
  /** A cluster is created, then reports allocation errors and never gets a node. */
  | { readonly kind: 'node-errors'; readonly code: string };

/** When and how often it goes wrong. */
export type Occasion = {
  /** Only requests of this method; all when absent. */
  readonly method?: string;
  /** Only paths like this, in any case, `*` standing for anything; all but those of the sign-in service when absent. */
  readonly path?: string;
  /** So many times, then no more. When absent `expire` and what befalls operations strikes once, all else always. */
  readonly count?: number | 'always';
  /** With this chance each time; 100 when absent. */
  readonly percent?: number;
};

export type Fault = Effect & Occasion;

/** How often a fault strikes at most. */
export const limitOf = ({ kind, count }: Fault): number => {
  if (count !== undefined) return count === 'always' ? Infinity : count;
  const once = kind === 'expire' || kind === 'node-errors' || kind.startsWith('operation-');
  return once ? 1 : Infinity;
};

const ofSignIn = /\/oauth2\/|\/\.well-known\/|\/common\/discovery/iu;

/** Whether a path is one of the sign-in service. */
export const isOfSignIn = (path: string): boolean => ofSignIn.test(path);

const globs = new Map<string, RegExp>();

const globOf = (pattern: string): RegExp => {
  const known = globs.get(pattern);
  if (known !== undefined) return known;
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`).replaceAll('*', '.*');
  const fresh = new RegExp(`^${source}/*$`, 'iu');
  globs.set(pattern, fresh);
  return fresh;
};

/** Whether a fault is meant for a request. The sign-in service is spared unless the pattern names it: `*` alone does not. */
export const isMeantFor = ({ kind, method, path }: Fault, asked: string, at: string): boolean => {
  if (kind === 'private-link' && !isOfDataPlane(at)) return false;
  if (method !== undefined && method !== asked) return false;
  if (isOfSignIn(at) && (path === undefined || !/oauth2|\.well-known|discovery/iu.test(path))) return false;
  return path === undefined || globOf(path).test(at);
};
