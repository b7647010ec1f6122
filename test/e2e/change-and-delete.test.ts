import { afterEach, describe, expect, it } from 'vitest';
import {
  createCluster,
  createInstance,
  remove,
  scaleTo,
  send,
  stopAndStart,
  toField,
} from './support/flows.ts';
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

describe('creating, changing and deleting, in a real terminal', () => {
  it.each(sizes)(
    'a GPU cluster is created, scaled to 6, given an identity and deleted at $columns x $rows',
    async ({ columns, rows }) => {
      const open = openTerminal({ columns, rows, args: ['--demo', '--seed', '7'] });
      terminal = open;
      await open.waitFor('WORKSPACES 4');
      open.press('enter');
      await open.waitFor('1 COMPUTES 17');

      await createCluster(open, 'train-1');
      await scaleTo(open, 'train-1', 6);

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

      await createInstance(open, 'ci-newcomer');
      await stopAndStart(open, 'ci-newcomer');

      await remove(open, 'ci-newcomer');
      open.press('q', 'q');
      expect(await open.exit).toMatchObject({ code: 0 });
    },
    180_000,
  );
});
