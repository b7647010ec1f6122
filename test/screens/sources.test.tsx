import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { createKeeper } from '#local/keeper.ts';
import { lineOf } from '#state/line-edit.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

const refusal = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ error: { code, message } }),
});

const endsWith =
  (ending: string) =>
  ({ url }: PlainRequest): boolean =>
    new URL(url).pathname.endsWith(ending);

/** A board one of whose sources is refused from now on. */
const failingBoard = async (
  ending: string,
  answer: () => PlainResponse,
  options: ShellOptions = {},
): Promise<OpenShell & { readonly mend: () => void }> => {
  let broken = false;
  const shell = await openBoardScreen({
    ...options,
    instead: (request) => (broken && endsWith(ending)(request) ? answer() : undefined),
  });
  await shell.run(1000);
  broken = true;
  await shell.run(20_000);
  return {
    ...shell,
    mend: () => {
      broken = false;
    },
  };
};

const rowOf = (shell: OpenShell, source: string): string =>
  shell.screen().find((line) => line.startsWith(` ${source} `)) ?? '';

const fault = () => refusal(503, 'ServerBusy', 'come back later');

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('the sources at $columns x $rows', (size) => {
  it('are all fresh on a healthy board, with the time of the last answer and of the next question', async () => {
    const shell = await openBoardScreen(size);
    await shell.run(1000);
    await shell.press('H');
    expect(rowOf(shell, 'computes')).toMatch(/^ computes +fresh +09:00:\d\d +09:00:\d\d/u);
    expect(rowOf(shell, 'nodes')).toMatch(/^ nodes +fresh/u);
    expect(rowOf(shell, 'jobs')).toMatch(/^ jobs +fresh/u);
    expect(rowOf(shell, 'job index')).toMatch(/^ job index +complete/u);
    expect(rowOf(shell, 'usages')).toMatch(/^ usages +not asked/u);
    expect(rowOf(shell, 'operations')).toMatch(/^ operations +0 under way/u);
    expect(shell.text()).toContain('Azure has not said how many requests are left.');
    expect(shell.screen().every((line) => line.length < size.columns)).toBe(true);
    await shell.press('esc');
    expect(shell.text()).toContain('1 COMPUTES');
  });

  it('say of the one that fails since when, how often, why, what to do, and when it is asked again', async () => {
    const shell = await failingBoard('/computes', fault, size);
    await shell.press('H');
    const [, since = '', failures = ''] =
      /^ computes +waiting to retry +09:00:\d\d +(09:00:\d\d) +(\d) +09:0\d:\d\d +fault 503/u.exec(
        rowOf(shell, 'computes'),
      ) ?? [];
    expect(Number(failures)).toBeGreaterThanOrEqual(1);
    expect(rowOf(shell, 'nodes')).toMatch(/^ nodes +fresh/u);
    expect(shell.text()).toContain('The service failed (503).');
    expect(shell.text()).toContain('ServerBusy: come back later');
    await shell.run(60_000);
    expect(rowOf(shell, 'computes')).toContain(since);
    expect(Number(/ (\d+) +09:0/u.exec(rowOf(shell, 'computes'))?.[1])).toBeGreaterThan(Number(failures));
    shell.mend();
    await shell.run(70_000);
    expect(rowOf(shell, 'computes')).toMatch(/^ computes +fresh/u);
  });

  it('say which permission is lacking and who holds it', async () => {
    const message =
      "The client 'ana' does not have authorization to perform action 'Microsoft.MachineLearningServices/workspaces/computes/listNodes/action' over scope '/subscriptions/s1'";
    const shell = await failingBoard('/listNodes', () => refusal(403, 'AuthorizationFailed', message), size);
    await shell.press('H');
    expect(rowOf(shell, 'nodes')).toMatch(/^ nodes +no permission/u);
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain(
      'lacks the permission Microsoft.MachineLearningServices',
    );
    await shell.press('G');
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain('Roles that hold it: ');
    expect(shell.text()).toContain('az role assignment create');
    await shell.press('g');
    expect(rowOf(shell, 'computes')).toMatch(/^ computes +fresh/u);
  });

  it('tell how long Azure asks to wait, and that all of them wait', async () => {
    const shell = await failingBoard(
      '/listNodes',
      () => refusal(429, 'TooManyRequests', 'slow down', { 'retry-after': '300' }),
      size,
    );
    await shell.press('H');
    const until = /asked nothing before (09:0\d:\d\d)/u.exec(shell.text())?.[1] ?? 'nothing is said';
    expect(rowOf(shell, 'computes')).toContain(until);
    expect(rowOf(shell, 'jobs')).toContain(until);
    await shell.press('esc', 'r');
    expect(shell.text()).toContain(`Azure asks to wait until ${until}`);
  });
});

