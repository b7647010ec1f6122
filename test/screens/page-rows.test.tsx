import { describe, expect, it } from 'vitest';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

/** The rows between the frame's rules that say something, but for what stands in place of the last one. */
const body = (shell: OpenShell, from = 3): readonly string[] =>
  shell
    .screen()
    .slice(from, -3)
    .filter((line) => line.trim() !== '' && !line.includes('more lines'));

describe('a page', () => {
  it.each([
    ['the keys', ['?'], 5],
    ['the facts of a compute', ['j', 'j', 'enter'], 3],
    ['an explanation', ['j', 'j', 'i'], 3],
    ['the guidance', ['c', 'enter', 'esc', 'u'], 4],
  ] as const)(
    'of %s is what is shown of it, and the next one goes on where it ended',
    async (_, keys, from) => {
      const shell = await openBoardScreen({ rows: 16 });
      await shell.press(...keys);
      const first = body(shell, from);
      expect(shell.text()).toMatch(/more lines/u);
      await shell.press('pagedown');
      const second = body(shell, from);
      expect(second.filter((line) => first.includes(line)).length).toBeLessThanOrEqual(second.length / 2);
      await shell.press('pageup');
      expect(body(shell, from)).toEqual(first);
    },
  );

  it.each([
    ['the zoomed queue of 32 rows', ['3', 'W', 'z'], 'queue', 40, 31],
    ['the five computes of a small terminal', [], 'computes', 24, 4],
  ] as const)('of %s is its rows but one', async (_, keys, list, rows, moved) => {
    const shell = await openBoardScreen({ scale: 'large', rows });
    await shell.press(...keys, 'pagedown');
    expect(shell.workbench.store.getState().lists[list].cursor?.index).toBe(moved);
    await shell.press('pageup');
    expect(shell.workbench.store.getState().lists[list].cursor?.index).toBe(0);
  });

  it('is that of the table below again when what lay over it is closed', async () => {
    const shell = await openBoardScreen({ scale: 'large' });
    await shell.press('?', 'esc', 'pagedown');
    expect(shell.workbench.store.getState().lists.computes.cursor?.index).toBe(4);
  });
});
