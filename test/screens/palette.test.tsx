import { describe, expect, test } from 'vitest';
import { actionIds, keyTable } from '#screens/keys.ts';
import { paletteRows } from '#screens/palette/rows.ts';
import { routeOf, selectedCompute } from '#state/selectors.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

const stateOf = ({ workbench }: OpenShell) => workbench.store.getState();
const screenOf = (shell: OpenShell): string => routeOf(stateOf(shell)).screen;

/** The row under the palette's cursor. */
const cursorLine = (shell: OpenShell): string => shell.screen().find((line) => line.startsWith(' › ')) ?? '';
const names = (shell: OpenShell): readonly string[] =>
  paletteRows(stateOf(shell), shell.workbench.jobs).rows.map(({ name }) => name);

/** Types a command and runs the first that is found. */
const command = async (text: string, options: ShellOptions = {}): Promise<OpenShell> => {
  const shell = await openBoardScreen(options);
  await shell.type(`:${text}`);
  await shell.press('enter');
  return shell;
};

describe('what users of such tools type goes where they expect', () => {
  test.each([
    ['ws', 'workspaces'],
    ['ops', 'operations'],
    ['targets', 'targets'],
    ['create', 'targets'],
    ['create aks', 'form'],
    ['aks', 'form'],
    ['details', 'board'],
  ])(':%s', async (text, screen) => {
    const shell = await command(text);
    expect(screenOf(shell)).toBe(screen);
    expect(stateOf(shell).overlay?.is === 'palette').toBe(text === 'details');
  });

  test.each([
    ['nodes', 'nodes'],
    ['jobs', 'queue'],
    ['queue', 'queue'],
    ['computes', 'computes'],
    ['co', 'computes'],
  ])(':%s from the operations, to the panel of the board', async (text, panel) => {
    const shell = await openBoardScreen();
    await shell.press('t');
    await shell.type(`:${text}`);
    await shell.press('enter');
    expect([screenOf(shell), stateOf(shell).board?.panel]).toEqual(['board', panel]);
  });

  test(':help, :sources and other things that lie over a screen', async () => {
    expect(stateOf(await command('help')).overlay?.is).toBe('help');
    expect(stateOf(await command('health')).overlay?.is).toBe('sources');
    expect(stateOf(await command('filter')).overlay?.is).toBe('filter');
  });

  test(':q and :q! leave the program; :q not while something is under way', async () => {
    expect((await command('q')).left.quit).toBe(1);
    const busy = await openBoardScreen({ speed: 1 });
    await busy.press('j', 'j', 'j', 'j', 's', 'enter');
    expect(stateOf(busy).operations.some(({ endedAt }) => endedAt === undefined)).toBe(true);
    await busy.type(':q');
    await busy.press('enter');
    expect(busy.left.quit).toBe(0);
    expect(busy.text()).toContain(':q! quits');
    await busy.type(':q!');
    await busy.press('enter');
    expect(busy.left.quit).toBe(1);
  });
});

