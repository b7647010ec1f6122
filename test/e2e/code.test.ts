import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
});

/** On the code of the first row of the board, at 80 x 24. */
const onCode = async (): Promise<Terminal> => {
  const open = openTerminal({ args: ['--demo', '--demo-speed', '0', '--seed', '7'] });
  terminal = open;
  await open.waitFor('WORKSPACES 4');
  open.press('enter');
  await open.waitFor('1 COMPUTES 17');
  open.press('E');
  await open.waitFor('[create again]');
  return open;
};

describe('a compute as code, in a real terminal', () => {
  it('is shown plain in lines that only the terminal wraps, nothing is drawn over it, and Enter goes back', async () => {
    const open = await onCode();
    open.press('v');
    await open.waitFor('Select it with the mouse. Enter goes back.');
    // Without the frame of the screen, and the last line of the code not broken by us.
    const shown = open.screen().join('\n');
    expect(shown).not.toContain('1 COMPUTES');
    expect(open.screen().join('')).toMatch(/--url 'https:\S+\?api-version=2022-10-01'/u);
    // What is typed meanwhile is nobody's key.
    open.type('q');
    open.press('enter');
    await open.waitFor('[create again]');
    open.press('q');
    await open.waitFor('1 COMPUTES 17');
  });

  it('is written to a file of the folder, once it is confirmed when there is one', async () => {
    const open = await onCode();
    open.press('tab');
    await open.waitFor('cat > ./cpu-batch.yml');
    const path = join(open.home, 'code.sh');
    for (const answer of ['written to', 'There is such a file already.']) {
      open.press('w');
      await open.waitFor('Path:');
      open.press('ctrl-u');
      open.type(path);
      open.press('enter');
      await open.waitFor(answer);
    }
    open.press('enter');
    await open.waitFor('written to');
    expect(readFileSync(path, 'utf8')).toContain('az ml compute create');
  });
});
