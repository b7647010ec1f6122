// C0 and C1 controls, DEL, line and paragraph separators, and the bidirectional overrides that could reorder a row.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const escapes =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/gu;
const loneSurrogate = /\p{Surrogate}/gu;

/**
 * The one door for foreign text: a string from a server, a file or the clipboard as text that cannot drive a terminal.
 * Escape sequences vanish whole, line breaks and tabs become one space, other control characters vanish, half surrogates become U+FFFD.
 */
export const plain = (text: string): string => {
  if (/^[ -~]*$/u.test(text)) return text;
  return text
    .replace(escapes, '')
    .replace(/[\t\r\n\u0085\u2028\u2029]+/gu, ' ')
    .replace(unsafe, '')
    .replace(loneSurrogate, '\ufffd');
};
