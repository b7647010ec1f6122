/**
 * What a colour says. Green works, yellow changes by itself, red (and bold) needs a person, magenta was taken away by
 * the platform, cyan is where you are; dim is for secondary text, never for a state.
 */
export type Tone = 'neutral' | 'works' | 'changing' | 'needsPerson' | 'takenAway' | 'where' | 'secondary';

type Paintbrush = (text: string) => string;

/** One function per meaning: text in, the same text in colours out. Each closes only what it opened, so all nest in `selected`. */
export type Paint = Readonly<Record<Tone, Paintbrush>> & {
  readonly bold: Paintbrush;
  /** Reverse video: the row or the cell the cursor is on. */
  readonly selected: Paintbrush;
};

/** `colour-blind` says with blue, yellow and bold what `default` says with green and red: those are the two that many cannot tell apart. */
export type Theme = 'default' | 'colour-blind';

/** `0` is without colour; bold and reverse stay, they are not colours. `1` is the 16 ANSI colours, so that the user's own theme rules. */
export type ColourLevel = 0 | 1;

const brush =
  (open: string, close: string): Paintbrush =>
  (text) =>
    text === '' ? '' : `\u001b[${open}m${text}\u001b[${close}m`;

const asIs: Paintbrush = (text) => text;

const bold = brush('1', '22');
const selected = brush('7', '27');

const withoutColour: Paint = {
  neutral: asIs,
  works: asIs,
  changing: asIs,
  needsPerson: bold,
  takenAway: asIs,
  where: asIs,
  secondary: asIs,
  bold,
  selected,
};

const inColour: Paint = {
  neutral: asIs,
  works: brush('32', '39'),
  changing: brush('33', '39'),
  needsPerson: brush('1;31', '22;39'),
  takenAway: brush('35', '39'),
  where: brush('36', '39'),
  secondary: brush('2', '22'),
  bold,
  selected,
};

const colourBlind: Paint = {
  ...inColour,
  works: brush('34', '39'),
  changing: brush('36', '39'),
  needsPerson: brush('1;33', '22;39'),
  where: brush('4', '24'),
};

export const createPaint = (level: ColourLevel, theme: Theme = 'default'): Paint => {
  if (level === 0) return withoutColour;
  return theme === 'colour-blind' ? colourBlind : inColour;
};
