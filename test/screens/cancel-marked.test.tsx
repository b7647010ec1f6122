import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import type { Job } from '#azure/model.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

/** The names of the jobs whose cancellation was sent, in that order. */
const sent = ({ requests }: OpenShell): readonly string[] =>
  requests.flatMap(({ method, url }) => {
    const match = /\/jobs\/([^/?]+)\/cancel\?/u.exec(url);
    return method === 'POST' && match !== null ? [match[1] ?? ''] : [];
  });

const notice = (shell: OpenShell): string => shell.screen().at(-2) ?? '';

const refusal = (status: number, code: string, message: string): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code, message } }),
});

/** Answers the first cancellation that is sent in place of the simulator. */
const firstIs = (answer: PlainResponse): NonNullable<ShellOptions['instead']> => {
  let answered = false;
  return ({ url }) => {
    if (answered || !url.includes('/cancel?')) return undefined;
    answered = true;
    return answer;
  };
};

const slowDown: PlainResponse = {
  ...refusal(429, 'TooManyRequests', 'slow down'),
  headers: { 'content-type': 'application/json', 'retry-after': '17' },
};

/** The jobs of gpu-train in the order of its queue: running, waiting, then done. */
const queueOf = ({ workbench }: OpenShell): readonly Job[] => workbench.jobs.queueOf('gpu-train');
const at = (shell: OpenShell, index: number): Job => {
  const job = queueOf(shell).at(index);
  if (job === undefined) throw new Error('gpu-train has no such job');
  return job;
};

/** The board with the cursor on the first job of gpu-train. The world stands still unless the test says otherwise. */
const onQueue = async (options: ShellOptions = {}): Promise<OpenShell> => {
  const shell = await openBoardScreen({ columns: 120, rows: 50, ...options });
  await shell.press('j', 'j');
  await shell.run(1000);
  await shell.press('3');
  return shell;
};

/** The plan to cancel the first three of its jobs. */
const planOfThree = async (options: ShellOptions = {}) => {
  const shell = await onQueue(options);
  const jobs = queueOf(shell).slice(0, 3);
  await shell.press('v', 'j', 'j', 'v', 'X');
  return { shell, jobs, names: jobs.map(({ name }) => name) };
};

/** What the line of a job says, of a plan or of results. */
const lineOf = (shell: OpenShell, { displayName }: Job): string =>
  shell.screen().find((line) => line.includes(` ${displayName} `)) ?? '';