it('say that they are paused, and which have been signed out', async () => {
  const shell = await failingBoard('/computes', () => refusal(401, 'ExpiredAuthenticationToken', 'expired'));
  await shell.press('H');
  expect(rowOf(shell, 'computes')).toMatch(/^ computes +signed out/u);
  await shell.press('esc', 'p', 'H');
  expect(rowOf(shell, 'nodes')).toMatch(/^ nodes +paused/u);
});

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('an answer that does not come at $columns x $rows', (size) => {
  /** A board some of whose questions hang while they shall. */
  const hangingBoard = async (...methods: readonly string[]) => {
    let hanging = false;
    const waiting: (() => void)[] = [];
    const shell = await openBoardScreen({
      ...size,
      unwaited: (method) => hanging && methods.includes(method),
      wrap: (gateway) =>
        new Proxy(gateway, {
          get: (target, name: keyof typeof gateway) => {
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every member of the port is a method like this
            const ask = target[name] as (...args: readonly unknown[]) => Promise<unknown>;
            return async (...args: readonly unknown[]) => {
              if (hanging && methods.includes(name))
                await new Promise<void>((resolve) => {
                  waiting.push(resolve);
                });
              return ask(...args);
            };
          },
        }),
    });
    await shell.run(1000);
    hanging = true;
    const answer = async (): Promise<void> => {
      hanging = false;
      for (const each of waiting) each();
      await shell.run(1000);
    };
    return { ...shell, answer };
  };
  const header = (shell: OpenShell): string => shell.screen()[0] ?? '';

  it('is told five seconds after it was asked for, with that time, and no more once it has come', async () => {
    const shell = await hangingBoard('listNodes');
    await shell.run(10_000);
    expect(header(shell)).toMatch(/ ok 09:00:\d\d$/u);
    await shell.run(10_000);
    const [, since = ''] = / nodes: no answer since (09:00:\d\d)$/u.exec(header(shell)) ?? [];
    expect(since).not.toBe('');
    await shell.press('H');
    // At 80 columns the reason is cut.
    expect(rowOf(shell, 'nodes')).toMatch(/^ nodes +late .* no answer s/u);
    expect(rowOf(shell, 'computes')).toMatch(/^ computes +fresh/u);
    await shell.answer();
    expect(rowOf(shell, 'nodes')).toMatch(/^ nodes +fresh/u);
    await shell.press('esc');
    expect(header(shell)).toMatch(/ ok 09:00:\d\d$/u);
    expect(shell.workbench.store.getState().overdue).toEqual({});
  });

  it('of several sources at once leaves none of them fresh', async () => {
    const shell = await hangingBoard('listNodes', 'listComputes', 'listJobs');
    await shell.run(25_000);
    expect(header(shell)).toMatch(/RW {2}no answer since 09:00:\d\d$/u);
    await shell.press('H');
    for (const source of ['computes', 'nodes', 'jobs'])
      expect(rowOf(shell, source)).toMatch(new RegExp(`^ ${source} +late`, 'u'));
    await shell.answer();
    expect(rowOf(shell, 'jobs')).toMatch(/^ jobs +fresh/u);
  });

  it('is not waited for any more when the board is left', async () => {
    const shell = await hangingBoard('listNodes');
    await shell.run(25_000);
    expect(shell.workbench.store.getState().overdue).toHaveProperty('nodes');
    await shell.answer();
    await shell.press('q');
    expect(shell.workbench.store.getState().overdue).toEqual({});
  });
});

