import { alternateScreenOn, cursorAt, cursorHidden, home, homeAndErase, ownModesOn } from './sequences.ts';

export type ScreenSize = { readonly columns: number; readonly rows: number };

/**
 * What the terminal shows at once, before the program proper is loaded: its name between two rules, and that it starts.
 * Enters the alternate screen. Ends with the cursor in the first cell, where the first frame begins. Never writes the last column.
 */
export const skeleton = ({ columns, rows }: ScreenSize, ascii: boolean): string => {
  const width = Math.max(0, columns - 1);
  const rule = (ascii ? '-' : '╌').repeat(width);
  const lines: readonly { readonly row: number; readonly text: string }[] = [
    { row: 1, text: ' aml-workbench' },
    { row: 2, text: rule },
    { row: 3, text: ' starting ..' },
    { row: rows - 1, text: rule },
  ];
  const drawn = lines
    .filter(({ row }, index) => row <= rows && row > (lines[index - 1]?.row ?? 0))
    .map(({ row, text }) => cursorAt(row, 1) + text.slice(0, width));
  return [alternateScreenOn, cursorHidden, ownModesOn, homeAndErase, ...drawn, home].join('');
};
