import type { AppState } from '#state/app-state.ts';
import { readOnlyReason } from '#state/care.ts';
import { routeOf } from '#state/selectors.ts';
import { breadcrumb } from '../breadcrumb.ts';
import { cellWidth, cut } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { healthOf } from '../health.ts';
import { clock } from '../words.ts';
import { Lines } from './Lines.tsx';

/** From this width on the header names the subscription and the resource group too. */
const wideFrom = 120;

/** The mark of the demo. Its world has a clock of its own, by which the ages and dates in it are to be read. */
const demoWords = ({ about, serverTimeMs }: AppState): string => {
  if (about.mode !== 'demo') return '';
  if (about.demoSpeed === undefined || serverTimeMs === undefined) return 'DEMO';
  const speed = about.demoSpeed === 0 ? 'stopped' : `x${about.demoSpeed}`;
  return `DEMO ${clock(serverTimeMs).slice(0, 5)} ${speed}`;
};

/** The first line of every screen: where the user is, which mode, how fresh the data. */
export const Header = ({ columns }: Pick<Area, 'columns'>) => {
  const { paint, glyphs } = useKit();
  const readOnly = useApp((state) => readOnlyReason(state) !== undefined);
  const where = useApp((state) => breadcrumb(state, columns >= wideFrom).join(` ${glyphs.cursor} `));
  const words = useApp((state) => healthOf(state).words);
  const tone = useApp((state) => healthOf(state).tone);
  const demo = useApp(demoWords);
  const guarded = useApp(
    (state) => state.board?.protected === true && routeOf(state).screen !== 'workspaces',
  );
  const marks = [...(demo === '' ? [] : [demo]), ...(guarded ? ['PROTECTED'] : []), readOnly ? 'RO' : 'RW'];
  // The clock is rightmost: a change of it rewrites nothing else.
  const health = cut(words, Math.max(10, Math.floor(columns * 0.55)));
  const right = `${marks.join('  ')}  ${health}`;
  const left = cut(where, Math.max(8, columns - cellWidth(right) - 3));
  const gap = ' '.repeat(Math.max(1, columns - 1 - cellWidth(left) - cellWidth(right)));
  const text = ` ${paint.where(paint.bold(left))}${gap}${paint.bold(marks.join('  '))}  ${paint[tone](health)}`;
  return <Lines lines={[text]} />;
};
