import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { smallest } from '#screens/Shell.tsx';
import { loadCodePrinter } from '#state/code-printer.ts';
import { awhile, everyPlace, placeOnScreen, pressAll } from '#test/support/every-screen.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

await loadCodePrinter();

/** [columns, rows] */
type Size = readonly [number, number];

/** The window's size when a screen is opened. */
const own: Size = [120, 40];

/** From nothing to more than any window: each is drawn on its own, and the one after it on what the one before has left behind. */
const storm: readonly Size[] = [
  [1, 1],
  [80, 24],
  [500, 200],
  [1, 1],
  [60, 16],
  [59, 16],
  [60, 15],
  [2, 40],
  [200, 2],
  [61, 17],
  [100, 1],
  [1, 100],
  [153, 31],
  [154, 31],
  [180, 45],
  [179, 44],
  [500, 16],
  [60, 200],
];

/** What every picture must be, whatever is on it. */
const judge = (shell: OpenShell, [columns, rows]: Size): void => {
  // Throws on a blank frame.
  const lines = shell.screen();
  expect([columns, rows, lines.length <= rows]).toEqual([columns, rows, true]);
  const fits = columns >= smallest.columns && rows >= smallest.rows;
  const says = `needs ${smallest.columns}x${smallest.rows}`;
  // Where not even that fits there is nothing to be read.
  if (columns > says.length + 1)
    expect([columns, rows, lines[0]?.startsWith(says)]).toEqual([columns, rows, !fits]);
  for (const line of lines) {
    const isWithin = stringWidth(line) <= Math.max(1, columns - 1);
    expect([columns, rows, line, isWithin]).toEqual([columns, rows, line, true]);
  }
};

/** At these the picture is compared with the one from before the storm: the narrow board, the usual one, two panes, the large one. */
const compared: readonly Size[] = [[80, 24], own, [160, 35], [200, 60]];

/** The picture at each of the compared sizes, reached gently. */
const pictures = async (shell: OpenShell): Promise<readonly string[]> => {
  const seen: string[] = [];
  for (const size of compared) {
    await shell.resize(...size);
    await shell.settle();
    await shell.drawn();
    judge(shell, size);
    seen.push(shell.text());
  }
  return seen;
};

describe(`whatever the window's size becomes (${everyPlace.length} screens x ${storm.length} sizes)`, () => {
  it.each(everyPlace)(
    '$place throws nothing, fits, and is afterwards as it was before',
    async ({ place, keys }) => {
      const [columns, rows] = own;
      const shell = await openBoardScreen({ columns, rows, speed: 30 });
      await pressAll(shell, [...keys, awhile]);
      expect(placeOnScreen(shell)).toBe(place);
      // What only a large window has room for is asked when it is first shown, and so is code that comes later.
      await pictures(shell);
      const before = await pictures(shell);
      for (const size of storm) {
        await shell.resize(...size);
        judge(shell, size);
      }
      expect(await pictures(shell)).toEqual(before);
      expect(placeOnScreen(shell)).toBe(place);
    },
  );
});
