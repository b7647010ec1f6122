/*
 * What this process has had in its hands and must not tell: passwords and keys that were sent, tokens, signatures of addresses. In memory only, and
 * of the whole process: a crash, too, has to know them.
 */

/** What finds a secret; `surely` is a part of it that is the same however it is written. */
export type Pattern = { readonly surely: string; readonly finds: RegExp };

const known = new Map<string, readonly Pattern[]>();

/** Beyond these the oldest are forgotten; one that is used again is the newest. */
const knownAtMost = 150;

const mask = '********';

/** Remembers a secret. @param patternsOf what finds it in a text, however it is written; nothing for what is none */
export const remember = (secret: string, patternsOf: (secret: string) => readonly Pattern[]): void => {
  const patterns = known.get(secret) ?? patternsOf(secret);
  known.delete(secret);
  if (patterns.length === 0) return;
  known.set(secret, patterns);
  const [oldest] = known.keys();
  if (known.size > knownAtMost && oldest !== undefined) known.delete(oldest);
};

const masked = (text: string): string => {
  let result = text;
  for (const patterns of known.values())
    for (const { surely, finds } of patterns)
      if (result.includes(surely)) result = result.replace(finds, mask);
  return result;
};

/** What may be base64, in an address, too. */
const encoded = /(?:[\w+/-]|%2[bf]){12,}/giu;

/** What stands before it may look as if it belonged to it: it may begin at any of four places. */
const hides = (chunk: string): boolean => {
  const letters = chunk.replaceAll(/%2b/giu, '+').replaceAll(/%2f/giu, '/');
  return [0, 1, 2, 3].some((from) => {
    const decoded = Buffer.from(letters.slice(from), 'base64').toString();
    return masked(decoded) !== decoded;
  });
};

/** A text without the secrets that are remembered, however they are written in it. */
export const withoutSecrets = (text: string): string =>
  known.size === 0 ? text : masked(text).replaceAll(encoded, (chunk) => (hides(chunk) ? mask : chunk));
