import { describe, expect, it } from 'vitest';
import { mainPlace } from '#simulator/simulator.ts';
import { openShell } from '#test/support/shell.tsx';

const recents = {
  load: () => [{ place: { ...mainPlace, workspace: 'mlw-gone' }, location: 'westeurope', openedAt: 1 }],
  note: () => undefined,
};

describe('the list of workspaces', () => {
  it('says which ones are remembered until Azure has answered, by a word and a glyph', async () => {
    let down = true;
    const shell = await openShell({
      besides: { recents, folderPlace: mainPlace },
      instead: () => (down ? { status: 503, headers: {}, body: '' } : undefined),
    });
    await shell.workbench.commands.start();
    await shell.drawn();
    expect(shell.text()).toMatch(/WORKSPACES 1/u);
    expect(shell.text()).toMatch(/›\? mlw-gone +remembered +westeurope/u);
    down = false;
    await shell.run(15_000);
    expect(shell.text()).toMatch(/✓ mlw-demo +this folder +westeurope/u);
    expect(shell.text()).not.toContain('mlw-gone');
  });
});
