import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyPlace, placeOnScreen } from '#test/support/every-screen.ts';
import { fakeSignIn } from '#test/support/fake-sign-in.ts';
import { judgedUser } from '#test/support/judged-keys.ts';
import { anyKey } from '#test/support/random-keys.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

/*
 * Random keys on every screen: whenever a key has led away from it, the keys that lead there are pressed again. RANDOM_KEYS says how many on each; `npm
 * run soak:keys` presses 10,000.
 */

const keysOnEach = Number(process.env['RANDOM_KEYS'] ?? '50');
const seed = Number(process.env['RANDOM_KEYS_SEED'] ?? '20261121');

/** What keys have done to a world (deleted, made read-only) may bar the way: then the next world is begun. */
const worldsAtMost = 10 + keysOnEach / 10;

const open = async () => {
  const fake = fakeSignIn();
  const shell = await openBoardScreen({ speed: 30, besides: { signIn: fake.signIn } });
  return { shell, user: judgedUser(shell, fake) };
};

const isAtHome = ({ workbench }: OpenShell): boolean => {
  const { overlay, session, stack, board } = workbench.store.getState();
  return (
    overlay === undefined &&
    session.card === undefined &&
    stack.length === 2 &&
    stack[1]?.screen === 'board' &&
    board?.zoomedFrom === undefined
  );
};

describe(`random keys (${keysOnEach} on each of ${everyPlace.length} screens, seed ${seed})`, () => {
  it.each(everyPlace)(
    'on $place throw nothing, leave no frame blank, and send nothing unconfirmed',
    async ({ place, keys }) => {
      const presses = fc.sample(anyKey, { numRuns: keysOnEach, seed });
      let world = await open();
      let worlds = 1;

      const goHome = async (): Promise<void> => {
        for (let tries = 0; tries < 12 && !isAtHome(world.shell); tries += 1) {
          const { stack, overlay } = world.shell.workbench.store.getState();
          await world.user.press(stack.length === 1 && overlay === undefined ? 'enter' : 'esc');
        }
      };
      const goThere = async (): Promise<void> => {
        while (placeOnScreen(world.shell) !== place) {
          await goHome();
          for (const key of keys) await world.user.press(key);
          if (placeOnScreen(world.shell) === place) return;
          world = await open();
          worlds += 1;
          expect([place, worlds <= worldsAtMost]).toEqual([place, true]);
        }
      };

      for (const key of presses) {
        await goThere();
        await world.user.press(key);
        world.shell.forgetFrames();
      }
      expect(world.shell.left.quit).toBeLessThanOrEqual(presses.length);
    },
    60_000 + keysOnEach * 1000,
  );
});
