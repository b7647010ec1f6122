import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBoardScreen } from '#test/support/shell.tsx';

const keys = fc.oneof(
  fc.constantFrom(
    'up',
    'down',
    'left',
    'right',
    'enter',
    'esc-seq',
    'tab',
    'shift-tab',
    'pagedown',
    'pageup',
    'home',
    'end',
    'backspace',
    'ctrl-u',
    'space',
  ),
  fc.constantFrom(...Array.from('jkgGqzoOcDarp/?!123RnNtrain-1')),
  fc.constantFrom('é', '漢', '👍', '\u001b[200~pasted\ntext\u001b[201~', '\u0003', '\u000f'),
);

/** Escape as terminals with the extended keyboard protocol send it, which needs no waiting for what may follow. */
const sent = (key: string): string => (key === 'esc-seq' ? '\u001b[27u' : key);

describe('random keys', () => {
  it('never throw, never blank the screen, and never write without the confirmation that belongs to it (40 x 50 keys)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(keys, { minLength: 50, maxLength: 50 }), async (pressed) => {
        const shell = await openBoardScreen();
        for (const key of pressed) {
          const before = shell.text();
          const writes = shell.requests.filter(
            ({ method }) => method === 'PUT' || method === 'DELETE',
          ).length;
          await shell.press(sent(key));
          const after = shell.requests.filter(({ method }) => method === 'PUT' || method === 'DELETE').length;
          expect(shell.text()).not.toBe('');
          const confirmed = key === 'enter' && /\[ Send \]|\[ Delete \]|\[ Detach \]/u.test(before);
          expect(after > writes && !confirmed).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
