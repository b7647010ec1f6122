import { afterEach, describe, expect, it } from 'vitest';
import { focusLine, toField } from './support/flows.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
});

describe('cost, waste and quota, in a real terminal', () => {
  it.each([
    { columns: 80, rows: 24, ascii: false },
    { columns: 120, rows: 40, ascii: true },
  ])(
    'from the board to what it costs, what is for nothing and how full the limits are, at $columns x $rows, ASCII: $ascii',
    async ({ columns, rows, ascii }) => {
      const args = ['--demo', '--demo-speed', '30', '--seed', '7', ...(ascii ? ['--ascii'] : [])];
      const open = openTerminal({ columns, rows, args, env: { NO_COLOR: '1' } });
      terminal = open;
      await open.waitFor('WORKSPACES 4');
      open.press('enter');
      await open.waitFor('1 COMPUTES 17');

      open.press('$');
      await open.waitFor(/TOTAL \$\d+\.\d\d\/h now, \$\d+\.\d\d\/h at min, \$\d+\.\d\d\/h at max/u);
      await open.waitFor(/dbx-lakehouse +- +- +- +- +- billed where it lives/u);
      await open.waitFor(/lowpri-sweep .* low priority/u);
      await open.waitFor(/WASTE \d+: \$\d+\.\d\d\/h for nothing/u);

      // What is for nothing, and its one action: a question, which is left without an answer.
      open.press('tab');
      await open.waitFor(/ci-jonas +stopped, holds 4 vCPUs .* delete it/u);
      open.press('/');
      open.type('ci-amara');
      await open.waitFor(/WASTE 1 of \d+/u);
      open.press('enter');
      await open.waitFor(/^.\S ci-amara +runs without a job .* stop it/mu);
      open.press('enter');
      await open.waitFor('ci-amara is Running');
      open.press('escape');
      await open.waitFor(/WASTE 1 of \d+/u);
      // The filter goes first, then the screen.
      open.press('escape');
      await open.waitFor(/WASTE \d+ +WHAT/u);
      open.press('q');
      await open.waitFor('1 COMPUTES 17');

      open.press('5');
      await open.waitFor(ascii ? /NCSv3 +#+\.* +\d+\/60/u : /NCSv3 +⣿+⣀* +\d+\/60/u);
      await open.waitFor(/computes .* 7\/200 .* 7 of this workspace/u);
      open.press('q');
      await open.waitFor('1 COMPUTES 17');

      // The same while a form is filled.
      open.press('c');
      await open.waitFor('TARGET TYPES');
      open.press('enter');
      await open.waitFor(/^ quota used elsewhere \d+, with this [\d to]+ of \d+/mu);
      if (ascii) return;
      await toField(open, 'Max nodes');
      expect(focusLine(open.screen().join('\n'))).toContain('Max nodes');
      open.press('ctrl-u');
      open.type('200');
      await open.waitFor(/^ quota .*\d+ too much at max/mu);
      expect(Math.max(...open.screen().map((line) => line.length))).toBeLessThan(columns);
    },
  );
});
