const needsNoQuotes = /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:=@%+,-]*$/u;

/**
 * A text as one word of a POSIX shell, which reads it back to the letter: between single quotes nothing means anything but the quote
 * itself. (No word of a shell can hold the character NUL.)
 */
export const shellWord = (text: string): string =>
  needsNoQuotes.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Beyond what JSON escapes: what could hide or reorder the code around it, what ends a line, what YAML does not allow. */
const invisible = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

const escaped = (text: string): string =>
  JSON.stringify(text).replaceAll(
    invisible,
    (letter) => String.raw`\u` + letter.charCodeAt(0).toString(16).padStart(4, '0'),
  );

/** A text as a string of Python, which reads it back to the letter. The escapes of JSON are all escapes of Python, with the same meaning. */
export const pythonString = escaped;

/** Words that YAML 1.1 takes for something else than a text. */
const yamlWords = /^(?:true|false|yes|no|on|off|y|n|null)$/iu;

/** A text as a scalar of YAML, 1.1 (which Azure CLI reads) and 1.2. */
export const yamlString = (text: string): string =>
  /^[A-Za-z][\w-]*(?::[\w-]+)?$/u.test(text) && !yamlWords.test(text) ? text : escaped(text);
