import { plain } from '#azure/plain.ts';
import type { Problem, ServiceError } from '#azure/problem.ts';
import type { CodeWords } from './code-words.ts';
import { networkFamily, networkWords } from './network-words.ts';
import { ownWords } from './own-words.ts';
import { permissionWords } from './permission-words.ts';
import { byText, serviceCodes } from './service-code-words.ts';
import { serviceWords, waits } from './service-words.ts';
import { signInWords } from './sign-in-words.ts';

const allCodes: Readonly<Record<string, CodeWords>> = {
  ...serviceCodes,
  ...signInWords,
  ...networkWords,
  ...ownWords,
};

/** Every code that has words of its own, lower-cased. */
export const knownCodes: readonly string[] = Object.keys(allCodes);

const ofCode = (code: string): CodeWords | undefined => {
  const key = code.toLowerCase();
  return Object.hasOwn(allCodes, key) ? allCodes[key] : undefined;
};

/** Codes that say little beside what is nested in them. */
const generic = new Set(['badargument', 'conflict', 'operationnotallowed', 'quotaexceeded']);

/**
 * What is known of an error of the service: by its own code, else by the innermost code that is known, else by a code of Microsoft Entra ID or
 * a turn of phrase in its text. Generic codes come last.
 */
export const wordsOfError = (error: ServiceError): CodeWords | undefined => {
  const codes = [error, ...error.details.toReversed()].map(({ code }) => code);
  const telling = codes.find((code) => !generic.has(code.toLowerCase()) && ofCode(code) !== undefined);
  if (telling !== undefined) return ofCode(telling);
  const text = serviceWords(error);
  for (const [code] of text.matchAll(/AADSTS\d+/giu)) {
    const words = ofCode(code);
    if (words !== undefined) return words;
  }
  return (
    byText.find(([pattern]) => pattern.test(text))?.[1] ??
    ofCode(codes.find((code) => ofCode(code) !== undefined) ?? '')
  );
};

/** What is known of the network's own reason for no answer. */
export const wordsOfReason = (reason: string): CodeWords | undefined =>
  ofCode(reason) ?? networkFamily(reason);

/** The texts of some words, with what they quote from the service. */
export const spoken = (
  [what, ...next]: CodeWords,
  text: string,
): { readonly what: string; readonly next: readonly string[] } => {
  const say = (said: CodeWords[number]): string => (typeof said === 'string' ? said : said(text));
  return { what: say(what), next: next.map(say) };
};

/** What is known of this very problem, beyond its kind. */
export const particular = (
  problem: Problem,
): { readonly what?: string; readonly next: readonly string[] } | undefined => {
  if (problem.kind === 'unreachable') {
    const words = wordsOfReason(problem.reason);
    if (words === undefined) return undefined;
    const { what, next } = spoken(words, problem.reason);
    return { what, next: [...next, waits] };
  }
  if (!('error' in problem)) return undefined;
  const lacking = problem.kind === 'forbidden' ? permissionWords(problem) : undefined;
  if (lacking !== undefined && /^(?:Linked)?AuthorizationFailed$/iu.test(problem.error.code)) return lacking;
  const words = wordsOfError(problem.error);
  if (words === undefined) return lacking;
  const { what, next } = spoken(words, serviceWords(problem.error));
  switch (problem.kind) {
    case 'throttled':
      // How long it asks to wait says more than that it does.
      return { next };
    case 'service-fault':
      return { what, next: [...next, waits] };
    case 'signed-out':
    case 'forbidden':
    case 'not-found':
    case 'conflict':
    case 'quota':
    case 'rejected':
      return { what, next };
  }
};

/** What an error of the service means and what can be done, in one text; undefined for one of which nothing is known. */
export const meaningOf = (error: ServiceError): string | undefined => {
  const words = wordsOfError(error);
  if (words === undefined) return undefined;
  const { what, next } = spoken(words, serviceWords(error));
  return plain([what, ...next].join(' '));
};
