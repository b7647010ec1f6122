import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { computeId, idKey } from '#azure/place.ts';
import { mainPlace } from '#simulator/simulator.ts';
import { measured } from '#state/measured.ts';
import { slotOf } from '#state/history.ts';
import { selectedRow } from '#state/selectors.ts';
import { reply } from '#test/support/canned.ts';
import { startMs } from '#test/support/gateway.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

const idOf = ({ workbench }: OpenShell, name: string): string =>
  workbench.store.getState().board?.computes.data?.find((compute) => compute.name === name)?.id ?? '';

/** The board with the cursor on a compute. */
const openAt = async (compute: string, options: ShellOptions = {}): Promise<OpenShell> => {
  const shell = await openBoardScreen({ colour: false, ...options });
  shell.workbench.commands.select('computes', idKey(idOf(shell, compute)));
  await shell.run(1000);
  return shell;
};

const nodeUnderCursor = ({ workbench }: OpenShell) =>
  selectedRow('nodes', workbench.store.getState(), workbench.jobs);
const jobUnderCursor = ({ workbench }: OpenShell) =>
  selectedRow('queue', workbench.store.getState(), workbench.jobs);
const noticeOf = (shell: OpenShell): string =>
  shell.workbench.store.getState().notice?.words ?? 'no notice at all';

describe('J leads from a node to its job, and from a job to its nodes', () => {
  it('on the board, there and back', async () => {
    const shell = await openAt('gpu-train');
    await shell.press('3', 'J');
    const { board } = shell.workbench.store.getState();
    const job = jobUnderCursor(shell)?.name ?? '';
    expect(board?.panel).toBe('nodes');
    expect(nodeUnderCursor(shell)?.jobName).toBe(job);
    // The first of them: none before it has the job.
    const rows = board?.nodes[idOf(shell, 'gpu-train')]?.remote.data ?? [];
    const numbers = rows.flatMap(({ id, jobName }) =>
      jobName === job ? [Number(/_(\d+)-/u.exec(id)?.[1])] : [],
    );
    expect(Number(/_(\d+)-/u.exec(nodeUnderCursor(shell)?.id ?? '')?.[1])).toBe(Math.min(...numbers));
    await shell.press('J');
    expect(shell.workbench.store.getState().stack.at(-1)).toEqual({ screen: 'job', name: job });
    expect(shell.text()).toContain(job);
  });

  it('from the page of a node to the page of its job, and from there to the board', async () => {
    const shell = await openAt('gpu-train');
    await shell.press('3', 'J', 'enter');
    const job = nodeUnderCursor(shell)?.jobName ?? '';
    expect(shell.text()).toContain('Job on it');
    expect(shell.screen().at(-1)).toContain('J job or nodes');
    await shell.press('J');
    expect(shell.workbench.store.getState().stack.at(-1)).toEqual({ screen: 'job', name: job });
    await shell.press('J');
    expect(shell.workbench.store.getState().stack.map(({ screen }) => screen)).toEqual([
      'workspaces',
      'board',
    ]);
    expect(nodeUnderCursor(shell)?.jobName).toBe(job);
  });

  it('waits for the nodes of a cluster that has not been looked at, and takes away filters that hide it', async () => {
    const shell = await openAt('gpu-train');
    await shell.press('3');
    const job = jobUnderCursor(shell)?.name ?? '';
    shell.workbench.commands.openJob(job);
    shell.workbench.commands.select('computes', idKey(idOf(shell, 'cpu-batch')));
    await shell.run(1000);
    const { board, lists } = shell.workbench.store.getState();
    if (board === undefined) throw new Error('no board is open');
    shell.workbench.store.setState({
      board: { ...board, nodes: {} },
      lists: {
        ...lists,
        computes: { ...lists.computes, filter: 'name:cpu-batch' },
        nodes: { ...lists.nodes, filter: 'state:leaving' },
      },
    });
    await shell.press('J');
    await shell.run(1000);
    expect(nodeUnderCursor(shell)?.jobName).toBe(job);
    expect(shell.workbench.store.getState()).not.toHaveProperty('awaitedNodes');
    expect(shell.text()).toMatch(/^›. gpu-train/mu);
  });

  it('says so when the list that it waited for shows no such node', async () => {
    const shell = await openAt('gpu-train', {
      instead: ({ url }) => (url.includes('listNodes') ? reply(200, { nodes: [] }) : undefined),
    });
    await shell.press('3', 'enter', 'J');
    await shell.run(15_000);
    expect(noticeOf(shell)).toBe('no node says that the job is on it');
    expect(shell.workbench.store.getState()).not.toHaveProperty('awaitedNodes');
  });

  it.each([
    ['gpu-train', '1', undefined, /^it leads from a node to its job and from a job to its nodes/u],
    ['gpu-train', '2', 'state:idle', /^there is no node here$/u],
    ['cpu-batch', '2', 'state:idle', /^no job is on this node$/u],
    ['gpu-train', '3', 'status:queued', /^it waits, and has no nodes yet$/u],
    ['gpu-train', '3', 'status:completed', /^it is over: its nodes are free again, or gone$/u],
    ['ci-mei-gpu', '3', 'status:running', /^ci-mei-gpu is an instance: one machine, without nodes$/u],
  ] as const)('says why not: %s, panel %s, %s', async (compute, panel, filter, words) => {
    const shell = await openAt(compute);
    await shell.press(panel);
    if (filter !== undefined) {
      await shell.press('/');
      await shell.type(filter);
      await shell.press('enter');
    }
    await shell.press('J');
    expect(noticeOf(shell)).toMatch(words);
    expect(shell.workbench.store.getState().stack.at(-1)).toEqual({ screen: 'board' });
  });
});

