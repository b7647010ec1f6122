/** A text as one word of a POSIX shell. */
export const shellWord = (text: string): string =>
  /^[\w@:,./][\w@:,./-]*$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Letters that a file of code must not hold as they are: some end a line, some are not allowed in YAML, some show nothing. */
const unprintable = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu;

const escaped = (text: string): string =>
  JSON.stringify(text).replaceAll(
    unprintable,
    (letter) => String.raw`\u` + letter.charCodeAt(0).toString(16).padStart(4, '0'),
  );

/** A text as a string of Python: its escapes hold those of JSON. */
export const pythonString = escaped;

/** Words that YAML 1.1 takes for something else than a text. */
const yamlWords = /^(?:true|false|yes|no|on|off|y|n|null)$/iu;

/** A text as a scalar of YAML, 1.1 (which Azure CLI reads) and 1.2. */
export const yamlString = (text: string): string =>
  /^[A-Za-z][\w-]*(?::[\w-]+)?$/u.test(text) && !yamlWords.test(text) ? text : escaped(text);
