import { Text } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Call } from '#azure/gateway.ts';
import { largePanels } from '#screens/board/large-panels.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
] as const;

const minute = 60_000;

/** A board that has been looked at for an hour of a world that moves. */
const livedBoard = async (options: ShellOptions): Promise<OpenShell> => {
  const shell = await openBoardScreen({ speed: 30, ...options });
  await shell.run(2 * minute);
  return shell;
};

/** Lets a minute pass at the most, until that is on the screen. */
const until = async (shell: OpenShell, what: string | RegExp): Promise<void> => {
  const isThere = (): boolean =>
    typeof what === 'string' ? shell.text().includes(what) : what.test(shell.text());
  for (let seconds = 0; seconds < 60 && !isThere(); seconds += 1) await shell.run(1000);
};

const fits = (shell: OpenShell, columns: number): void => {
  for (const line of shell.screen()) expect(stringWidth(line)).toBeLessThan(columns);
};

describe.each(sizes)('the events at $columns x $rows', (size) => {
  it('are listed newest first with their clock time, and found by who, kind and text', async () => {
    const shell = await livedBoard(size);
    await shell.press('p', 'e');
    expect(shell.screen()[0]).toMatch(/mlw-demo › events/u);
    expect(shell.text()).toMatch(/^ EVENTS \d+ /mu);
    expect(shell.text()).toMatch(/^›\S \d\d:\d\d:\d\d +\S/mu);
    fits(shell, size.columns);
    const times = [...shell.text().matchAll(/^[ ›]\S (\d\d:\d\d:\d\d)/gmu)].map(([, time]) => time ?? '');
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual(times.toSorted().toReversed());
    await shell.press('/');
    await shell.type('kind:job what:completed');
    expect(shell.text()).toMatch(/EVENTS \d+ of \d+/u);
    const rows = shell.screen().filter((line) => /^[ ›]\S \d\d:/u.test(line));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toContain('-> Completed');
    // Out of the filter field, with the filter kept; back to the board.
    await shell.press('enter', 'enter');
    expect(shell.text()).toContain('display name');
    await shell.press('q');
    expect(shell.text()).toMatch(/EVENTS \d+ of \d+/u);
  });

  it('are none at first, which is said', async () => {
    const shell = await openBoardScreen(size);
    await shell.press('e');
    expect(shell.text()).toContain('Nothing has changed since this workspace was opened.');
    await shell.press('e');
    expect(shell.screen().at(-2)).toContain('they are on the screen');
  });
});

describe('an event', () => {
  it('opens the node or the compute that it is about, and says when that is there no more', async () => {
    const shell = await livedBoard({ columns: 120, rows: 40 });
    await shell.press('p', 'e', '/');
    await shell.type('kind:compute "nodes asked"');
    await shell.press('enter', 'enter');
    expect(shell.screen()[0]).toMatch(/› details/u);
    await shell.press('q', 'esc', '/');
    await shell.type('kind:node what:left');
    await shell.press('enter', 'enter');
    // The node has left: its cluster is shown.
    expect(shell.screen()[0]).toMatch(/› details/u);
  });

  it('of a success of ours stands above the keys of the board for some seconds, and among the events for good', async () => {
    const shell = await openBoardScreen({ speed: 30 });
    await shell.press('/');
    await shell.type('gpu-train');
    await shell.press('enter', 's');
    const max = async (): Promise<void> => {
      for (let tabs = 0; tabs < 10 && !/ ›Max nodes/u.test(shell.text()); tabs += 1) await shell.press('tab');
    };
    await max();
    await shell.press('ctrl-u');
    await shell.type('7');
    for (let tabs = 0; tabs < 10 && !shell.text().includes('›[ Review ]'); tabs += 1)
      await shell.press('shift-tab');
    await shell.press('enter');
    await shell.run(2000);
    await shell.press('enter');
    await until(shell, 'gpu-train is scaled');
    await shell.press('enter', 'esc');
    const told = / \d\d:\d\d:\d\d you: gpu-train max nodes \d+ -> 7, took \d+s/u;
    await until(shell, told);
    expect(shell.screen().at(-2)).toMatch(told);
    await shell.run(9000);
    expect(shell.screen().at(-2)).toMatch(told);
    await shell.run(2000);
    expect(shell.screen().at(-2)).toBe('');
    await shell.press('e', '/');
    await shell.type('who:you');
    expect(shell.text()).toMatch(/ you: gpu-train max nodes \d+ -> 7, took \d+s/u);
  });

  it('of a failure of ours stays at the foot of every screen until t has shown it', async () => {
    let failing = false;
    const error = { code: 'ScopeLocked', message: 'The scope is locked.' };
    const shell = await openBoardScreen({
      instead: ({ url }) =>
        failing && /perationsStatus/u.test(url)
          ? {
              status: 200,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ status: 'Failed', error }),
            }
          : undefined,
    });
    await shell.press('D');
    await shell.type('cpu-batch');
    await shell.press('enter', 'q');
    failing = true;
    await shell.run(20_000);
    expect(shell.screen().at(-2)).toContain('delete of cpu-batch has failed: t shows why');
    await shell.press('j');
    const told = / \d\d:\d\d:\d\d you: cpu-batch delete failed: ScopeLocked.*; t shows it/u;
    expect(shell.screen().at(-2)).toMatch(told);
    await shell.run(600_000);
    expect(shell.screen().at(-2)).toMatch(told);
    await shell.press('$');
    expect(shell.screen().at(-2)).toMatch(told);
    await shell.press('q', 't', 'q');
    expect(shell.screen().at(-2)).toBe('');
    await shell.press('e', '/');
    await shell.type('who:you');
    expect(shell.text()).toMatch(/delete failed: ScopeLocked/u);
  });
});

