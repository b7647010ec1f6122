import { plain } from '#azure/plain.ts';
import type { FieldInfo } from '#azure/targets/target.ts';
import { insert, lineOf, typedOver, type Line } from './line-edit.ts';

/** Whether the text of a field may have several lines. */
export const takesLines = (field: Pick<FieldInfo, 'kind'> | undefined): boolean =>
  field !== undefined && 'lines' in field.kind;

/** Foreign text line by line: its line breaks stay, what could drive a terminal vanishes. */
const plainLines = (text: string): string =>
  text
    .split(/\r\n?|\n/u)
    .map(plain)
    .join('\n');

/** What a field holds when it is filled with a text, the cursor at its end. */
export const lineFor = (field: Pick<FieldInfo, 'kind'> | undefined, text: string): Line => {
  if (!takesLines(field)) return lineOf(text);
  const kept = plainLines(text);
  return { text: kept, cursor: kept.length };
};

/** A field's line with a text pasted at its cursor: its line breaks stay where the field takes them. */
export const pasted = (field: Pick<FieldInfo, 'kind'> | undefined, line: Line, text: string): Line => {
  if (!takesLines(field)) return insert(line, text);
  const { text: all, cursor } = typedOver(line);
  const added = plainLines(text).replace(/\n+$/u, '');
  return { text: all.slice(0, cursor) + added + all.slice(cursor), cursor: cursor + added.length };
};
