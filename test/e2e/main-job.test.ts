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
  { columns: 200, rows: 60 },
] as const;

/** Its row on the board, where the nodes stand after the state; the line that tells how an operation ended is no row. */
const rowOf = (open: Terminal, name: string): string =>
  open.screen().find((row) => new RegExp(`^ ?.{1,2} ${name} +[A-Za-z]+(?: !)? +[\\d-]`, 'u').test(row)) ?? '';

describe('the main job, in a real terminal', () => {
  it.each(sizes)(
    'from the start to a cluster created, watched and deleted at $columns x $rows',
    async ({ columns, rows }) => {
      const open = openTerminal({ columns, rows, args: ['--demo', '--demo-speed', '30', '--seed', '7'] });
      terminal = open;

      await open.waitFor('WORKSPACES 4');
      expect(open.screen()[0]).toContain('DEMO');
      open.press('enter');
      await open.waitFor('1 COMPUTES 17');

      // Nodes and queue move by themselves: the cluster that trains is never without both.
      open.press('/');
      open.type('gpu-train');
      await open.waitFor('1 of 17');
      open.press('enter');
      await open.waitFor(/3 QUEUE [1-9]\d* run/u);
      await open.waitFor(/tvm-\S+ +running/u);
      const below = (screen: string): string => screen.split('\n').slice(2).join('\n');
      const before = below(open.screen().join('\n'));
      await open.waitFor((screen) => below(screen) !== before);

      // Zoom, filter the queue, open a job.
      open.press('z');
      await open.waitFor(/mlw-demo › gpu-train/u);
      open.press('3', '/');
      open.type('status:running');
      await open.waitFor(/3 QUEUE \d+ of \d+/u);
      open.press('enter', 'enter');
      await open.waitFor('What it runs');
      open.press('q', 'q');
      await open.waitFor((screen) => !screen.includes('What it runs'));
      open.press('z');
      await open.waitFor((screen) => !screen.includes('› gpu-train'));

      // Create train-1 with min 0 max 4.
      open.press('1', 'q', 'c');
      await open.waitFor('TARGET TYPES');
      open.press('enter');
      await open.waitFor('Max nodes');
      open.type('train-1');
      await open.waitFor('train-1');
      open.press('tab', 'enter');
      await open.waitFor('VM SIZES');
      open.type('ds3_v2');
      await open.waitFor(/VM SIZES 1 of/u);
      open.press('enter');
      await open.waitFor('[ Review ]');
      open.press('shift-tab', 'shift-tab', 'shift-tab');
      await open.waitFor(/›\[ Review \]/u);
      open.press('enter');
      await open.waitFor('[ Send ]  Enter');
      open.press('enter');
      await open.waitFor('Creating train-1');
      await open.waitFor('train-1 is created');
      open.press('enter');
      await open.waitFor(/›\S train-1 +steady +0\/4/u);
      expect(rowOf(open, 'train-1')).toContain('steady');

      // Delete it by typing its name; half a name does nothing.
      open.press('D');
      await open.waitFor('Type the name to confirm');
      open.type('train');
      open.press('enter');
      await open.waitFor('type train-1 to confirm');
      open.type('-1');
      await open.waitFor('[ Delete ]');
      open.press('enter');
      await open.waitFor('train-1 is deleted');
      open.press('enter');
      await open.waitFor('1 COMPUTES 17');
      expect(rowOf(open, 'train-1')).toBe('');

      // Leave.
      open.press('q', 'q');
      expect(await open.exit).toMatchObject({ code: 0 });
    },
  );
});
