import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardArguments, boardIsLive } from '#test/bench/board.ts';
import { openTerminal, type Terminal, type TerminalOptions } from './support/terminal.ts';

let terminal: Terminal | undefined;
let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'aml-workbench-events-'));
});
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
  rmSync(home, { recursive: true, force: true });
});

const openBoard = async (
  speed: number,
  options: TerminalOptions = {},
  config: Readonly<Record<string, unknown>> = {},
): Promise<Terminal> => {
  mkdirSync(join(home, 'aml-workbench'));
  writeFileSync(join(home, 'aml-workbench/config.json'), JSON.stringify(config));
  const open = openTerminal({
    args: boardArguments('small', '--demo-speed', String(speed), '--seed', '7'),
    ...options,
    env: { XDG_CONFIG_HOME: home, ...options.env },
  });
  terminal = open;
  await open.waitFor(boardIsLive, 60_000);
  return open;
};

const until = async (holds: () => boolean, timeoutMs: number): Promise<void> => {
  for (let waited = 0; !holds(); waited += 50) {
    if (waited > timeoutMs) throw new Error('It did not come about in time.');
    await pause(50);
  }
};

describe.each([
  { columns: 80, rows: 24, env: { NO_COLOR: '1' } },
  { columns: 120, rows: 40, env: {} },
])('events and calls in a real terminal of $columns x $rows', (size) => {
  it('are told as they come, found by a filter, and opened', async () => {
    const open = await openBoard(60, size);
    open.press('e');
    await open.waitFor(/EVENTS \d+/u);
    await open.waitFor(/^[ ›]\S \d\d:\d\d:\d\d .* \d+ -> \d+ nodes asked/mu, 60_000);
    open.press('/');
    open.type('kind:job');
    await open.waitFor(/EVENTS [1-9]\d* of \d+/u, 60_000);
    open.press('enter', 'enter');
    await open.waitFor('experiment');
    open.press('q');
    await open.waitFor(/EVENTS \d+ of \d+/u);
    open.press('q', 'q');
    await open.waitFor('1 COMPUTES');

    open.press('@');
    await open.waitFor(/\d+ in the minute to \d\d:\d\d:\d\d/u);
    await open.waitFor(/GET +200 +\d+ /u);
    expect(open.screen().join('\n')).not.toMatch(/[?&](?:api-version|sig|\$skip)=/u);
    open.press('/');
    open.type('method:post');
    await open.waitFor(/CALLS \d+ of \d+/u);
    open.press('enter');
    await open.waitFor(/\/listNodes/u);
    open.press('p');
    await open.waitFor('PAUSED');
    open.press('q', 'q', 'q', 'q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });
  });
});

describe('a large terminal', () => {
  it('shows the newest events below the computes, also in ASCII', async () => {
    const args = boardArguments('small', '--demo-speed', '60', '--seed', '7', '--ascii');
    const open = await openBoard(60, { columns: 200, rows: 60, args });
    await open.waitFor('EVENTS  e shows all');
    await open.waitFor(/^ \d\d:\d\d:\d\d \S .* nodes asked/mu, 60_000);
    expect(open.screen().join('\n')).toMatch(/^[ -~\n]*$/u);
    open.resize(100, 30);
    await open.waitFor((screen) => screen.includes('1 COMPUTES') && !screen.includes('EVENTS  e'));
  });
});

describe('being told that something has ended', () => {
  it('is a bell where that is configured, and a notification after a key', async () => {
    const open = await openBoard(60, {}, { notify: 'bell' });
    await until(() => open.bells() > 0, 60_000);
    open.press('ctrl-g');
    await open.waitFor('a notification of the terminal');
    await until(() => open.notifications().length > 0, 60_000);
    expect(open.notifications()[0]).toMatch(/^aml-workbench: job \S+: (?:Completed|Failed|Canceled)/u);
  });

  it('is a bell while a log is followed, too', async () => {
    const open = await openBoard(60, {}, { notify: 'bell' });
    open.press('3', 'g', 'L');
    await open.waitFor(/› log/u);
    const before = open.bells();
    await until(() => open.bells() > before, 60_000);
    expect(open.screen().join('\n')).toMatch(/› log/u);
  });

  it('is nothing without a word in the configuration', async () => {
    const open = await openBoard(60);
    open.press('e', '/');
    open.type('kind:job completed');
    await open.waitFor(/EVENTS [1-9]\d* of/u, 60_000);
    expect([open.bells(), open.notifications(), open.focusReports()]).toEqual([0, [], false]);
  });
});

describe('the focus of the window', () => {
  it('is reported only where that is configured; without it nothing is asked, and with it everything', async () => {
    const open = await openBoard(1, {}, { focus: true });
    expect(open.focusReports()).toBe(true);
    await open.settled(300);
    open.type('\u001b[O');
    await open.waitFor('PAUSED, no focus', 30_000);
    const bytes = open.bytesWritten();
    await pause(6000);
    expect(open.bytesWritten()).toBe(bytes);
    open.type('\u001b[I');
    await open.waitFor(/ok \d\d:\d\d:\d\d/u);
    open.kill('SIGTERM');
    await open.exit;
    await open.settled();
    expect(open.focusReports()).toBe(false);
  });
});