describe('cancelling marked jobs', () => {
  it('is what X does to them, as Space says, and the menu', async () => {
    const shell = await onQueue();
    await shell.press('space', 'j', 'space');
    expect(notice(shell)).toContain('2 marked: X cancels them, Esc takes the marks away');
    await shell.press('a');
    expect(shell.text()).toContain(
      `Actions on gpu-train and job ${at(shell, 1).displayName}; X on the 2 marked`,
    );
    await shell.press('esc', 'X');
    expect(shell.text()).toContain('Cancel: 2 of 2 marked, in mlw-demo');
    await shell.press('tab');
    expect(notice(shell)).toContain('there is no other action on what is marked');
  });

  it('shows at 80x24 what is asked for, what is skipped and why, and what ends: nothing is sent before', async () => {
    const shell = await onQueue({ columns: 80, rows: 24 });
    const [first, second, last] = [at(shell, 0), at(shell, 1), at(shell, -1)];
    await shell.press('X', 'j', 'enter');
    expect(sent(shell)).toEqual([first.name]);
    for (const { name } of [first, second, last]) {
      shell.workbench.commands.select('queue', name);
      await shell.press('space');
    }
    await shell.press('X');
    expect(shell.text()).toContain('Cancel: 1 of 3 marked, 2 skipped, in mlw-demo');
    expect(shell.text()).toMatch(/skipped: its cancellation was asked for already/u);
    expect(shell.text()).toContain(`skipped: it is ${last.status.text}: nothing to cancel`);
    expect(lineOf(shell, second)).toMatch(/POST cancel +Running, \d nodes?, gpu-train/u);
    expect(shell.text()).toContain('What ends: 1 running job.');
    expect(shell.text()).toContain('none of them can be resumed');
    await shell.press('enter');
    expect(notice(shell)).toContain('type 1 to confirm');
    await shell.press('3', 'enter');
    expect(sent(shell)).toEqual([first.name]);
  });

  it('is sent once for each when the number is typed: rows say CancelRequested, each result stays under the operations', async () => {
    const { shell, jobs, names } = await planOfThree({ speed: 1 });
    await shell.press('3', 'enter');
    expect(sent(shell)).toEqual(names);
    expect(shell.text()).toContain('cancel of 3 jobs');
    for (const job of jobs) expect(lineOf(shell, job)).toMatch(/under way +CancelRequested/u);
    expect(shell.text()).toContain('All have been sent. q leaves this screen');
    await shell.press('q');
    expect(shell.text()).not.toContain('marked');
    expect(shell.text().match(/ CancelRequested /gu)).toHaveLength(3);
    await shell.press('t', 'enter');
    await shell.run(60_000);
    for (const job of jobs) expect(lineOf(shell, job)).toMatch(/✓ \S+ +done +Canceled/u);
    expect(notice(shell)).toContain('cancel of 3 jobs: 3 done');
    await shell.press('enter');
    expect(shell.workbench.store.getState().board?.panel).toBe('queue');
    await shell.press('t');
    expect(shell.text()).toMatch(/✓ 3 jobs +cancel +succeeded/u);
    expect(sent(shell)).toEqual(names);
  });

  it('tells a refusal in the words of the service, and goes on with the next', async () => {
    const { shell, jobs, names } = await planOfThree({
      speed: 1,
      instead: firstIs(refusal(409, 'JobBusy', 'Job is being archived.')),
    });
    await shell.press('3', 'enter');
    await shell.run(60_000);
    const [first, second] = jobs;
    expect(first && lineOf(shell, first)).toMatch(/✗ \S+ +refused +JobBusy: Job is being archived\./u);
    expect(second && lineOf(shell, second)).toMatch(/✓ \S+ +done +Canceled/u);
    expect(notice(shell)).toContain('cancel of 3 jobs: 2 done, 1 refused; t shows it');
    expect(sent(shell)).toEqual(names);
  });

  it('is said to be unknown where no answer came, and is not sent again', async () => {
    const { shell, jobs, names } = await planOfThree({
      speed: 1,
      instead: firstIs(refusal(502, 'BadGateway', 'no answer')),
    });
    await shell.press('3', 'enter');
    await shell.run(90_000);
    expect(jobs[0] && lineOf(shell, jobs[0])).toMatch(/\? \S+ +unknown +no answer came/u);
    expect(notice(shell)).toContain('2 done, 1 unknown');
    expect(sent(shell)).toEqual(names);
  });

  it('waits as long as the service asks after it has refused one for too many requests', async () => {
    const { shell, jobs, names } = await planOfThree({ instead: firstIs(slowDown) });
    await shell.press('3', 'enter');
    await shell.run(15_000);
    expect(sent(shell)).toEqual(names.slice(0, 1));
    expect(jobs[1] && lineOf(shell, jobs[1])).toMatch(/to be sent/u);
    expect(shell.text()).toContain('q leaves this screen, the rest is sent all the same');
    await shell.run(10_000);
    expect(sent(shell)).toEqual(names);
    expect(jobs[0] && lineOf(shell, jobs[0])).toMatch(/refused +TooManyRequests: slow down/u);
  });

  it('sends no more once the session is read-only', async () => {
    const { shell, jobs, names } = await planOfThree({ instead: firstIs(slowDown) });
    await shell.press('3', 'enter', 'R', 'j', 'enter');
    await shell.run(30_000);
    expect(sent(shell)).toEqual(names.slice(0, 1));
    expect(jobs[2] && lineOf(shell, jobs[2])).toMatch(/skipped +not sent: this session or workspace is/u);
  });

  it('goes on where it was confirmed when another workspace is open by then', async () => {
    const { shell, names } = await planOfThree({ instead: firstIs(slowDown) });
    const before = shell.requests.length;
    await shell.press('3', 'enter', 'q', 'q', 'G', 'enter');
    await shell.run(30_000);
    expect(shell.workbench.store.getState().board?.workspace.name).not.toBe('mlw-demo');
    expect(sent(shell)).toEqual(names);
    const urls = shell.requests.slice(before).flatMap(({ url }) => (url.includes('/cancel?') ? [url] : []));
    expect(urls.every((url) => url.includes('/workspaces/mlw-demo/'))).toBe(true);
    expect(shell.workbench.store.getState().board?.queue.cancels).toEqual({});
    expect(notice(shell)).toContain('cancel of 3 jobs: 2 done, 1 refused');
  });

  it('skips what somebody has cancelled or what is gone by the time it would be sent', async () => {
    const { shell, jobs, names } = await planOfThree({ instead: firstIs(slowDown) });
    await shell.press('3', 'enter');
    const [, second, third] = jobs;
    if (second === undefined || third === undefined) throw new Error('gpu-train lacks jobs');
    const other = new AbortController().signal;
    await shell.gateway.cancelJob(shell.place, second.name, other);
    shell.workbench.jobs.remove(third.name);
    const answer = await shell.gateway.getJob(shell.place, second.name, other);
    if (answer.ok) shell.workbench.jobs.update(answer.value, 0);
    await shell.run(30_000);
    // The second was sent by somebody else.
    expect(sent(shell)).toEqual(names.slice(0, 2));
    expect(shell.text()).toContain('not sent: it is not there any more');
    expect(lineOf(shell, second)).toMatch(/skipped +its cancellation was asked for already/u);
  });

  it('is not offered in a read-only workspace, and asks for the workspace’s name in a protected one', async () => {
    const readOnly = await onQueue({ readOnly: true });
    await readOnly.press('space', 'X');
    expect(notice(readOnly)).toContain('read-only');
    expect(readOnly.text()).toContain('3 QUEUE 1 marked');

    const { shell, names } = await planOfThree({ configured: { protectedWorkspace: () => true } });
    await shell.press('3', 'enter');
    expect(shell.text()).toContain('PROTECTED workspace: type mlw-demo/3 to confirm.');
    expect(sent(shell)).toEqual([]);
    await shell.press('backspace');
    await shell.type('mlw-demo/3');
    await shell.press('enter');
    await shell.settle();
    expect(sent(shell)).toEqual(names);
  });

  it('is still confirmed by the number that was read when one of them has ended meanwhile, and by no greater one', async () => {
    const { shell, names } = await planOfThree();
    shell.workbench.jobs.remove(names[0] ?? '');
    await shell.type('4');
    expect(shell.text()).toContain('Cancel: 2 of 3 marked, 1 skipped');
    expect(shell.text()).toContain('Enter does nothing: type 2 to confirm');
    await shell.press('backspace', '1');
    expect(shell.text()).toContain('Enter does nothing: type 2 to confirm');
    await shell.press('backspace', '3');
    expect(shell.text()).toContain('[ Send 2 ]');
    await shell.press('enter');
    await shell.settle();
    expect(sent(shell)).toEqual(names.slice(1));
  });

  it('leaves the marks on computes alone', async () => {
    const shell = await onQueue();
    await shell.press('1', 'space', '3', 'space', 'X', '1', 'enter', 'q');
    expect(shell.text()).toContain('1 COMPUTES 1 marked');
    expect(shell.text()).not.toMatch(/3 QUEUE \d+ marked/u);
  });
});
