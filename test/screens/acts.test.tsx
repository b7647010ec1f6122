import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

/** Every write that was sent, as `METHOD name`. */
const written = ({ requests }: OpenShell): readonly string[] =>
  requests.flatMap(({ method, url }) => {
    const match = /\/computes\/([^/?]+)(?:\/(start|stop|restart))?\?/u.exec(url);
    if (match === null || method === 'GET' || url.includes('listNodes')) return [];
    return [`${match[2] ?? method} ${match[1] ?? ''}`];
  });

const stateOf = ({ workbench }: OpenShell) => workbench.store.getState();
const notice = (shell: OpenShell): string => shell.screen().at(-2) ?? '';

const refusal = (status: number, code: string, message: string): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code, message } }),
});

/** The service asks for a pause when it is told to stop that instance. */
const throttledOnce: NonNullable<ShellOptions['instead']> = ({ url }) =>
  url.includes('/ci-amara/stop')
    ? {
        ...refusal(429, 'TooManyRequests', 'slow down'),
        headers: { 'content-type': 'application/json', 'retry-after': '17' },
      }
    : undefined;

/** The board in alphabetical order of its kinds: four clusters, then three instances. */
const open = (options: ShellOptions = {}): Promise<OpenShell> =>
  openBoardScreen({ columns: 120, rows: 50, speed: 30, ...options });

const rowOf = (name: string, mark: string): RegExp => new RegExp(`^[ ›]\\S${mark}${name} `, 'mu');

describe('marks', () => {
  it('are set and taken away by Space, and counted in the title', async () => {
    const shell = await open({ columns: 80, rows: 24 });
    await shell.press('space', 'j', 'space');
    expect(shell.text()).toContain('1 COMPUTES 2 marked');
    expect(shell.text()).toMatch(rowOf('cpu-batch', '✱'));
    expect(shell.text()).toMatch(rowOf('cpu-etl', '✱'));
    await shell.press('space');
    expect(shell.text()).toContain('1 COMPUTES 1 marked');
    expect(shell.text()).toMatch(rowOf('cpu-etl', ' '));
  });

  it('are a star in ASCII too, and set over a range by v, seen while it grows', async () => {
    const shell = await open({ ascii: true });
    await shell.press('v', 'j', 'j');
    expect(shell.text()).toContain('1 COMPUTES 3 in range');
    expect(shell.text()).toMatch(/^ \S\*cpu-batch /mu);
    await shell.press('v', 'j');
    expect(shell.text()).toContain('1 COMPUTES 3 marked');
    await shell.press('k', 'k', 'space');
    expect(shell.text()).toContain('1 COMPUTES 2 marked');
  });

  it('stay on their rows through a filter, another order and refreshes', async () => {
    const shell = await open();
    await shell.press('space', 'j', 'j', 'space', '/');
    await shell.type('name:cpu');
    await shell.press('enter');
    expect(shell.text()).toContain('1 COMPUTES 2 marked');
    expect(notice(shell)).toContain('filter name:cpu: 2 of 17');
    expect(shell.text()).toMatch(rowOf('cpu-batch', '✱'));
    await shell.press('o', 'n', 'O');
    await shell.run(20_000);
    expect(shell.text()).toMatch(rowOf('cpu-batch', '✱'));
    expect(shell.text()).toMatch(rowOf('cpu-etl', ' '));
    expect([...stateOf(shell).acts.marks.computes].map((id) => id.split('/').at(-1))).toEqual([
      'cpu-batch',
      'gpu-train',
    ]);
  });

  it('are cleared by Esc before it does anything else', async () => {
    const shell = await open();
    await shell.press('/');
    await shell.type('name:cpu');
    await shell.press('enter', 'space', 'esc');
    expect(shell.text()).toContain('1 COMPUTES 2 of 17');
    expect(shell.text()).not.toContain('marked');
    await shell.press('esc');
    expect(shell.text()).toContain('1 COMPUTES 17');
    await shell.press('v', 'esc');
    expect(stateOf(shell).acts.marks.range).toBeUndefined();
    expect(stateOf(shell).stack).toHaveLength(2);
  });

  it('go with what disappears, and that is said', async () => {
    const shell = await open();
    await shell.press('space', 'j', 'space');
    await shell.gateway.deleteCompute(shell.place, 'cpu-batch', 'Delete', new AbortController().signal);
    for (let turn = 0; turn < 40 && !notice(shell).includes('gone'); turn += 1) await shell.run(4000);
    expect(notice(shell)).toContain('cpu-batch is gone, and its mark with it');
    expect(shell.text()).toContain('1 COMPUTES 1 marked');
  });

  it('are set on jobs, too, and kept by name; nodes have none', async () => {
    const shell = await open();
    await shell.press('j', 'j', '3', 'space', 'j', 'space');
    expect(shell.text()).toContain('3 QUEUE 2 marked');
    await shell.run(60_000);
    expect(shell.text()).toContain('3 QUEUE 2 marked');
    await shell.press('2', 'space');
    expect(notice(shell)).toContain('computes and jobs are marked');
    await shell.press('3', 'esc');
    expect(shell.text()).not.toContain('marked');
  });

  it('of one workspace are not those of another', async () => {
    const shell = await open();
    await shell.press('space', 'q', 'q');
    await shell.press('q', 'enter');
    await shell.run(1000);
    expect(stateOf(shell).acts.marks.computes.size).toBe(0);
  });
});

