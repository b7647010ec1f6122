import type { Line } from '#state/line-edit.ts';
import { wrapWords } from './facts.ts';
import { fieldText } from './parts/field-text.ts';
import type { Paint } from './theme.ts';

/** The question before something is destroyed or overwritten, and the field for its answer. */
export const confirmationLines = (
  {
    name,
    text,
    line,
    what = 'the name',
  }: {
    readonly name: string;
    readonly text: string;
    readonly line: Line;
    /** What is typed where the workspace is not protected. */
    readonly what?: string;
  },
  columns: number,
  paint: Paint,
): readonly string[] => {
  const field = (lead: string): string =>
    `   ${lead}${fieldText(line, { cells: Math.min(38, columns - lead.length - 6), focused: true }, paint)}`;
  if (text === name) return [field(`Type ${what} to confirm: `)];
  return [
    ...wrapWords(`PROTECTED workspace: type ${text} to confirm.`, columns - 4).map(
      (words) => `   ${paint.needsPerson(words)}`,
    ),
    field('To confirm: '),
  ];
};
