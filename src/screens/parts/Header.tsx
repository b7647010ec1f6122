import { breadcrumb } from '../breadcrumb.ts';
import { cellWidth, cut } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { healthOf } from '../health.ts';
import { Lines } from './Lines.tsx';

/** From this width on the header names the subscription and the resource group too. */
const wideFrom = 120;

/** The first line of every screen: where the user is, which mode, how fresh the data. */
export const Header = ({ columns }: Pick<Area, 'columns'>) => {
  const { paint, glyphs } = useKit();
  const mode = useApp((state) => state.about.mode);
  const readOnly = useApp((state) => state.about.readOnly);
  const where = useApp((state) => breadcrumb(state, columns >= wideFrom).join(` ${glyphs.cursor} `));
  const words = useApp((state) => healthOf(state).words);
  const tone = useApp((state) => healthOf(state).tone);
  const marks = [...(mode === 'demo' ? ['DEMO'] : []), readOnly ? 'RO' : 'RW'];
  // The clock is rightmost: a change of it rewrites nothing else.
  const health = cut(words, Math.max(10, Math.floor(columns / 2)));
  const right = `${marks.join('  ')}  ${health}`;
  const left = cut(where, Math.max(8, columns - cellWidth(right) - 3));
  const gap = ' '.repeat(Math.max(1, columns - 1 - cellWidth(left) - cellWidth(right)));
  const text = ` ${paint.where(paint.bold(left))}${gap}${paint.bold(marks.join('  '))}  ${paint[tone](health)}`;
  return <Lines lines={[text]} />;
};
