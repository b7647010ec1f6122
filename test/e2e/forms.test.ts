import { afterEach, describe, expect, it } from 'vitest';
import { openTarget, pressUntil, toField } from './support/flows.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
});

const begin = async (columns: number, rows: number): Promise<Terminal> => {
  const open = openTerminal({ columns, rows, args: ['--demo', '--seed', '7'] });
  terminal = open;
  await open.waitFor('WORKSPACES 4');
  open.press('enter');
  await open.waitFor('1 COMPUTES 17');
  return open;
};

describe.each([
  [80, 24],
  [120, 40],
])('a form at %i x %i', (columns, rows) => {
  it('leads from the name of an instance that exists to its page, and back to what was typed', async () => {
    const open = await begin(columns, rows);
    await openTarget(open, 'compute instance');
    await toField(open, 'Name');
    open.press('ctrl-u');
    open.type('ci-amara');
    await open.waitFor('Ctrl-O opens it.');
    await pressUntil(open, 'shift-tab', '[ Review ]');
    open.press('enter');
    await open.waitFor('ci-amara exists: Enter opens it; u tells its use');
    open.press('enter');
    await open.waitFor(/› ci-amara › details/u);
    open.press('q');
    await open.waitFor('[ Send ]');
    open.press('q');
    await open.waitFor(/Name +\[ ci-amara /u);
    expect(open.screen().join('\n')).not.toContain('something has changed');
  });
});