const call = (more: Partial<Call> = {}): Call => ({
  method: 'GET',
  path: '/subscriptions/8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01/resourceGroups/rg-ml-demo/providers/Microsoft.MachineLearningServices/workspaces/mlw-demo/computes',
  status: 200,
  tookMs: 12.4,
  remaining: 11_987,
  ...more,
});

const unanswered = (failure: string): Call => {
  const { status: _, ...rest } = call({ failure });
  return rest;
};

describe.each(sizes)('the calls at $columns x $rows', (size) => {
  it('say where each went, how it ended in words, how long it took, and how many there were', async () => {
    const shell = await openBoardScreen(size);
    const { noteCall } = shell.workbench;
    noteCall(call());
    noteCall(call({ status: 429 }));
    noteCall(unanswered('given-up'));
    noteCall(unanswered('ECONNRESET'));
    await shell.press('@');
    const text = shell.text();
    expect(text).toMatch(/4 in the minute to \d\d:\d\d:\d\d {3}lowest limit left 11,987 {3}4 in all/u);
    expect(text).toMatch(/^ ✓ \d\d:\d\d:\d\d +GET +200 +12 mlw-demo\/computes/mu);
    expect(text).toMatch(/^ ✗ \d\d:\d\d:\d\d +GET +429 +12 mlw-demo\/computes/mu);
    expect(text).toMatch(/^›⊘ \d\d:\d\d:\d\d +GET +none +12 mlw-demo\/computes/mu);
    // The one under the cursor, whole.
    expect(text.replaceAll(/\n ?/gu, '')).toContain(
      '/subscriptions/8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01/resourceGroups/rg-ml-demo/',
    );
    expect(text.replaceAll(/\n ?/gu, '')).toContain('no answer (ECONNRESET)');
    await shell.press('down');
    expect(shell.text().replaceAll(/\n ?/gu, '')).toContain('given up: nobody waits for it any more');
    fits(shell, size.columns);
    await shell.press('/');
    await shell.type('status:429');
    expect(shell.text()).toContain('CALLS 1 of 4');
  });

  it('say that a log has nothing new, which is no fault', async () => {
    const shell = await openBoardScreen(size);
    const path = '/azureml/ExperimentRun/dcid.j1/user_logs/std_log.txt';
    shell.workbench.noteCall(call({ path, status: 416 }));
    shell.workbench.noteCall(call({ method: 'PUT', status: 416 }));
    await shell.press('@');
    const text = shell.text();
    expect(text).toMatch(/^.✗ \d\d:\d\d:\d\d +PUT +416 +12 .*refused/mu);
    expect(text).toMatch(/^.✓ \d\d:\d\d:\d\d +GET +416 +12 /mu);
    await shell.press('down');
    expect(shell.text().replaceAll(/\n ?/gu, '')).toContain(`GET ${path}  nothing new`);
    await shell.press('!');
    expect(shell.text()).toContain('CALLS 1 of 2');
  });

  it('say what waits to be tried again, and until when Azure asks to wait', async () => {
    const shell = await openBoardScreen({
      ...size,
      instead: ({ url }) =>
        new URL(url).pathname.endsWith('/jobs')
          ? {
              status: 429,
              headers: { 'retry-after': '40' },
              body: '{"error":{"code":"TooManyRequests","message":"slow down"}}',
            }
          : undefined,
    });
    shell.workbench.noteCall(call({ status: 429 }));
    await shell.press('@');
    expect(shell.text()).toMatch(/Azure asks to wait until \d\d:\d\d:\d\d {3}jobs failed 1 x, again \d\d:/u);
  });
});

