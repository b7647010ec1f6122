import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { foreignEscape, hostile, poisoned } from '#test/support/hostile.ts';
import { openBoardScreen } from '#test/support/shell.tsx';

describe('whatever a server sends', () => {
  it('stays text in its own cells on every screen: no row wider than the terminal, no escape sequence through (25 worlds)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 20, maxLength: 20 }), async (names) => {
        let at = 0;
        const next = (): string => names[(at += 1) % names.length] ?? '';
        let poisoning = false;
        const shell = await openBoardScreen({
          poison: (answer: PlainResponse): PlainResponse =>
            poisoning ? { ...answer, body: JSON.stringify(poisoned(JSON.parse(answer.body), next)) } : answer,
        });
        poisoning = true;
        shell.workbench.commands.refresh();
        await shell.run(30_000);
        for (const keys of [
          [],
          ['z'],
          ['q', '1', 'enter'],
          ['q', '3', 'enter'],
          ['q', '2', 'enter'],
          ['q', 'a'],
          ['esc', '1', 'D'],
          ['esc', '?'],
        ]) {
          await shell.press(...keys);
          expect(shell.frame()).not.toMatch(foreignEscape);
          for (const line of shell.screen()) expect(stringWidth(line)).toBeLessThan(80);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
