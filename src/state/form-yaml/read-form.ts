import { readYaml } from '#azure/compute-yaml/read-yaml.ts';
import { either, sameWord } from '#azure/compute-yaml/shape.ts';
import { kindOf, type Fault, type YamlEntry } from '#azure/compute-yaml/yaml-node.ts';
import { plain } from '#azure/plain.ts';
import type { FormFacts } from '#azure/targets/field.ts';
import { quoted } from '#azure/targets/quoted.ts';
import type { AnyForm, FieldInfo } from '#azure/targets/target.ts';
import { takesLines } from '../field-lines.ts';

/** What was taken out of an edited file. */
export type ReadForm = {
  /** Texts for the form, by field: what is not here stays as it is. */
  readonly texts: Readonly<Record<string, string>>;
  /** By line: what could not be taken, and what the form says against what could. */
  readonly faults: readonly Fault[];
  /** The lines of what could not be taken, without secrets. */
  readonly leftovers: readonly string[];
  /** Whether a secret was written into the file: then its text is not to be kept. */
  readonly secret: boolean;
};

/** As of a paste. */
const longestText = 20_000;

type Taken = { readonly text: string } | { readonly why: string };

const take = ({ value }: YamlEntry, field: FieldInfo): Taken => {
  if (field.kind.is === 'secret')
    return { why: `${field.name}: a secret is typed on the form only; it was not taken` };
  if (value.is === 'mapping' || value.is === 'list')
    return { why: `${field.name} takes a text; this is ${kindOf(value)}` };
  const text = value.is === 'nothing' ? '' : value.text.replace(/\n$/u, '');
  // The fields of the screen are lines: what would become something else in one is not taken.
  if (takesLines(field) ? text.split('\n').some((line) => line !== plain(line)) : text !== plain(text))
    return {
      why: `${field.name} takes one line without control characters: several commands go with && between`,
    };
  if (text.length > longestText) return { why: `${field.name}: at most ${longestText} characters are taken` };
  if (field.kind.is !== 'choice') return { text };
  const { options } = field.kind;
  // Who writes what the screen shows means the same.
  const found = options.find((each) => sameWord(each.value, text) || sameWord(each.label, text));
  return found === undefined
    ? { why: `${field.name} takes ${either(options.map((each) => each.value))}, not ${quoted(text)}` }
    : { text: found.value };
};

/** The lines of an entry, to the one before the next. */
const linesOf = (
  lines: readonly string[],
  { at }: YamlEntry,
  next: YamlEntry | undefined,
): readonly string[] =>
  lines
    .slice(at.line - 1, next === undefined ? undefined : Math.max(at.line, next.at.line - 1))
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));

/**
 * Takes an edited draft apart. What is right in it is taken whatever is wrong beside it; what is wrong is told with its line and column.
 * @param before the texts of the form as it is
 */
export const readForm = (
  edited: string,
  form: AnyForm,
  before: Readonly<Record<string, string>>,
  facts: FormFacts,
): ReadForm => {
  const read = readYaml(edited);
  const start = { line: 1, column: 1 };
  const lines = edited.split('\n');
  const secret = lines.some((line) => namesSecret(line, form));
  if (!read.ok) return { texts: {}, faults: read.faults, leftovers: withoutSecrets(lines, form), secret };
  const [root, second] = read.documents;
  if (root === undefined) return { texts: {}, faults: [], leftovers: [], secret };
  if (root.is !== 'mapping' || second !== undefined) {
    const sentence =
      second === undefined ? 'lines such as "name: train-1" are needed' : 'one document is needed';
    return {
      texts: {},
      faults: [{ ...(second?.at ?? start), sentence }],
      leftovers: withoutSecrets(lines, form),
      secret,
    };
  }
  const texts: Record<string, string> = {};
  const faults: Fault[] = [];
  const left: string[] = [];
  const taken = new Map<string, Fault>();
  root.entries.forEach((entry, index) => {
    const field = form.fields.find(({ name }) => name === entry.key);
    const result: Taken =
      field === undefined
        ? { why: `there is no field ${quoted(entry.key)} in this form` }
        : take(entry, field);
    if ('text' in result) {
      texts[entry.key] = result.text;
      taken.set(entry.key, { ...entry.value.at, sentence: '' });
      return;
    }
    faults.push({ ...entry.at, sentence: result.why });
    if (field?.kind.is !== 'secret') left.push(...linesOf(lines, entry, root.entries[index + 1]));
  });
  const { fields } = form.check({ ...before, ...texts }, facts);
  for (const [name, verdict] of Object.entries(fields)) {
    const at = taken.get(name);
    if (at !== undefined && verdict.is === 'block')
      faults.push({ ...at, sentence: `${name}: ${verdict.words}` });
  }
  return {
    texts,
    faults: faults.toSorted((a, b) => a.line - b.line || a.column - b.column),
    leftovers: withoutSecrets(left, form),
    secret,
  };
};

/** What may go into a file again: without lines that name a secret field, and without what follows such a line. */
const withoutSecrets = (lines: readonly string[], form: AnyForm): readonly string[] => {
  let skipping = false;
  return lines.filter((line) => {
    if (namesSecret(line, form)) skipping = true;
    else if (/^[A-Za-z]\w*\s*:/u.test(line)) skipping = false;
    return !skipping && line.trim() !== '' && !line.startsWith('#');
  });
};

/** Whether a line gives a secret field a value, as far as that can be told of lines that may not be YAML. */
const namesSecret = (line: string, { fields }: AnyForm): boolean =>
  !line.trimStart().startsWith('#') &&
  fields.some(
    ({ name, kind }) =>
      kind.is === 'secret' && new RegExp(`(?:^|[\\s{,"'?])${name}["']?\\s*:`, 'u').test(line),
  );
