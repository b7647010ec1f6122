import { stringify } from 'yaml';
import type { AnyForm, FieldInfo } from '#azure/targets/target.ts';

/** A form as it is put into a file. */
export type FormText = {
  /** What it makes or changes. */
  readonly title: string;
  readonly form: AnyForm;
  readonly texts: Readonly<Record<string, string>>;
  /** What was typed into an earlier file and has no place in the form, line by line. */
  readonly leftovers?: readonly string[];
};

const longestLine = 100;

/** Comments of at most that many letters. */
const comment = (words: string): readonly string[] => {
  const lines: string[] = [];
  let line = '#';
  for (const word of words.split(/\s+/u)) {
    if (line.length + word.length + 1 > longestLine) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
};

/** `name: text` in YAML; a whole number without quotes, as anybody would write it. */
const entry = (name: string, text: string): string =>
  /^(?:0|[1-9]\d{0,14})$/u.test(text)
    ? `${name}: ${text}`
    : stringify({ [name]: text }, { lineWidth: 0, blockQuote: 'literal' }).trimEnd();

const about = ({ label, help, kind }: FieldInfo): readonly string[] => [
  ...comment(`${label}: ${help}`),
  ...(kind.is === 'choice'
    ? comment(
        `One of: ${kind.options.map(({ value, label: words }) => (value === words ? value : `${value} (${words})`)).join(', ')}`,
      )
    : []),
];

const commented = (text: string): readonly string[] => text.split('\n').map((line) => `# ${line}`);

const fieldLines = (field: FieldInfo, text: string, shown: boolean): readonly string[] => {
  if (field.kind.is === 'secret')
    return [
      ...comment(`${field.label}: a secret, which is typed on the form only and is never written here.`),
    ];
  const written = entry(field.name, text);
  return [...about(field), ...(shown ? [written] : commented(written))];
};

/**
 * The draft of a form as YAML: its own fields by their own names, each under what its help says. Secrets are left out. Fields that mean nothing
 * beside the others are there as comments.
 */
export const writeForm = ({ title, form, texts, leftovers = [] }: FormText): string => {
  const visible = new Set(form.visible(texts).map(({ name }) => name));
  const lines = form.fields.flatMap((field, index) => [
    '',
    ...(form.fields[index - 1]?.group === field.group ? [] : [`# --- ${field.group} ---`, '']),
    ...fieldLines(field, texts[field.name] ?? '', visible.has(field.name)),
  ]);
  return [
    ...comment(
      `${title}. Save and leave the editor to take this back into the form; nothing is sent by that.`,
    ),
    '# A line that is taken out leaves its field as it is.',
    ...lines,
    ...(leftovers.length === 0
      ? []
      : ['', '# --- Not taken before ---', ...leftovers.flatMap((line) => commented(line))]),
    '',
  ].join('\n');
};
