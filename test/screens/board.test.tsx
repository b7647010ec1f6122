import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { loadFuzzySearch } from '#state/fuzzy.ts';
import { openBoardScreen, openShell } from '#test/support/shell.tsx';

describe('the workspaces', () => {
  it('are listed across subscriptions, and found by letters in order', async () => {
    await loadFuzzySearch();
    const shell = await openShell();
    expect(shell.text()).toContain('WORKSPACES 4');
    await shell.press('/');
    await shell.type('mlwvis');
    expect(shell.text()).toContain('1 of 4');
    await shell.press('enter', 'enter');
    await shell.run(1000);
    expect(shell.screen()[0]).toContain('mlw-vision-north');
  });
});

describe('the board', () => {
  it('fills 80x24 with computes, nodes and queue, says how fresh they are and which keys do what', async () => {
    const shell = await openBoardScreen();
    const rows = shell.screen();
    expect(rows).toHaveLength(24);
    expect(rows[0]).toMatch(/^ mlw-demo .* DEMO {2}RW {2}ok \d\d:\d\d:\d\d$/u);
    expect(rows[1]).toMatch(/^ 17 computes .* \$\d+\.\d\d\/h now/u);
    expect(shell.text()).toMatch(/^›1 COMPUTES 17 +STATE +NODES/mu);
    expect(shell.text()).toMatch(/^ 2 NODES/mu);
    expect(shell.text()).toMatch(/^ 3 QUEUE \d+ run, \d+ wait/mu);
    expect(rows.at(-1)).toContain('/ filter');
    expect(rows.at(-1)).toContain('? help');
  });

  it.each([
    [60, 16],
    [80, 24],
    [119, 30],
    [120, 40],
    [200, 60],
  ])(
    'never touches the last column and never has more lines than a terminal of %ix%i',
    async (columns, rows) => {
      const shell = await openBoardScreen({ columns, rows });
      const walk = [
        'z',
        'z',
        '?',
        'esc',
        'a',
        'esc',
        'D',
        'esc',
        's',
        'esc',
        'I',
        'esc',
        't',
        'q',
        'enter',
        'q',
      ];
      for (const key of [
        ...walk,
        'c',
        'enter',
        'tab',
        'enter',
        'esc',
        'esc',
        'j',
        'enter',
        'shift-tab',
        'enter',
      ]) {
        await shell.press(key);
        // Whatever is too long is cut by us, with our own mark.
        expect(shell.text()).not.toContain('…');
        expect(shell.screen().length).toBeLessThanOrEqual(rows);
        for (const line of shell.screen()) expect(stringWidth(line)).toBeLessThan(columns);
      }
    },
  );

  it('says what it needs on a terminal that is too small, and comes back when it grows', async () => {
    const shell = await openBoardScreen();
    await shell.resize(59, 15);
    expect(shell.text()).toContain('needs 60x16, has 59x15');
    expect(shell.text()).toContain('$');
    await shell.resize(1, 1);
    await shell.resize(80, 24);
    expect(shell.text()).toContain('1 COMPUTES 17');
  });

  it('zooms the selected cluster to its facts, nodes and queue, and back to where the keys were', async () => {
    const shell = await openBoardScreen();
    await shell.press('z');
    expect(shell.screen()[0]).toMatch(/^ mlw-demo › \S+/u);
    expect(shell.text()).toMatch(/^ AmlCompute \S+ dedicated westeurope {3}min \d+ max \d+ idle/mu);
    expect(shell.text()).not.toContain('1 COMPUTES');
    await shell.press('esc');
    expect(shell.text()).toContain('1 COMPUTES');
    expect(shell.workbench.store.getState().board?.panel).toBe('computes');
  });

  it('gives the list of computes the whole screen when it has the keys in the zoom', async () => {
    const shell = await openBoardScreen();
    await shell.press('z', '1');
    expect(shell.text().match(/^[ ›][✓↻►▢✗⇣?] /gmu)?.length).toBeGreaterThanOrEqual(16);
  });

  it('filters the queue while typing, keeps it on Enter, undoes it on Esc', async () => {
    const shell = await openBoardScreen();
    await shell.press('3', '/');
    await shell.type('status:completed');
    expect(shell.text()).toMatch(/3 QUEUE \d+ of \d+/u);
    await shell.press('enter');
    expect(shell.screen().at(-2)).toMatch(/filter status:completed: \d+ of \d+ +Esc clears/u);
    await shell.press('esc');
    expect(shell.text()).not.toMatch(/3 QUEUE \d+ of/u);
  });

  it.each([160, 200, 220])(
    'cuts no name and no title at %i columns, nor stretches what is short',
    async (columns) => {
      const shell = await openBoardScreen({ columns, rows: 60 });
      await shell.run(2000);
      const of = (start: RegExp) => shell.screen().find((line) => start.test(line)) ?? '';
      expect(of(/ci-mei-gpu/u)).toMatch(/ JobRunning {2,}1 NC4as_T4_v3 {1,3}ComputeInstance /u);
      expect(of(/adla-archive/u)).toContain('DataLakeAnalytics');
      expect(of(/1 COMPUTES/u)).toMatch(/1 COMPUTES 17 {1,8}STATE/u);
      expect(of(/3 QUEUE/u)).toMatch(/3 QUEUE \d+ run, \d+ wait(?:, \d+ done)? {1,6}STATUS/u);
    },
  );

  it('marks the panel that has the keys, the log and the quota too, and says which keys act there', async () => {
    const shell = await openBoardScreen({ columns: 200, rows: 60 });
    await shell.run(2000);
    expect(shell.text().match(/›\d [A-Z]+/gu)).toEqual(['›1 COMPUTES']);
    await shell.press('4');
    expect(shell.text().match(/›\d [A-Z]+/gu)).toEqual(['›4 LOG']);
    expect(shell.screen().at(-1)).toMatch(/^ Enter the whole log {2}Tab panel/u);
    expect(shell.screen().at(-1)).not.toContain('filter');
    await shell.press('/');
    expect(shell.screen().at(-2)).toContain('Enter opens all of it');
    await shell.press('5');
    expect(shell.text().match(/›\d [A-Z]+/gu)).toEqual(['›5 QUOTA']);
    expect(shell.text()).toMatch(/5 QUOTA westeurope at \d\d:\d\d:\d\d +USED OF LIMIT/u);
    await shell.press('enter');
    expect(shell.text()).toMatch(/ QUOTA \d+ +BAR +USED\/LIMIT/u);
    expect(shell.text()).toMatch(/Figures of \d\d:\d\d:\d\d/u);
    await shell.press('q', '4', 'enter');
    expect(shell.screen()[0]).toContain('› log');
  });

  it('names the compute over its own pane at 200x60, with its figures, nodes and queue over time, and its quota', async () => {
    const shell = await openBoardScreen({ columns: 200, rows: 60, speed: 1 });
    await shell.press('j', 'j');
    await shell.run(180_000);
    const text = shell.text();
    expect(text).toMatch(
      /gpu-train {2}AmlCompute NC6s_v3 dedicated westeurope {3}min \d+ max \d+ idle \S+ {3}quota \d+\/\d+ vCPUs/u,
    );
    for (const part of ['1 COMPUTES', '2 NODES', '3 QUEUE', '4 LOG', '5 QUOTA', 'EVENTS'])
      expect(text).toContain(part);
    expect(text).toMatch(/nodes over \S+ \S+ \d+ {3}waiting \S+ \d+/u);
    expect(text).toMatch(/ nodes \d+ of \d+ \S+ .*\$[\d.]+\/h now, \$[\d.]+\/h at max/u);
  });

  it('says while it is paused of when its rows are', async () => {
    const shell = await openBoardScreen();
    await shell.press('p');
    await shell.run(60_000);
    expect(shell.screen()[0]).toMatch(/PAUSED, ok 09:00:0\d$/u);
  });

  it('is left by Esc at the second time only, and by q at once', async () => {
    const shell = await openBoardScreen();
    await shell.press('z', 'esc');
    expect(shell.text()).toContain('1 COMPUTES');
    await shell.press('esc');
    expect(shell.screen().at(-2)).toBe(' Esc again leaves the workspace, q does at once');
    await shell.run(2_100);
    await shell.press('esc');
    expect(shell.text()).toContain('1 COMPUTES');
    await shell.press('esc');
    expect(shell.text()).toContain('WORKSPACES 4');
    await shell.press('enter', 'esc');
    expect(shell.text()).toContain('1 COMPUTES');
    await shell.press('q');
    expect(shell.text()).toContain('WORKSPACES 4');
  });

  it('says that nothing is selected when no compute passes the filter, instead of waiting for ever', async () => {
    const shell = await openBoardScreen();
    await shell.press('/');
    await shell.type('nosuchcompute');
    await shell.press('enter');
    await shell.run(5_000);
    expect(shell.text()).toContain('No compute is selected, so there are no nodes to show.');
    expect(shell.text()).toContain('No compute is selected. W shows the jobs of all computes.');
    expect(shell.text()).not.toContain('Asking');
  });

  it('says what is wrong with a filter instead of failing', async () => {
    const shell = await openBoardScreen();
    await shell.press('/');
    await shell.type('re:(');
    expect(shell.screen().at(-2)).toMatch(/re:\(.*\]\s+\S+/u);
    expect(shell.text()).toContain('1 COMPUTES 17');
  });

  it('sorts by a letter, and turns the order round', async () => {
    const shell = await openBoardScreen();
    const first = (): string => (shell.screen()[4] ?? '').replace(/ +/gu, ' ');
    await shell.press('o', 'n');
    const up = first();
    await shell.press('O');
    expect(first()).not.toBe(up);
    await shell.press('O');
    expect(first().slice(1)).toBe(up.slice(1));
  });

  it('opens what is known of a compute, of a node and of a job', async () => {
    const shell = await openBoardScreen();
    await shell.press('enter');
    expect(shell.text()).toContain('provisioning      Succeeded');
    await shell.press('q', 'j', 'j');
    await shell.run(1000);
    await shell.press('2', 'enter');
    expect(shell.text()).toContain('Job on it');
    await shell.press('q', '3', 'enter');
    expect(shell.text()).toContain('What it runs');
  });

  it('shows why a source fails, since when, and keeps its rows', async () => {
    let broken = false;
    const shell = await openBoardScreen({
      instead: ({ url }) =>
        broken && url.includes('/computes?')
          ? {
              status: 503,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ error: { code: 'ServerBusy', message: 'try later' } }),
            }
          : undefined,
    });
    broken = true;
    await shell.run(30_000);
    expect(shell.screen()[0]).toMatch(/computes failing since \d\d:\d\d: fault 503/u);
    expect(shell.text()).toContain('1 COMPUTES 17');
  });

  it("draws no frame when a poll brings no news but the header's clock, and none at all while paused", async () => {
    const shell = await openBoardScreen();
    await shell.run(30_000);
    await shell.press('p');
    const from = shell.frames();
    await shell.run(600_000);
    expect(shell.frames()).toBe(from);
  });

  it('says why a key can do nothing now', async () => {
    const shell = await openBoardScreen({ readOnly: true });
    expect(shell.screen()[0]).toContain('RO');
    await shell.press('D');
    expect(shell.screen().at(-2)).toContain('this session is read-only');
    await shell.press('a');
    expect(shell.text()).toMatch(/D +delete or detach +this session is read-only/u);
  });

  it('shows state in words and shapes without colour and with ASCII only', async () => {
    const shell = await openBoardScreen({ ascii: true, colour: false });
    expect(shell.text()).toMatch(/^[ -~\n]*$/u);
    expect(shell.frame()).not.toMatch(/\u001b\[3\dm/u);
    expect(shell.text()).toMatch(/^>[+~] \S+ +(steady|resizing)/mu);
  });
});