describe('the panel of calls', () => {
  it('costs no frame while it is not on the screen', async () => {
    const shell = await openBoardScreen();
    await shell.run(minute);
    await shell.press('p');
    // The header shows what is left of the limit: that is known by now.
    shell.workbench.noteCall(call());
    await shell.drawn();
    const from = shell.frames();
    for (let count = 0; count < 50; count += 1) shell.workbench.noteCall(call());
    await shell.drawn();
    expect(shell.frames()).toBe(from);
    await shell.press('@');
    const open = shell.frames();
    shell.workbench.noteCall(call());
    await shell.drawn();
    expect(shell.frames()).toBeGreaterThan(open);
  });
});

describe('being told', () => {
  it('is switched by a key, which says what is chosen', async () => {
    const shell = await openBoardScreen();
    await shell.press('ctrl-g');
    expect(shell.screen().at(-2)).toContain('a bell when an operation or a job of yours ends');
    await shell.press('ctrl-g');
    expect(shell.screen().at(-2)).toContain('a notification of the terminal when');
    await shell.press('ctrl-g');
    expect(shell.screen().at(-2)).toContain('nothing is said when');
  });
});

describe('a large board', () => {
  it('shows the newest events below the computes at 200x60, and no number for what has no panel', async () => {
    const shell = await livedBoard({ columns: 200, rows: 60 });
    expect(shell.text()).toMatch(/^ EVENTS {2}e shows all +\|/mu);
    expect(shell.text()).toMatch(/^ \d\d:\d\d:\d\d \S \S.* +\|/mu);
    fits(shell, 200);
    await shell.press('tab', 'tab');
    expect(shell.workbench.store.getState().board?.panel).toBe('queue');
  });

  it('has the panels of log and quota where the program has them: by number, by Tab, and zoomed', async () => {
    Object.assign(largePanels, {
      log: () => <Text>4 LOG of a job</Text>,
      quota: () => <Text>5 QUOTA of a region</Text>,
    });
    onTestFinished(() => {
      for (const panel of ['log', 'quota']) Reflect.deleteProperty(largePanels, panel);
    });
    const shell = await openBoardScreen({ columns: 200, rows: 60 });
    const panel = () => shell.workbench.store.getState().board?.panel;
    expect(shell.text()).toContain('4 LOG of a job');
    expect(shell.text()).toContain('5 QUOTA of a region');
    const round: unknown[] = [];
    for (let tabs = 0; tabs < 5; tabs += 1) {
      await shell.press('tab');
      round.push(panel());
    }
    expect(round).toEqual(['nodes', 'queue', 'log', 'quota', 'computes']);
    await shell.press('4', 'z');
    expect(shell.text()).toContain('4 LOG of a job');
    expect(shell.text()).not.toContain('COMPUTES');
    await shell.press('z', '5');
    expect(panel()).toBe('quota');
    // What lies over the board for a while does not take the keys from a panel.
    await shell.press('?', 'esc', 'e', 'q');
    expect(panel()).toBe('quota');
    // On a smaller terminal that panel is gone, and the keys with it.
    await shell.resize(120, 40);
    expect(shell.text()).not.toContain('5 QUOTA');
    expect(panel()).toBe('queue');
  });
});