describe('the palette', () => {
  test('offers every action of the key table that there is here, once, and none that moves the cursor', async () => {
    const shell = await openBoardScreen();
    await shell.press(':');
    const { rows } = paletteRows(stateOf(shell), shell.workbench.jobs);
    const offered = rows.flatMap(({ does }) => (does.is === 'action' ? [does.does] : []));
    expect(new Set(offered).size).toBe(offered.length);
    const global = keyTable
      .filter((row) => row.in === 'global' || row.in === 'board')
      .map(({ does }) => does);
    expect(global.filter((does) => !offered.includes(does) && !/^(?:panel|palette)/u.test(does))).toEqual([]);
    expect(offered.filter((does) => /^(?:row|page|panel)\./u.test(does))).toEqual([]);
    expect(offered.every((does) => actionIds.includes(does))).toBe(true);
  });

  test('shows the key of an action, and why one is off, which it does not do', async () => {
    const shell = await openBoardScreen({ readOnly: true });
    await shell.type(':delete or');
    expect(cursorLine(shell)).toMatch(/delete or detach +action +D +.*read-only/u);
    await shell.press('enter');
    expect(stateOf(shell).overlay?.is).toBe('palette');
    expect(stateOf(shell).notice?.words).toContain('read-only');
  });

  test('does not offer to send what is on the screen: that is done where it can be read', async () => {
    const shell = await openBoardScreen();
    await shell.press('c', 'enter');
    await shell.type('train-9');
    await shell.press('shift-tab', 'enter');
    await shell.run(2000);
    expect(screenOf(shell)).toBe('review');
    await shell.type(':send');
    expect(names(shell)).not.toContain('send');
    await shell.press('enter');
    expect(shell.requests.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('puts the cursor on a compute, from any screen; Enter then opens it', async () => {
    const shell = await openBoardScreen();
    await shell.press('t');
    await shell.type(':ci-amara');
    expect(cursorLine(shell)).toMatch(/ci-amara +compute +ComputeInstance, Running/u);
    await shell.press('enter');
    expect([screenOf(shell), selectedCompute(stateOf(shell))?.name]).toEqual(['board', 'ci-amara']);
    await shell.press('enter');
    expect(screenOf(shell)).toBe('compute');
  });

  test('opens a job by a part of its display name or of its name', async () => {
    const shell = await openBoardScreen();
    const job = shell.workbench.jobs.queueOf('gpu-train')[0];
    if (job === undefined) throw new Error('the cluster has no jobs');
    await shell.type(`:${job.name.slice(-12)}`);
    expect(cursorLine(shell)).toContain(`job        ${job.status.text}, gpu-train`);
    await shell.press('enter');
    expect(routeOf(stateOf(shell))).toEqual({ screen: 'job', name: job.name });
    await shell.press(':');
    await shell.type(job.displayName);
    expect(names(shell)).toContain(job.displayName);
  });

  test('puts what is named so first, then what begins so, then what is only alike, jobs among them', async () => {
    const shell = await openBoardScreen({ scale: 'large' });
    await shell.run(10_000);
    const all = shell.workbench.jobs.wholeQueue().map(({ displayName }) => displayName);
    const job = all.find((name) => all.some((other) => other !== name && other.startsWith(name))) ?? 'none';
    await shell.type(`:${job}`);
    expect(cursorLine(shell)).toMatch(new RegExp(`^ › ${job} +job `, 'u'));
    const found = names(shell);
    const exact = found.filter((name) => name === job).length;
    const begins = found.filter((name) => name !== job && name.startsWith(job)).length;
    expect([exact > 0, begins > 0]).toEqual([true, true]);
    expect(found.slice(0, exact).every((name) => name === job)).toBe(true);
    expect(found.slice(exact, exact + begins).every((name) => name.startsWith(job))).toBe(true);
  });

  test('begins with what was chosen lately; Up and Down move, another letter goes back to the first', async () => {
    const shell = await openBoardScreen();
    await shell.type(':ci-amara');
    await shell.press('enter', ':');
    await shell.type('ops');
    await shell.press('enter', ':');
    expect(names(shell).slice(0, 2)).toEqual(['operations', 'ci-amara']);
    await shell.press('down');
    expect(cursorLine(shell)).toContain('ci-amara');
    await shell.press('up', 'down', 'down');
    await shell.type('c');
    expect(stateOf(shell).overlay).toMatchObject({ is: 'palette', at: 0 });
  });

  test('completes with Tab and closes with Esc, on the screen as it was', async () => {
    const shell = await openBoardScreen();
    const before = shell.text();
    await shell.type(':gpu-tr');
    await shell.press('tab');
    expect(shell.text()).toContain(': [ gpu-train ');
    await shell.press('esc');
    expect(shell.text()).toBe(before);
  });

  test('opens over a form with Ctrl-P, and what was typed in the form is there again', async () => {
    const shell = await openBoardScreen();
    await shell.press('c', 'enter');
    await shell.type('train-9');
    await shell.press('\u0010');
    expect(stateOf(shell).overlay?.is).toBe('palette');
    await shell.press('esc');
    expect(shell.text()).toContain('train-9');
  });

  test.each([
    [80, 24],
    [120, 40],
    [60, 16],
  ])('fits %ix%i, in ASCII and without colour too', async (columns, rows) => {
    const shell = await openBoardScreen({ columns, rows, ascii: true, colour: false });
    await shell.press(':', 'pagedown', 'pagedown', 'end');
    for (const line of shell.screen()) expect(line.length).toBeLessThan(columns);
    expect(shell.screen()).toHaveLength(rows);
    expect(shell.text()).toMatch(/^ > \S/mu);
  });
});

describe('names to take elsewhere', () => {
  test('y copies the name of the row and Y its resource id, on the board and on a page', async () => {
    const shell = await openBoardScreen();
    const compute = selectedCompute(stateOf(shell));
    await shell.press('y', 'Y', 'enter', 'y');
    expect(shell.copied).toEqual([compute?.name, compute?.id, compute?.name]);
    const job = shell.workbench.jobs.queueOf(compute?.name ?? '')[0];
    await shell.press('esc', '3', 'Y');
    expect(shell.copied.at(-1)).toMatch(new RegExp(`/workspaces/[^/]+/jobs/${job?.name}$`, 'u'));
  });

  test('a node has a name but no resource id, and says so', async () => {
    const shell = await openBoardScreen();
    await shell.press('j', 'j');
    await shell.run(500);
    await shell.press('2', 'y', 'Y');
    expect(shell.copied).toHaveLength(1);
    expect(shell.text()).toContain('a node has no resource id of its own');
  });
});
