import { afterEach, describe, expect, it } from 'vitest';
import { boardArguments } from '#test/bench/board.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
});

const sizes = [
  { columns: 80, rows: 24, env: {} },
  { columns: 120, rows: 40, env: { NO_COLOR: '1' } },
] as const;

/** Filters the queue, which has the keys, to one job. */
const findJob = async (open: Terminal, name: string): Promise<void> => {
  open.press('/', 'ctrl-u');
  open.type(`name:${name}`);
  await open.waitFor(/ 1 of \d+$/mu);
  open.press('enter');
  await open.waitFor(new RegExp(`› ?\\S ${name} `, 'u'));
};

describe('the queue, in a real terminal', () => {
  it.each(sizes)(
    'from the jobs of one compute to those of all, to why one waits, and to its end at $columns x $rows',
    async ({ columns, rows, env }) => {
      const open = openTerminal({ columns, rows, env, args: ['--demo', '--demo-speed', '1', '--seed', '7'] });
      terminal = open;
      await open.waitFor('WORKSPACES 4');
      open.press('enter');
      await open.waitFor('1 COMPUTES 17');

      // Of one compute, then of the whole workspace: the first page at once.
      await open.waitFor(/3 QUEUE \d+ run, \d+ wait/u);
      open.press('3', 'W');
      await open.waitFor(/3 QUEUE all (?:jobs: )?\d+ ?r/u);
      await findJob(open, 't5-pretrain-xl');
      await open.waitFor(/t5-pretrain-xl +gpu-train +Queued +\d\/\d /u);

      // Why it waits, with the figures; back where the keys were.
      open.press('i');
      await open.waitFor('Why is t5-pretrain-xl waiting?');
      await open.waitFor(/asked 16 nodes at once, max nodes of gpu-train is 10/u);
      open.press('q');
      await open.waitFor(/3 QUEUE (?:all jobs, )?\d+ of \d+/u);

      // Its page in the studio, for the browser of another computer.
      open.press('B');
      await open.waitFor(/https:\/\/ml\.azure\.com\/runs\/patient_oak/u);

      // Asked about first: Enter alone leaves it as it is.
      open.press('X');
      await open.waitFor('Cancel t5-pretrain-xl?');
      expect(open.screen().join('\n')).toContain('on gpu-train, 16 nodes, in workspace mlw-demo');
      open.press('enter');
      await open.waitFor(/t5-pretrain-xl +gpu-train +Queued +\d\/\d /u);
      open.press('X');
      await open.waitFor('› [ No, leave it ]');
      open.press('down');
      await open.waitFor('› [ Cancel the job ]');
      open.press('enter');
      await open.waitFor(/t5-pretrain-xl +gpu-train +CancelRequested/u);
      await open.waitFor(/t5-pretrain-xl +gpu-train +Canceled/u, 60_000);
      open.press('X');
      await open.waitFor('it is Canceled: nothing to cancel');

      // Any other row is explained too.
      open.press('1', 'i');
      await open.waitFor('What is wrong');
      open.press('q');
      await open.waitFor('1 COMPUTES');
    },
    120_000,
  );

  it.each(sizes)(
    'says how far it has been read at $columns x $rows, and is used meanwhile',
    async ({ columns, rows, env }) => {
      const open = openTerminal({ columns, rows, env, args: boardArguments('huge', '--demo-speed', '1') });
      terminal = open;
      await open.waitFor(/ jobs partial, \d+,\d{3} of \? /u, 60_000);
      open.press('3', 'W');
      await open.waitFor(/3 QUEUE (?:all )?(?:jobs: )?\d+\+ ?r/u);
      open.press('/');
      open.type('phase:waiting');
      await open.waitFor(/Queued +\d+\+\//u);
      expect(open.screen()[1]).toMatch(/ jobs partial, /u);
    },
  );
});
