import type { FieldSpec, FieldWords, Parsed } from '../targets/field.ts';
import { hasControls, quoted } from '../targets/quoted.ts';

/** Variables by name. */
export type Variables = Readonly<Record<string, string>>;

/** On one line a comma divides two of them only where the next one begins: values have commas, too. */
const onOneLine = /,\s*(?=[A-Za-z_]\w*=)/u;

const entries = (text: string): readonly string[] =>
  (text.includes('\n') ? text.split('\n') : text.split(onOneLine)).filter((each) => each.trim() !== '');

const nameOf = (entry: string): string => /^\s*([A-Za-z_]\w*)=/u.exec(entry)?.[1] ?? '';

/** Names that hold secrets by every custom. */
const secretName =
  /(?:^|_)(?:key|token|secret|passw(?:or)?d|passphrase|pwd|sas|credentials?|connection_?string)$/iu;

/** Whether one of the variables is called like a secret. */
export const namesASecret = (text: string): boolean =>
  entries(text).some((entry) => secretName.test(nameOf(entry)));

/** What is wrong is told without the value, which may be a secret. */
const parse = (text: string): Parsed<Variables> => {
  const found = new Map<string, string>();
  for (const [index, entry] of entries(text).entries()) {
    const name = nameOf(entry);
    if (name === '')
      return {
        ok: false,
        why: `entry ${index + 1} is not NAME=value: a name has letters, digits and _, and begins with no digit`,
      };
    const value = entry.slice(entry.indexOf('=') + 1);
    if (hasControls(value)) return { ok: false, why: `the value of ${quoted(name)} has control characters` };
    if (found.has(name)) return { ok: false, why: `${quoted(name)} is there twice` };
    found.set(name, value);
  }
  return { ok: true, value: Object.fromEntries(found) };
};

/** Variables as `NAME=value`, a line each, or with commas between them. One that is called like a secret is sent to the field for those. */
export const plainVariables = (words: FieldWords): FieldSpec<Variables> => ({
  ...words,
  kind: { is: 'text', lines: true, looksSecret: namesASecret },
  initial: '',
  parse: (text) => {
    const parsed = parse(text);
    if (!parsed.ok) return parsed;
    const secret = Object.keys(parsed.value).find((name) => secretName.test(name));
    return secret === undefined
      ? parsed
      : { ok: false, why: `${quoted(secret)} looks like a secret: it goes below, under Secret variables` };
  },
});

/** The same, for values that are secrets. */
export const secretVariables = (words: FieldWords): FieldSpec<Variables> => ({
  ...words,
  kind: { is: 'secret', lines: true },
  initial: '',
  parse,
});
