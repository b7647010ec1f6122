import { describe, expect, test } from 'vitest';
import { everyPlace, placeOnScreen, pressAll } from './every-screen.ts';
import { openBoardScreen } from './shell.tsx';

describe(`the ways to every screen (${everyPlace.length})`, () => {
  test.each(everyPlace)('lead to $place', async ({ place, keys }) => {
    const shell = await openBoardScreen({ speed: 30 });
    await pressAll(shell, keys);
    expect(placeOnScreen(shell)).toBe(place);
  });
});
