/** Whether a text may hold one: nearly none does, and all that comes from a service is asked. */
const telling = /\bsig(?:=|%3D)|\bShared|\bAccountKey|\beyJ|\bBearer /iu;

const mask = '********';

const rules: readonly (readonly [RegExp, string])[] = [
  [/\b(sig(?:=|%3D))[^\s&"'<>,;)]+/giu, `$1${mask}`],
  [/\b((?:AccountKey|SharedAccessKey|SharedAccessSignature)=)[^\s&"'<>,;)]+/giu, `$1${mask}`],
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/gu, mask],
  // Of words about tokens none has a figure in it.
  [/\b(Bearer )(?=\S*\d)[\w.~+/=-]{8,}/giu, `$1${mask}`],
];

/**
 * A text without what opens something to whoever reads it: signatures of addresses in storage, keys of accounts, tokens. Errors and commands of jobs
 * quote addresses with everything on them.
 */
export const withoutProofs = (text: string): string =>
  telling.test(text) ? rules.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text) : text;
