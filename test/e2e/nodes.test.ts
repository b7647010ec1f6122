import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal, type TerminalOptions } from './support/terminal.ts';

let terminal: Terminal | undefined;
let azure: StandAlone | undefined;
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
});

const openBoard = async (options: TerminalOptions): Promise<Terminal> => {
  const open = openTerminal({
    args: ['--demo', '--demo-speed', '0', '--seed', '7'],
    ...options,
  });
  terminal = open;
  await open.waitFor('WORKSPACES 4');
  open.press('enter');
  await open.waitFor(
    (screen) =>
      /3 QUEUE \d+ run, \d+ wait(?:, \d+ done)? +STATUS/u.test(screen) && !screen.includes('partial'),
  );
  return open;
};

/**
 * The name in the first row under a cursor. The title of the panel that has the keys has a mark, too, and its number behind that; the rest of
 * a row may change while the cursor stands still.
 */
const atCursor = (rows: readonly string[]): string =>
  rows
    .find((row) => /^[›>]\D/u.test(row))
    ?.slice(3)
    .split(' ')[0] ?? '';

/** The board with the cursor on one of its computes. */
const toCompute = async (open: Terminal, name: string): Promise<void> => {
  open.press('1');
  // Before its rows have come a key would only wait for them.
  await open.waitFor((screen) => atCursor(screen.split('\n')) !== '');
  for (let moves = 0; moves < 20; moves += 1) {
    if (atCursor(open.screen()) === name) return;
    const before = atCursor(open.screen());
    open.press('down');
    await open.waitFor((screen) => atCursor(screen.split('\n')) !== before);
  }
  throw new Error(`no row of ${name}`);
};

it.each([
  [80, 24, /PUBLIC IP +SSH/u],
  [120, 40, /PUBLIC IP +SSH/u],
] as const)(
  'at %ix%i: from a job to its nodes and back, their addresses, and what was measured of them',
  async (columns, rows, addresses) => {
    const open = await openBoard({ columns, rows });
    await toCompute(open, 'gpu-train');
    await open.waitFor(addresses);
    await open.waitFor(/tvm-\S+ +running +\d+m\+/u);
    if (columns >= 120) await open.waitFor(/nodes over 2m \S \d+ {3}waiting \S \d+/u);
    // The queue begins with what is running.
    open.press('3', 'J');
    await open.waitFor(/›► tvm-/u);
    open.press('J');
    await open.waitFor('display name');
    const name = /display name +(\S+)/u.exec(open.screen().join('\n'))?.[1] ?? 'no name';
    open.press('J');
    await open.waitFor(new RegExp(`›► tvm-\\S+ +running.* ${name.slice(0, 10)}`, 'u'));
    open.press('enter');
    await open.waitFor('Job on it');
    open.press('q', '1', 'enter');
    await open.waitFor(/nodes over time +\S \d+, most \d+ in 2m/u);
    open.press('q', 'q', 'q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });
  },
  60_000,
);

it.each([
  [80, 24],
  [120, 40],
] as const)(
  'at %ix%i, in ASCII and without colour: an instance, who stopped it and when, and its links',
  async (columns, rows) => {
    const open = await openBoard({
      columns,
      rows,
      args: ['--demo', '--demo-speed', '0', '--seed', '7', '--ascii'],
      env: { NO_COLOR: '1' },
    });
    await toCompute(open, 'ci-jonas');
    await open.waitFor(/state +Stopped by idle shutdown (?:at|on) .*ago$/mu);
    await open.waitFor(/user +.*who created it$/mu);
    await open.waitFor(/schedules +Stop when idle for 60m$/mu);
    open.press('enter');
    await open.waitFor(/last operation +stopped by idle shutdown/u);
    open.press('G');
    await open.waitFor('studio');
    open.press('ctrl-u');
    await open.waitFor(/Jupyter +https:\/\/ci-jonas\.westeurope\.instances\.azureml\.ms$/mu);
    open.press('q');
    await open.waitFor('1 COMPUTES');
    expect(open.screen().join('')).toMatch(/^[\u0020-\u007e]*$/u);
  },
  60_000,
);

const measuredMinutes = (screen: string): number => Number(/nodes over (\d+)m/u.exec(screen)?.[1] ?? 0);

it('what was measured is kept in a file for this user alone, and the next start goes on with it; the demo keeps none', async () => {
  azure = await openStandAlone('--speed', '60');
  const { cloudArgs, placeArgs, env } = azure;
  const options = { columns: 120, rows: 40, args: [...cloudArgs, ...placeArgs], env };
  const first = openTerminal(options);
  terminal = first;
  // More than one look, so that it cannot be taken for a beginning.
  await first.waitFor((screen) => measuredMinutes(screen) >= 4, 40_000);
  const minutes = measuredMinutes(first.screen().join('\n'));
  first.press('q', 'q');
  expect(await first.exit).toMatchObject({ code: 0 });
  const state = join(first.home, 'state');
  const folder = join(state, 'aml-workbench/history');
  const [file = 'none', ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  const kept = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    readonly computes: readonly unknown[];
  };
  expect(kept.computes.length).toBeGreaterThan(5);

  const second = openTerminal({ ...options, env: { ...env, XDG_STATE_HOME: state } });
  try {
    await second.waitFor((screen) => measuredMinutes(screen) > 0, 40_000);
    expect(measuredMinutes(second.screen().join('\n'))).toBeGreaterThanOrEqual(minutes);
    second.press('q', 'q');
    expect(await second.exit).toMatchObject({ code: 0 });
  } finally {
    await second.close();
  }

  const demo = openTerminal({ columns: 120, rows: 40, args: ['--demo'] });
  try {
    await demo.waitFor('WORKSPACES 4');
    demo.press('enter');
    await demo.waitFor(/nodes over \d+m/u);
    demo.press('q', 'q');
    expect(await demo.exit).toMatchObject({ code: 0 });
    expect(() => readdirSync(join(demo.home, 'state/aml-workbench/history'))).toThrow('ENOENT');
  } finally {
    await demo.close();
  }
}, 120_000);
