import type { DevicePrompt } from '#azure/sign-in.ts';
import type { Session } from '#state/session.ts';
import { cut } from '../cells.ts';
import { useKit, type Area } from '../context.ts';
import { Lines } from '../parts/Lines.tsx';
import { useNow } from '../use-now.ts';
import { clock, elapsed } from '../words.ts';
import { wayTitle } from './choice-words.ts';

type Under = Area & {
  readonly title: string;
  /** What is typed goes into a text field under the card, whose line stands last. */
  readonly foot: readonly string[];
};

/** The code to enter in a browser, and the time left for it. It and the address stand alone on their lines, so that a mouse selects nothing else. */
const DeviceCode = ({ prompt, title, foot, columns, rows }: Under & { readonly prompt: DevicePrompt }) => {
  const { paint, workbench } = useKit();
  const now = useNow(workbench.now() < prompt.expiresAtMs);
  const isOver = now >= prompt.expiresAtMs;
  const code = cut(prompt.userCode, columns - 4);
  const copyKey = foot.length > 0 ? 'Ctrl-Y' : 'y';
  const all = [
    title,
    '   Open this address in a browser, of any machine:',
    '',
    `   ${cut(prompt.verificationUrl, columns - 4)}`,
    '',
    '   and enter this code:',
    '',
    `   ${isOver ? paint.secondary(code) : paint.bold(code)}`,
    '',
    isOver
      ? paint.needsPerson('   The code has ended. Enter asks for a new one, Esc cancels.')
      : `   ${elapsed(prompt.expiresAtMs - now)} left. ${copyKey} copies the code, Esc cancels.`,
  ];
  const room = rows - foot.length;
  return <Lines lines={[...(all.length <= room ? all : all.filter((line) => line !== '')), ...foot]} />;
};

/** A sign-in that is under way: since when, or the code that it waits for. */
export const SigningIn = ({
  signingIn: { way, startedAt, prompt },
  ...area
}: Omit<Under, 'title'> & { readonly signingIn: NonNullable<Session['signingIn']> }) => {
  const { paint, glyphs } = useKit();
  const title = ` ${paint.changing(`${glyphs.changing} Signing in by ${wayTitle(way)}`)}`;
  return prompt === undefined ? (
    <Lines lines={[title, '', `   Since ${clock(startedAt)}. Esc cancels it.`, ...area.foot]} />
  ) : (
    <DeviceCode prompt={prompt} title={title} {...area} />
  );
};
