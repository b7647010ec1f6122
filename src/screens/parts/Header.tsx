import type { AppState } from '#state/app-state.ts';
import { readOnlyReason } from '#state/care.ts';
import { routeOf } from '#state/selectors.ts';
import { breadcrumb } from '../breadcrumb.ts';
import { cellWidth, cut, drawable } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { fittedCrumbs } from '../crumbs.ts';
import { healthOf } from '../health.ts';
import { clock } from '../words.ts';
import { Lines } from './Lines.tsx';

/** From this width on the header names the subscription and the resource group too. */
const wideFrom = 120;

/** From this width on (the terminal's is one more) the name of who is signed in has its room; below only what is left over. */
const namedFrom = 99;
const longestName = 40;

type Candidate = { readonly name: string; readonly where: readonly string[] };

/** What the header may say of the place and of who is signed in: the fullest first, the last one is cut to fit. */
const headerCandidates = (
  account: string | undefined,
  whereLong: readonly string[],
  whereShort: readonly string[],
  columns: number,
): readonly Candidate[] => {
  const bare = { name: '', where: whereLong };
  if (account === undefined) return [bare, { name: '', where: whereShort }];
  const full = [
    { name: account, where: whereLong },
    { name: account, where: whereShort },
  ];
  return columns >= namedFrom
    ? [...full, { name: cut(account, longestName), where: whereShort }]
    : [...full, { name: account.split('@')[0] ?? account, where: whereShort }, bare];
};

/** The mark of the demo. Its world has a clock of its own, by which the ages and dates in it are to be read. */
const demoWords = ({ about, serverTimeMs }: AppState): string => {
  if (about.mode !== 'demo') return '';
  if (about.demoSpeed === undefined || serverTimeMs === undefined) return 'DEMO';
  const speed = about.demoSpeed === 0 ? 'stopped' : `x${about.demoSpeed}`;
  return `DEMO ${clock(serverTimeMs).slice(0, 5)} ${speed}`;
};

/** What no name has in it: a selector has to return one text. */
const apart = '\n';

/** The first line of every screen: where the user is, which mode, how fresh the data. */
export const Header = ({ columns }: Pick<Area, 'columns'>) => {
  const { paint, glyphs } = useKit();
  const readOnly = useApp((state) => readOnlyReason(state) !== undefined);
  const between = ` ${glyphs.cursor} `;
  const whereLong = useApp((state) => breadcrumb(state, columns >= wideFrom).join(apart)).split(apart);
  const whereShort = useApp((state) => breadcrumb(state, false).join(apart)).split(apart);
  const account = useApp(({ session }) =>
    session.signedOut === undefined ? session.account?.name : undefined,
  );
  const words = useApp((state) => healthOf(state).words);
  const tone = useApp((state) => healthOf(state).tone);
  const demo = useApp(demoWords);
  const redacted = useApp((state) => state.about.redacted === true);
  const guarded = useApp(
    (state) => state.board?.protected === true && routeOf(state).screen !== 'workspaces',
  );
  // The clock is rightmost: a change of it rewrites nothing else.
  const health = cut(words, Math.max(10, Math.floor(columns * 0.55)));
  const marksWith = (name: string): string =>
    [demo, redacted ? 'REDACTED' : '', drawable(name), guarded ? 'PROTECTED' : '', readOnly ? 'RO' : 'RW']
      .filter((mark) => mark !== '')
      .join('  ');
  const candidates = headerCandidates(account, whereLong, whereShort, columns);
  const roomFor = (marks: string): number => columns - cellWidth(marks) - 2 - cellWidth(health) - 3;
  const chosen =
    candidates.find(({ name, where }) => cellWidth(where.join(between)) <= roomFor(marksWith(name))) ??
    candidates.at(-1);
  const marks = marksWith(chosen?.name ?? '');
  const right = `${marks}  ${health}`;
  const left = fittedCrumbs(chosen?.where ?? whereShort, between, Math.max(8, roomFor(marks)));
  const gap = ' '.repeat(Math.max(1, columns - 1 - cellWidth(left) - cellWidth(right)));
  const text = ` ${paint.where(paint.bold(left))}${gap}${paint.bold(marks)}  ${paint[tone](health)}`;
  return <Lines lines={[text]} />;
};
