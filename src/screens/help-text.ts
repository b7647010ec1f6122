import { lineKeys } from '#state/line-edit.ts';
import { cellWidth } from './cells.ts';
import type { Binding, HelpGroup, Scope } from './keys.ts';

/** How keys that are not letters are written for people. */
const words: Readonly<Record<string, string>> = {
  enter: 'Enter',
  esc: 'Esc',
  space: 'Space',
  tab: 'Tab',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: 'Backspace',
  delete: 'Del',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
};

/** A key as people write it: `ctrl-r` is Ctrl-R, `pagedown` is PgDn, letters stay as they are. */
export const keyLabel = (name: string): string => {
  const parts = name.split('-');
  // The key `-` itself, alone or in a chord.
  if (parts.at(-1) === '') return [...parts.slice(0, -2).map((part) => words[part] ?? part), '-'].join('-');
  return parts
    .map(
      (part, index) =>
        words[part] ?? (parts.length > 1 && index === parts.length - 1 ? part.toUpperCase() : part),
    )
    .join('-');
};

type HelpRow = { readonly keys: string; readonly label: string };
export type HelpSection = { readonly title: string; readonly rows: readonly HelpRow[] };

const groups: readonly HelpGroup[] = ['Do', 'Look', 'Move', 'Forms and questions', 'Program'];

const rowOf = ({ keys, label }: Pick<Binding, 'keys' | 'label'>): HelpRow => ({
  keys: keys.map(keyLabel).join(' '),
  label,
});

/** Rows that say the same are said once. */
const distinct = (rows: readonly HelpRow[]): readonly HelpRow[] => [
  ...new Map(rows.map((row) => [`${row.keys} ${row.label}`, row])).values(),
];

const textSection: HelpSection = { title: 'In a text field', rows: lineKeys.map(rowOf) };

/**
 * The keys of some scopes in sections, for the help screen; all of them without scopes. The keys of text fields come last.
 */
export const helpSections = (
  table: readonly Binding[],
  scopes?: readonly Scope[],
): readonly HelpSection[] => [
  ...groups.flatMap((title) => {
    const rows = table.filter((row) => row.group === title && (scopes?.includes(row.in) ?? true));
    return rows.length === 0 ? [] : [{ title, rows: distinct(rows.map(rowOf)) }];
  }),
  textSection,
];

/** The key section of the README, in Markdown. */
export const keysMarkdown = (table: readonly Binding[]): string =>
  helpSections(table)
    .map(({ title, rows }) => {
      const lines = rows.map(
        ({ keys, label }) => `| ${keys.split(' ').map(codeSpan).join(' ')} | ${label} |`,
      );
      return [`### ${title}`, '', '| Key | Does |', '|---|---|', ...lines, ''].join('\n');
    })
    .join('\n');

const codeSpan = (key: string): string => `\`${key === '|' ? '\\|' : key}\``;

/** What the footer says: the most important keys of some scopes, as many whole ones as fit, in the order of the table. */
export const hintLine = (table: readonly Binding[], scopes: readonly Scope[], cells: number): string => {
  const shown = new Map<Binding, string>();
  let used = 0;
  const byImportance = table
    .filter((row) => row.hint !== undefined && scopes.includes(row.in))
    .toSorted((a, b) => (a.hint ?? 0) - (b.hint ?? 0));
  for (const row of byImportance) {
    const hint = `${keyLabel(row.keys[0] ?? '')} ${row.label}`;
    const more = cellWidth(hint) + (shown.size === 0 ? 0 : between.length);
    if (used + more > cells) break;
    used += more;
    shown.set(row, hint);
  }
  return table.flatMap((row) => shown.get(row) ?? []).join(between);
};

const between = '  ';