describe('old rows', () => {
  it('stay under the titles of their columns, with a line that says since when they are old and why', async () => {
    const shell = await failingBoard('/computes', fault);
    const at = shell.screen().findIndex((line) => line.includes('1 COMPUTES'));
    expect(shell.screen().slice(at, at + 3)).toEqual([
      expect.stringMatching(/1 COMPUTES 17 +STATE +NODES/u),
      expect.stringMatching(/^ {3}failing since 09:00: fault 503$/u),
      expect.stringMatching(/^›. cpu-batch /u),
    ]);
    expect(shell.text().match(/failing since 09:00/gu)).toHaveLength(2);
    shell.mend();
    await shell.run(70_000);
    expect(shell.text()).not.toContain('failing');
  });

  it('of the job index are told in the header', async () => {
    const shell = await openBoardScreen({
      scale: 'large',
      instead: (request) =>
        endsWith('/jobs')(request) && request.url.includes('skip') ? fault() : undefined,
    });
    await shell.run(2000);
    expect(shell.screen()[0]).toMatch(/job index failing since 09:00: fault 503/u);
  });
});

describe('what is left of the service’s limits', () => {
  const note = async (shell: OpenShell, remaining: number): Promise<string> => {
    shell.workbench.noteCall({ method: 'GET', path: '/', tookMs: 1, remaining });
    await shell.drawn();
    return shell.screen()[1] ?? '';
  };

  it('is in the summary from 100 columns on, in steps, and at any width when little is left', async () => {
    const narrow = await openBoardScreen();
    expect(await note(narrow, 240)).not.toContain('requests left');
    expect(await note(narrow, 49)).toMatch(/^ \d+ computes.* 49 requests left$/u);
    expect(await note(narrow, 1)).toMatch(/ 1 request left$/u);
    const wide = await openBoardScreen({ columns: 100 });
    expect(await note(wide, 240)).toMatch(/ 200\+ requests left$/u);
    expect(await note(wide, 219)).toMatch(/ 200\+ requests left$/u);
    expect(await note(wide, 60)).toMatch(/ 50\+ requests left$/u);
  });

  it('stands out in bold red when almost nothing is left', async () => {
    const shell = await openBoardScreen();
    await note(shell, 19);
    expect(shell.frame()).toContain('\u001b[1m\u001b[31m19 requests left');
  });
});

it('a still board is drawn once, however many requests are counted', async () => {
  const shell = await openBoardScreen({ columns: 120, rows: 40 });
  shell.workbench.noteCall({ method: 'GET', path: '/', tookMs: 1, remaining: 249 });
  await shell.drawn();
  const before = shell.frames();
  for (let remaining = 248; remaining > 210; remaining -= 1)
    shell.workbench.noteCall({ method: 'GET', path: '/', tookMs: 1, remaining });
  await shell.drawn();
  expect(shell.frames()).toBe(before);
  expect(shell.workbench.store.getState().budget).toEqual({ remaining: 211, at: shell.workbench.now() });
});

describe('where nothing can be written on this computer', () => {
  it('the program works on, and says what it cannot keep, in a line and whole with H', async () => {
    // No folder can be made below a device.
    const keeper = createKeeper('/dev/null/aml-workbench', Date.now);
    const shell = await openBoardScreen({ columns: 80, rows: 24, besides: { keeper } });
    const { commands } = shell.workbench;
    commands.openForm('AmlCompute');
    commands.setLine('name', lineOf('train-1'));
    commands.review();
    await shell.run(1000);
    commands.go({ screen: 'board' });
    await shell.run(1000);
    expect(shell.text()).toContain('1 COMPUTES');
    expect(shell.screen().at(-2)).toMatch(/^ not kept: Unfinished forms and begun.* H: all$/u);
    await shell.press('H');
    expect(shell.text()).toContain('Not kept');
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain(
      'until the program ends: /dev/null/aml-workbench:',
    );
    await shell.press('esc');
    commands.openForm('AmlCompute');
    await shell.run(1000);
    expect(shell.text()).toMatch(/Name +\[ train-1 /u);
  });
});
