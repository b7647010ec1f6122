import { afterEach, describe, expect, it } from 'vitest';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let azure: StandAlone | undefined;
let terminal: Terminal | undefined;
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
});

const foot = (screen: string): string => screen.split('\n').at(-2) ?? '';
const header = (screen: string): string => (screen.split('\n')[0] ?? '').trimEnd();

/** Asks for the removal of the compute under the cursor. */
const askToDelete = async (open: Terminal, name: string): Promise<void> => {
  open.press('g', 'D');
  await open.waitFor('Type the name to confirm');
  open.type(name);
  await open.waitFor('[ Delete ]');
  open.press('enter');
};

const openBoard = async (
  columns: number,
  rows: number,
  more: Readonly<Record<string, string>>,
): Promise<{ readonly there: StandAlone; readonly open: Terminal }> => {
  const there = await openStandAlone('--speed', '10');
  azure = there;
  const args = [...there.cloudArgs, ...there.placeArgs];
  const open = openTerminal({ columns, rows, args, env: { ...there.env, ...more } });
  terminal = open;
  await open.waitFor('1 COMPUTES 17', 30_000);
  return { there, open };
};

const computesOf = async (there: StandAlone): Promise<readonly string[]> =>
  (await there.world()).workspaces.flatMap(({ computes }) => computes.map(({ name }) => name));

describe.each([
  { columns: 80, rows: 24, more: { NO_COLOR: '1' } },
  { columns: 120, rows: 40, more: {} },
])('a live board of $columns x $rows', ({ columns, rows, more }) => {
  it('finds out by looking what became of a write whose answer was cut, and says since when a source hangs', async () => {
    const { there, open } = await openBoard(columns, rows, more);
    await there.control('PUT', 'faults', 'cut where=body 1x DELETE *');
    await askToDelete(open, 'cpu-batch');
    await open.waitFor('cpu-batch is deleted', 60_000);
    await open.waitFor('never came: that it has arrived is concluded from looking');
    open.press('enter');
    await open.waitFor('1 COMPUTES 16');
    await open.waitFor((screen) => foot(screen).includes('you: cpu-batch deleted, as looking shows'));
    await open.waitFor((screen) => foot(screen).trim() === '', 20_000);
    expect(await computesOf(there)).not.toContain('cpu-batch');

    await there.control('PUT', 'faults', 'hang ms=9000 GET *');
    await open.waitFor((screen) => /no answer since \d\d:\d\d:\d\d$/u.test(header(screen)), 60_000);
    await there.control('DELETE', 'faults');
    await open.waitFor((screen) => / ok \d\d:\d\d:\d\d$/u.test(header(screen)), 60_000);
  }, 180_000);
});

it('a write that never arrived is looked for, is told with its workspace, and stays at the foot until it has been looked at', async () => {
  const { there, open } = await openBoard(80, 24, {});
  await there.control('PUT', 'faults', 'cut 1x DELETE *');
  await askToDelete(open, 'cpu-batch');
  await open.waitFor(/Whether it has arrived is being\s+looked for/u, 30_000);
  open.press('q');
  await open.waitFor('1 COMPUTES 17');
  open.press('q');
  await open.waitFor('WORKSPACES 4', 30_000);
  open.press('G', 'enter');
  await open.waitFor((screen) => /delete cpu-batch in mlw-demo: nothing of it/u.test(foot(screen)), 30_000);
  await open.waitFor((screen) => foot(screen).includes('delete of cpu-batch in mlw-demo: no answer'), 90_000);
  open.press('j');
  await open.waitFor((screen) => /cpu-batch in mlw-demo .*; t shows it/u.test(foot(screen)));
  open.press('t');
  await open.waitFor(/cpu-batch in mlw-.*delete +unknown/u);
  open.press('q');
  await open.waitFor((screen) => screen.includes('1 COMPUTES') && !foot(screen).includes('cpu-batch'));
  expect(await computesOf(there)).toContain('cpu-batch');
}, 240_000);
