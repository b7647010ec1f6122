import { describe, expect, it } from 'vitest';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const foot = (shell: OpenShell): string => shell.screen().at(-2) ?? '';

/** From the board to the board of another workspace. */
const goElsewhere = async (shell: OpenShell): Promise<void> => {
  await shell.press('q', 'G', 'enter');
  expect(shell.workbench.store.getState().board?.workspace.name).not.toBe('mlw-demo');
};

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('an operation in another workspace than the one shown, at $columns x $rows', (size) => {
  it('is told with its workspace everywhere, and without it where that is shown', async () => {
    const shell = await openBoardScreen({ ...size, speed: 10 });
    await shell.press('D');
    await shell.type('cpu-batch');
    await shell.press('enter');
    await shell.run(1000);
    expect(foot(shell)).toMatch(/delete cpu-batch: \w+/u);
    await shell.press('q');
    await goElsewhere(shell);
    expect(foot(shell)).toMatch(/delete cpu-batch in mlw-demo: \w+/u);
    await shell.press('t');
    expect(shell.text()).toMatch(/cpu-batch in mlw-demo +delete/u);
    await shell.press('enter');
    expect(shell.text()).toContain('Deleting cpu-batch in mlw-demo');
    await shell.press('q');
    for (let seconds = 0; seconds < 60 && !foot(shell).includes('succeeded'); seconds += 1)
      await shell.run(1000);
    expect(foot(shell)).toContain('delete of cpu-batch in mlw-demo has succeeded');
    await shell.press('j');
    expect(foot(shell)).toMatch(/you: cpu-batch in mlw-demo deleted/u);
    await shell.press('e');
    expect(shell.text()).toMatch(/you: cpu-batch in mlw-demo deleted/u);
    // Back where it was.
    await shell.press('q', 'q', 'g', '/');
    await shell.type('mlw-demo');
    await shell.press('enter', 'enter');
    await shell.press('t');
    expect(shell.screen().find((line) => line.includes('cpu-batch'))).toMatch(/cpu-batch +delete/u);
  });
});
