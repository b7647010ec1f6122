/** Where something stands in a text; both count from 1, columns in UTF-16 units as editors do. */
export type Position = { readonly line: number; readonly column: number };

/** What is wrong at a place of a text, in one sentence without a full stop. Never repeats a secret. */
export type Fault = Position & { readonly sentence: string };

export type YamlEntry = { readonly key: string; readonly at: Position; readonly value: YamlNode };

/** YAML as far as it is understood here. A number is kept as it was written. */
export type YamlNode = { readonly at: Position } & (
  | { readonly is: 'mapping'; readonly entries: readonly YamlEntry[] }
  | { readonly is: 'list'; readonly items: readonly YamlNode[] }
  | { readonly is: 'text' | 'number' | 'flag'; readonly text: string }
  | { readonly is: 'nothing' }
);

const kinds: Readonly<Record<YamlNode['is'], string>> = {
  mapping: 'a mapping',
  list: 'a list',
  text: 'a text',
  number: 'a number',
  flag: 'true or false',
  nothing: 'nothing',
};

/** What a value is, in words that do not repeat it. */
export const kindOf = ({ is }: YamlNode): string => kinds[is];
