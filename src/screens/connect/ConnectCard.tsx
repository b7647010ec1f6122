import { useState } from 'react';
import { connectAt, connectChoices } from '#state/connect-selectors.ts';
import type { Session } from '#state/session.ts';
import { cut, pad } from '../cells.ts';
import { scrollWindow } from '../columns.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { explain } from '../explain.ts';
import { wrapWords } from '../facts.ts';
import { focusedLine } from '../focused-line.ts';
import { fieldText } from '../parts/field-text.ts';
import { usePage } from '../page-rows.ts';
import { Lines } from '../parts/Lines.tsx';
import type { Paint } from '../theme.ts';
import { clock } from '../words.ts';
import { choiceWords, wayTitle } from './choice-words.ts';
import { SigningIn } from './SigningIn.tsx';

const titleCells = 28;

/** Rows of the choices that are shown however small the screen is. */
const fewestChoices = 4;

const whoWords = ({ account, signedOut }: Session): string => {
  if (account === undefined) return '';
  const who = `${account.name}, by ${wayTitle(account.way)}`;
  return signedOut === undefined
    ? `Signed in: ${who}.`
    : `Until ${clock(signedOut.since).slice(0, 5)} it was ${who}.`;
};

/** What has happened, why, who was signed in, what can be done: the most important first, for a screen that has no room for all. */
const reasonLines = (session: Session, cells: number, paint: Paint): readonly string[] => {
  const { failed, signedOut } = session;
  const problem = failed?.problem ?? signedOut?.problem;
  if (problem === undefined) return [paint.bold(' Sign in'), `   ${cut(whoWords(session), cells - 4)}`];
  const { what, why, next } = explain(problem);
  const title = failed === undefined ? what : `Signing in by ${wayTitle(failed.way)} did not work. ${what}`;
  return [
    ...wrapWords(title, cells - 3).map((line) => paint.needsPerson(` ${line}`)),
    ...[whoWords(session), why, ...next]
      .filter((words) => words !== '')
      .flatMap((words) => wrapWords(words, cells - 5))
      .map((line) => `   ${line}`),
  ];
};

/** The text field under the card, for whoever was typing when it opened: what is typed still goes there. */
const useFieldBeneath = (columns: number): readonly string[] => {
  const { paint } = useKit();
  const line = useApp((state) => focusedLine(state)?.line);
  const label = useApp((state) => focusedLine(state)?.label ?? '');
  const secret = useApp((state) => focusedLine(state)?.secret ?? false);
  if (line === undefined) return [];
  const lead = ` Typing goes on in ${label}: `;
  const cells = Math.max(8, Math.min(40, columns - lead.length - 1));
  return [`${lead}${fieldText(line, { cells, focused: true, ...(secret ? { mask: '*' } : {}) }, paint)}`];
};

/** Offers to sign in, and says why. It lies over whatever there is, which stays as it was. */
export const ConnectCard = ({ columns, rows }: Area) => {
  const { paint, glyphs } = useKit();
  const session = useApp((state) => state.session);
  const choices = useApp(connectChoices);
  const at = useApp(connectAt);
  const foot = useFieldBeneath(columns);
  const [top, setTop] = useState(0);
  const room = rows - foot.length;
  usePage(room);
  if (session.signingIn !== undefined)
    return <SigningIn signingIn={session.signingIn} foot={foot} columns={columns} rows={rows} />;
  const reasons = reasonLines(session, columns, paint);
  const least = Math.min(choices.length, fewestChoices);
  const reasonRows = Math.max(
    1,
    Math.min(reasons.length, Math.max(room - choices.length - 2, Math.min(room - least - 1, 3))),
  );
  const height = Math.max(1, room - reasonRows - 1);
  const shown = scrollWindow({ count: choices.length, height, cursor: at, top });
  if (shown.top !== top) setTop(shown.top);
  const rowsOfChoices = choices.slice(shown.top, shown.end).map((choice, offset) => {
    const isAt = shown.top + offset === at;
    const { title, takes } = choiceWords(choice, session.account !== undefined);
    const words = `${pad(title, titleCells)} ${cut(takes, columns - titleCells - 6)}`;
    const line = ` ${isAt ? glyphs.cursor : ' '} ${words}`;
    return isAt ? paint.selected(pad(line, columns - 1)) : line;
  });
  const hidden = choices.length - rowsOfChoices.length;
  const between =
    hidden === 0 ? '' : paint.secondary(`   ${hidden} of ${choices.length} are further up or down`);
  return <Lines lines={[...reasons.slice(0, reasonRows), between, ...rowsOfChoices, ...foot]} />;
};