describe('an action on all that is marked', () => {
  /** Marks the last cluster and the three instances, and opens their plan. */
  const instancePlan = async (options: ShellOptions = {}): Promise<OpenShell> => {
    const shell = await open(options);
    await shell.press('j', 'j', 'j', 'v', 'j', 'j', 'j', 's');
    return shell;
  };

  it('shows what is sent to each, what is skipped and why, and what it ends: nothing is sent before', async () => {
    const shell = await instancePlan({ columns: 80, rows: 24 });
    expect(shell.text()).toContain('Stop: 2 of 4 marked, 2 skipped, in mlw-demo');
    expect(shell.text()).toMatch(/lowpri-sweep +skipped: only a compute instance can be stopped/u);
    expect(shell.text()).toMatch(/ci-jonas +skipped: it is Stopped/u);
    expect(shell.text()).toMatch(/ci-mei-gpu +POST stop +1 run/u);
    expect(shell.text()).toContain('On them now: 1 running job');
    expect(shell.text()).toContain('Disks and addresses of stopped instances go on costing.');
    await shell.press('enter');
    expect(notice(shell)).toContain('type 2 to confirm');
    await shell.press('3', 'enter');
    expect(written(shell)).toEqual([]);
  });

  it('is not planned where none of the marked can be started or stopped: that is said in one line', async () => {
    const shell = await open({ columns: 80, rows: 24 });
    await shell.press('space', 'j', 'space', 's');
    expect(stateOf(shell).overlay).toBeUndefined();
    expect(notice(shell)).toContain(
      'start, stop: only for instances; clusters scale one at a time: Esc unmarks',
    );
    await shell.press('esc', 's');
    expect(shell.screen()[0]).toContain('cpu-etl › scale');
  });

  it('has another action at Tab only where there is one', async () => {
    const shell = await instancePlan();
    expect(shell.screen().at(-1)).toContain('Tab other action');
    await shell.press('esc', 'D');
    expect(shell.text()).toContain('Delete or detach: 4 of 4 marked');
    expect(shell.screen().at(-1)).not.toContain('Tab');
    await shell.press('tab');
    expect(notice(shell)).toContain('there is no other action on what is marked');
  });

  it('is sent when the number is typed: once each, and every result stays under the operations', async () => {
    const shell = await instancePlan();
    await shell.press('2', 'enter');
    expect(shell.text()).toContain('stop of 4 computes');
    await shell.run(20_000);
    expect(written(shell)).toEqual(['stop ci-amara', 'stop ci-mei-gpu']);
    expect(shell.text()).toMatch(/✓ ci-amara +done +Stopped/u);
    expect(shell.text()).toMatch(/✓ ci-mei-gpu +done +Stopped/u);
    expect(shell.text()).toMatch(/ci-jonas +skipped +it is Stopped/u);
    expect(notice(shell)).toContain('stop of 4 computes: 2 done, 2 skipped');
    await shell.press('enter');
    expect(shell.text()).toContain('1 COMPUTES 17');
    await shell.press('t', 'G', 'enter');
    expect(shell.text()).toMatch(/✓ ci-amara +done +Stopped/u);
  });

  it('asks for the number anew when Tab has turned to another action', async () => {
    const shell = await instancePlan();
    await shell.press('2', 'tab');
    expect(shell.text()).toContain('Restart: 2 of 4 marked');
    await shell.press('enter');
    expect(written(shell)).toEqual([]);
    await shell.press('tab');
    expect(shell.text()).toContain('Start: 1 of 4 marked, 3 skipped');
    expect(shell.text()).toContain('Machines that are started are billed');
    await shell.press('enter');
    await shell.settle();
    expect(written(shell)).toEqual(['start ci-jonas']);
  });

  it('deletes or detaches each by its kind, says what keeps billing, and shows the refusal in the service’s words', async () => {
    const shell = await open({
      instead: ({ method, url }) =>
        method === 'DELETE' && url.includes('/cpu-batch?')
          ? refusal(409, 'ScopeLocked', 'The scope is locked by "do-not-delete".')
          : undefined,
    });
    await shell.press('space', 'j', 'space', 'G', 'space', 'D');
    expect(shell.text()).toContain('Delete or detach: 3 of 3 marked');
    expect(shell.text()).toMatch(/cpu-etl +DELETE, machines destroyed/u);
    expect(shell.text()).toMatch(/DELETE, only detached/u);
    expect(shell.text()).toContain('What is detached stays, and keeps billing where it is.');
    await shell.press('3', 'enter');
    await shell.run(60_000);
    expect(written(shell)).toHaveLength(3);
    expect(shell.text()).toMatch(
      /✗ cpu-batch +refused +ScopeLocked: The scope is locked by "do-not-delete"/u,
    );
    expect(shell.text()).toMatch(/✓ cpu-etl +done/u);
    expect(notice(shell)).toContain('delete or detach of 3 computes: 2 done, 1 refused; t shows it');
  });

  it('is said to be unknown where no answer came, and is not sent again', async () => {
    const shell = await instancePlan({
      instead: ({ url }) =>
        url.includes('/ci-amara/stop') ? refusal(502, 'BadGateway', 'no answer') : undefined,
    });
    await shell.press('2', 'enter');
    await shell.run(20_000);
    // It is looked for before that is said of it.
    expect(shell.text()).toMatch(/ci-amara +under way/u);
    await shell.run(60_000);
    expect(shell.text()).toMatch(/\? ci-amara +unknown +no answer came/u);
    expect(shell.text()).toMatch(/✓ ci-mei-gpu +done/u);
    expect(written(shell)).toEqual(['stop ci-amara', 'stop ci-mei-gpu']);
  });

  it('waits as long as the service asks after it has refused one for too many requests', async () => {
    const shell = await instancePlan({
      instead: throttledOnce,
    });
    await shell.press('2', 'enter');
    await shell.run(15_000);
    expect(written(shell)).toEqual(['stop ci-amara']);
    expect(shell.text()).toMatch(/ci-mei-gpu +to be sent/u);
    await shell.run(10_000);
    expect(written(shell)).toEqual(['stop ci-amara', 'stop ci-mei-gpu']);
    expect(shell.text()).toMatch(/✗ ci-amara +refused +TooManyRequests: slow down/u);
  });

  it('sends no more once the session is read-only', async () => {
    const shell = await instancePlan({
      instead: throttledOnce,
    });
    await shell.press('2', 'enter');
    shell.workbench.commands.setReadOnly();
    await shell.run(30_000);
    expect(written(shell)).toEqual(['stop ci-amara']);
    expect(shell.text()).toMatch(/ci-mei-gpu +skipped +not sent: this session or workspace is read-only/u);
  });

  it('sends no more to a connection that was given up', async () => {
    const shell = await instancePlan({
      instead: throttledOnce,
    });
    await shell.press('2', 'enter');
    shell.workbench.close();
    await shell.run(30_000);
    expect(written(shell)).toEqual(['stop ci-amara']);
  });

  it('is not offered in a read-only workspace, and asks for the workspace’s name in a protected one', async () => {
    const readOnly = await open({ readOnly: true });
    await readOnly.press('space', 'D');
    expect(notice(readOnly)).toContain('read-only');
    expect(readOnly.text()).toContain('1 COMPUTES 1 marked');

    const shell = await open({ configured: { protectedWorkspace: () => true } });
    await shell.press('space', 'j', 'space', 'D', '2', 'enter');
    expect(shell.text()).toContain('PROTECTED workspace: type mlw-demo/2 to confirm.');
    expect(written(shell)).toEqual([]);
    await shell.press('backspace');
    await shell.type('mlw-demo/2');
    await shell.press('enter');
    await shell.settle();
    expect(written(shell)).toEqual(['DELETE cpu-batch', 'DELETE cpu-etl']);
  });

  it('is pinned to the resources: what is gone when it is sent is skipped, nothing else takes its place', async () => {
    const shell = await open();
    await shell.press('space', 'j', 'space', 'D');
    await shell.gateway.deleteCompute(shell.place, 'cpu-batch', 'Delete', new AbortController().signal);
    for (let turn = 0; turn < 40 && !shell.text().includes('not there'); turn += 1) await shell.run(4000);
    expect(shell.text()).toMatch(/cpu-batch +skipped: it is not there any more/u);
    const before = written(shell).length;
    await shell.press('1', 'enter');
    await shell.settle();
    expect(written(shell).slice(before)).toEqual(['DELETE cpu-etl']);
  });

  it('cannot be confirmed by a paste', async () => {
    const shell = await instancePlan();
    await shell.press('\u001b[200~2\u001b[201~');
    expect(notice(shell)).toContain('cannot be pasted');
    await shell.press('enter');
    expect(written(shell)).toEqual([]);
  });

  it('is named by the menu of actions', async () => {
    const shell = await open();
    await shell.press('space', 'j', 'space', 'a');
    expect(shell.text()).toContain('Actions on cpu-etl; D and s on the 2 marked');
  });
});
