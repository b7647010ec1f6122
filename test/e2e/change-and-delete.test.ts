import { afterEach, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
});

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
] as const;

/** The line that has the keys: everything else may change by itself. */
const focusLine = (screen: string): string => /^ ›.*$/mu.exec(screen)?.[0] ?? '';

/** Presses a key until the line that has the keys begins like that. */
const pressUntil = async (open: Terminal, key: 'tab' | 'shift-tab', start: string): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    const before = focusLine(open.screen().join('\n'));
    if (before.startsWith(` ›${start}`)) return;
    open.press(key);
    await open.waitFor((screen) => focusLine(screen) !== before);
  }
};

const toField = (open: Terminal, label: string): Promise<void> => pressUntil(open, 'tab', label);

/** From the form over its review to the end of what it asks for, and back to the board. */
const send = async (open: Terminal, end: string): Promise<void> => {
  await pressUntil(open, 'shift-tab', '[ Review ]');
  open.press('enter');
  await open.waitFor('[ Send ]  Enter');
  open.press('enter');
  await open.waitFor(end, 60_000);
  open.press('enter');
  await open.waitFor('COMPUTES');
};

const openTarget = async (open: Terminal, title: string): Promise<void> => {
  open.press('c');
  await open.waitFor('TARGET TYPES');
  open.press('/');
  open.type(`name:"${title}"`);
  await open.waitFor(/1 of 15/u);
  open.press('enter', 'enter');
  await open.waitFor('[ Review ]');
};

const remove = async (open: Terminal, name: string): Promise<void> => {
  open.press('1', 'D');
  await open.waitFor('Type the name to confirm');
  open.type(name);
  await open.waitFor('[ Delete ]');
  open.press('enter');
  await open.waitFor(`${name} is deleted`, 60_000);
  open.press('enter');
  await open.waitFor((screen) => screen.includes('COMPUTES') && !screen.includes(` ${name} `));
};

describe('creating, changing and deleting, in a real terminal', () => {
  it.each(sizes)(
    'a GPU cluster is created, scaled to 6, given an identity and deleted at $columns x $rows',
    async ({ columns, rows }) => {
      const open = openTerminal({ columns, rows, args: ['--demo', '--seed', '7'] });
      terminal = open;
      await open.waitFor('WORKSPACES 4');
      open.press('enter');
      await open.waitFor('1 COMPUTES 17');

      await openTarget(open, 'compute cluster');
      open.type('train-1');
      await toField(open, 'VM size');
      open.press('enter');
      await open.waitFor('VM SIZES');
      open.type('nc4as_t4');
      await open.waitFor(/VM SIZES 1 of/u);
      open.press('enter');
      await open.waitFor('Standard_NC4as_T4_v3');
      await send(open, 'train-1 is created');
      await open.waitFor(/›\S train-1 +steady +0\/4/u);

      open.press('s');
      await open.waitFor('Max nodes');
      await toField(open, 'Max nodes');
      open.press('ctrl-u');
      open.type('6');
      await send(open, 'train-1 is scaled');
      await open.waitFor(/›\S train-1 +\S+ +0\/6/u);

      open.press('I');
      await open.waitFor(/›Identity/u);
      open.press('right', 'right');
      await open.waitFor('< user-assigned >');
      await toField(open, 'Identities');
      open.press('enter');
      await open.waitFor(/IDENTITIES \d/u);
      open.type('id-ml-data');
      await open.waitFor(/IDENTITIES 1 of \d/u);
      open.press('enter');
      await open.waitFor(/›\[ Review \]/u);
      await send(open, 'train-1 is changed');
      open.press('enter');
      await open.waitFor(/UserAssigned/u);
      open.press('q');
      await open.waitFor('1 COMPUTES 18');

      await remove(open, 'train-1');
      open.press('q', 'q');
      expect(await open.exit).toMatchObject({ code: 0 });
    },
    180_000,
  );

  it.each(sizes)(
    'an instance with a stop schedule is created, stopped, started and deleted at $columns x $rows',
    async ({ columns, rows }) => {
      const open = openTerminal({ columns, rows, args: ['--demo', '--seed', '7'] });
      terminal = open;
      await open.waitFor('WORKSPACES 4');
      open.press('enter');
      await open.waitFor('1 COMPUTES 17');

      await openTarget(open, 'compute instance');
      await toField(open, 'Name');
      open.press('ctrl-u');
      open.type('ci-newcomer');
      await toField(open, 'Stop at');
      open.type('0 18 * * * W. Europe Standard Time');
      await send(open, 'ci-newcomer is created');
      await open.waitFor(/›\S ci-newcomer +Running/u);

      for (const [moves, action, state] of [
        [1, 'stopped', 'Stopped'],
        [0, 'started', 'Running'],
      ] as const) {
        open.press('s');
        await open.waitFor(/ci-newcomer is \w+/u);
        for (let move = 0; move < moves; move += 1) open.press('down');
        open.press('enter');
        await open.waitFor(`ci-newcomer is ${action}`, 60_000);
        open.press('enter');
        await open.waitFor(new RegExp(`›\\S ci-newcomer +${state}`, 'u'));
      }

      await remove(open, 'ci-newcomer');
      open.press('q', 'q');
      expect(await open.exit).toMatchObject({ code: 0 });
    },
    180_000,
  );
});
