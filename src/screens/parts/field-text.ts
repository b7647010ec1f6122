import type { Line } from '#state/line-edit.ts';
import { viewLine } from '../line-view.ts';
import type { Paint } from '../theme.ts';

export type FieldLook = {
  /** Cells in all, the box's own four among them. */
  readonly cells: number;
  /** The field that is typed into: its cursor is a reversed cell and its box is bold, so that it shows without colour too. */
  readonly focused: boolean;
  /** A single cell in place of every letter, for secrets. */
  readonly mask?: string;
};

const open = '[ ';
const close = ' ]';

/** A text field as a ready-made piece of a line, exactly `cells` wide: `[ gpu-1     ]`. */
export const fieldText = (line: Line, { cells, focused, mask }: FieldLook, paint: Paint): string => {
  const room = Math.max(0, cells - open.length - close.length);
  const view = viewLine(line, room, mask === undefined ? {} : { mask });
  const fill = ' '.repeat(room - view.cells);
  if (!focused) return open + view.text + fill + close;
  if (line.proposed === true) return paint.bold(open) + paint.selected(view.text) + fill + paint.bold(close);
  return paint.bold(open) + view.before + paint.selected(view.under) + view.after + fill + paint.bold(close);
};