describe('the nodes of a cluster', () => {
  const header = (shell: OpenShell): string => /2 NODES.*/u.exec(shell.text())?.[0] ?? '';

  it.each([
    [80, 'gpu-train', ['STATE', 'FOR', 'JOB', 'PUBLIC IP', 'SSH']],
    [120, 'gpu-train', ['STATE', 'FOR', 'JOB', 'PRIVATE IP', 'PUBLIC IP', 'SSH']],
    [160, 'gpu-train', ['STATE', 'FOR', 'JOB', 'PRIVATE IP', 'PUBLIC IP', 'SSH']],
  ] as const)('have their addresses at %i columns, of %s', async (columns, cluster, titles) => {
    const shell = await openAt(cluster, { columns, rows: 40 });
    const shown = header(shell).match(/STATE|FOR|JOB|PRIVATE IP|PUBLIC IP|SSH/gu);
    expect(shown).toEqual(titles);
    expect(shell.text()).toMatch(/\d+\.\d+\.\d+\.\d+ +5\d{4}/u);
  });

  it('have their private addresses at 80 columns where none has a public one', async () => {
    const shell = await openAt('gpu-train', {
      poison: (answer) => ({
        ...answer,
        body: answer.body.replaceAll(/"publicIpAddress":"[^"]*"/gu, '"publicIpAddress":null'),
      }),
    });
    expect(header(shell)).toMatch(/FOR +JOB +PRIVATE IP +SSH/u);
    expect(shell.text()).toMatch(/10\.\d+\.\d+\.\d+ +5\d{4}/u);
  });

  it('say since when they are so: at least so long when it was so at the start', async () => {
    const shell = await openAt('gpu-train', { speed: 1 });
    await shell.run(3.5 * 60_000);
    expect(shell.text()).toMatch(/tvm-\S+ +running +3m\+/u);
  });

  it('are counted by the cluster itself where they may not be listed, with the permission that is missing', async () => {
    const forbidden = reply(403, {
      error: {
        code: 'AuthorizationFailed',
        message:
          "The client 'ana' with object id '6f1d9a52-0c7b-4f7e-8a3e-1b2c3d4e5f60' does not have authorization to perform action 'Microsoft.MachineLearningServices/workspaces/computes/listNodes/action' over scope '/subscriptions/s'.",
      },
    });
    const shell = await openAt('gpu-train', {
      instead: ({ url }) => (url.includes('listNodes') ? forbidden : undefined),
    });
    expect(header(shell)).toMatch(/^2 NODES 10 /u);
    expect(shell.text()).toMatch(/^ {3}10 nodes: \d+ (?:running|idle).*, by the cluster's own count\.$/mu);
    expect(shell.text()).toMatch(
      /your account lacks the permission\n {3}Microsoft\.MachineLearningServices\/workspaces\/computes\/listNodes\/action\.$/mu,
    );
    await shell.press('3', 'J');
    expect(noticeOf(shell)).toMatch(/^the nodes of gpu-train may not be listed/u);
  });

  it('say in plain words why more of them do not come, in one line where there is little room', async () => {
    const shell = await openAt('cpu-etl');
    expect(shell.text()).toMatch(
      /^ {3}Not growing: No cores left in the quota: \d+ of \d+ used, \d+ more wanted\.$/mu,
    );
    await shell.press('enter');
    expect(shell.text()).toMatch(/not growing +ClusterCoreQuotaReached/u);
    expect(shell.text()).toContain('that means');
  });
});

describe('node count and queue length over time', () => {
  const half = (shell: OpenShell): string => / nodes over .*/u.exec(shell.text())?.[0] ?? '';

  it('stand in the strip of the wide board, with the number beside them', async () => {
    const shell = await openAt('gpu-train', { columns: 120, rows: 40, speed: 1 });
    await shell.run(4.2 * 60_000);
    expect(half(shell)).toMatch(/^ nodes over 6m [⣀⣤⣶⣿]{3} \d+ {3}waiting [⣀⣤⣶⣿]{3} \d+$/u);
  });

  it('stand on the page of the compute at 80x24, in ASCII too', async () => {
    const shell = await openAt('gpu-train', { ascii: true, speed: 1 });
    await shell.run(4.2 * 60_000);
    await shell.press('enter');
    expect(shell.text()).toMatch(/nodes over time +[.:=#-]{3} \d+, most \d+ in 6m/u);
    expect(shell.text()).toMatch(/jobs waiting +[.:=#-]{3} \d+, most \d+ in 6m/u);
  });

  it('go on from what an earlier session has kept', async () => {
    const id = computeId(mainPlace, 'gpu-train');
    const kept = measured(new Map(), slotOf(startMs) - 4, [{ id, nodes: 1, queue: 1 }]);
    const histories = { load: () => kept, save: () => undefined };
    const besides = { histories: () => Promise.resolve(histories) };
    const shell = await openAt('gpu-train', { columns: 120, rows: 40, besides });
    expect(half(shell)).toMatch(/^ nodes over 10m /u);
  });

  it('draw nothing between polls, and nothing when a poll brings nothing new', async () => {
    const shell = await openAt('gpu-train', { columns: 120, rows: 40, speed: 1 });
    await shell.run(60_000);
    const before = half(shell);
    const history = shell.workbench.store.getState().board?.history;
    await shell.run(20_000);
    expect(shell.workbench.store.getState().board?.history).toBe(history);
    expect(half(shell)).toBe(before);
  });
});

describe('an instance on the board', () => {
  const poisoned =
    (properties: Readonly<Record<string, unknown>>) =>
    (answer: PlainResponse): PlainResponse => {
      if (!answer.body.includes('"lastOperation"')) return answer;
      const body = JSON.parse(answer.body) as {
        value?: { name: string; properties: { properties: object } }[];
      };
      for (const compute of body.value ?? [])
        if (compute.name === 'ci-mei-gpu') Object.assign(compute.properties.properties, properties);
      return { ...answer, body: JSON.stringify(body) };
    };

  const panel = (shell: OpenShell): readonly string[] => {
    const rows = shell.screen();
    const at = rows.findIndex((row) => row.includes('2 INSTANCE'));
    return rows.slice(at + 1, at + 5);
  };

  it('shows at 80x24 who stopped it and when, whose it is and its schedule before all else', async () => {
    const shell = await openAt('ci-jonas');
    const [state, user, schedule] = panel(shell);
    expect(state).toMatch(/^ {3}state +Stopped by idle shutdown (?:at|on) .*\d\d:\d\d, 12h00m ago$/u);
    expect(user).toMatch(/^ {3}user +\S.*, who created it$/u);
    expect(schedule).toMatch(/^ {3}schedules +Stop when idle for 60m$/u);
  });

  it('opens the page of its compute with Enter', async () => {
    const shell = await openAt('ci-jonas');
    await shell.press('2', 'enter');
    expect(shell.screen()[0]).toContain('ci-jonas › details');
  });

  it('says when a schedule stops it', async () => {
    const shell = await openAt('ci-amara', { speed: 600 });
    expect(panel(shell)[0]).toMatch(/state +Running, up for \d+d: created by a user on \d{4}-/u);
    expect(panel(shell)[1]).toMatch(/user +.*, assigned, who created it$/u);
    expect(panel(shell)[2]).toContain('Stop every day at 19:00 (W. Europe Standard Time)');
    await shell.run(60_000);
    expect(panel(shell)[0]).toMatch(/state +Stopped by schedule at \d\d:\d\d, /u);
  });

  it('has what is wrong first, in plain words', async () => {
    const errors = [{ error: { code: 'Odd', message: 'No space left on device' } }];
    const shell = await openAt('ci-mei-gpu', { poison: poisoned({ errors, state: 'Unusable' }) });
    expect(panel(shell)[0]).toMatch(/^ {3}error +The disk of the instance is full\./u);
    expect(panel(shell)[1]).toMatch(/state +Unusable: created by a user/u);
  });

  it('has everything on its page, the links whole on a line each', async () => {
    const link = `https://ci-mei-gpu.westeurope.instances.azureml.ms/${'a'.repeat(20)}`;
    const applications = [
      { displayName: 'Jupyter', endpointUri: 'https://j.example' },
      { displayName: 'A long link', endpointUri: link },
    ];
    const shell = await openAt('ci-mei-gpu', { rows: 60, poison: poisoned({ applications }) });
    await shell.press('enter');
    const text = shell.text();
    expect(text).toMatch(/running +up for \d+d/u);
    expect(text).toMatch(/last operation +created by a user on /u);
    expect(text).toMatch(/user +5b0c7a2e-3f64-4d8e-9a51-c2f1d07e8b36, assigned; created by/u);
    expect(text).toMatch(/Jupyter +https:\/\/j\.example$/mu);
    expect(text).toMatch(new RegExp(`A long link *\n +${link}$`, 'mu'));
  });
});
