import { describe, expect, it } from 'vitest';
import type { Problem } from '#azure/problem.ts';
import { withQueue } from '#state/queue-part.ts';
import { selectedCompute } from '#state/selectors.ts';
import {
  boardOf,
  heldAnswer,
  job,
  jobsInTurn,
  openJobs,
  serviceError,
  turns,
} from '#test/support/job-service.ts';

const steadyMs = 15_000;

/** Running jobs below a newest page of finished ones, each on a page of its own: reading pages for them would be no better. */
const behind = (count: number, compute: (n: number) => string = () => 'c1') => [
  ...Array.from({ length: count }, (_, n) => [
    job(`j${n + 1}`, { createdAt: (n + 1) * 1000, status: 'Running', compute: compute(n + 1) }),
    ...jobsInTurn(n + 1 < count ? 30 : 0).map((row, k) =>
      job(`f${n + 1}-${k}`, { createdAt: (n + 1) * 1000 + k + 1, status: row.status.text }),
    ),
  ]).flat(),
  ...jobsInTurn(30, 101),
];

/** Opened, read to the end, and just polled once more. */
const opened = async (...args: Parameters<typeof openJobs>) => {
  const open = await openJobs(...args);
  await open.run(10_000);
  expect(boardOf(open).jobs.complete).toBe(true);
  open.service.asked.length = 0;
  return open;
};

describe('a live job that is no longer on the newest page', () => {
  it('is looked up, so that its end is seen; one at a time', async () => {
    const open = await opened(30, behind(3));
    for (const name of ['j1', 'j2', 'j3']) {
      const row = open.service.rows.get(name);
      open.service.put(job(name, { createdAt: row?.createdAt ?? 0, status: 'Completed' }));
    }
    await open.run(steadyMs);
    expect([...open.workbench.jobs.live()]).toHaveLength(2);
    await open.run(2 * steadyMs);
    expect([...open.workbench.jobs.live()]).toHaveLength(0);
    await open.run(5 * steadyMs);
    expect(open.service.namesAsked().toSorted()).toEqual(['j1', 'j2', 'j3']);
    expect(open.service.asked.filter((each) => each.is === 'page')).toHaveLength(8);
    const { version } = boardOf(open).jobs;
    expect(version).toBe(open.workbench.jobs.version);
  });

  it('is kept as a row of the list: what only its page shows stays out of the index', async () => {
    const open = await opened(30, behind(1));
    open.service.put(job('j1', { createdAt: 1000, status: 'Finalizing' }));
    await open.run(steadyMs);
    expect(Object.keys(open.workbench.jobs.get('j1') ?? {}).toSorted()).toEqual(
      Object.keys(job('j1')).toSorted(),
    );
    expect(open.workbench.jobs.get('j1')?.status.is).toBe('Finalizing');
  });

  it('is forgotten when the service no longer has it', async () => {
    const open = await opened(20, behind(1));
    open.service.rows.delete('j1');
    await open.run(steadyMs);
    expect(open.workbench.jobs.get('j1')).toBeUndefined();
    expect(boardOf(open).jobs).toMatchObject({ remote: { data: 30 }, version: open.workbench.jobs.version });
    expect(boardOf(open).jobs.remote.problem).toBeUndefined();
  });

  it('has its turn within as many polls as there are of them, the one unseen for longest first', async () => {
    const open = await opened(30, behind(7));
    await open.run(21 * steadyMs);
    const asked = open.service.namesAsked();
    expect(asked).toHaveLength(21);
    for (let at = 0; at < 21; at += 7)
      expect(new Set(asked.slice(at, at + 7))).toEqual(new Set(asked.slice(0, 7)));
  });

  it('comes sooner when it is on the selected compute, without keeping the others waiting for good', async () => {
    const simulated = await openJobs(30, [], ['jobs', 'computes']);
    const selected = selectedCompute(simulated.workbench.store.getState())?.name ?? '';
    expect(selected).not.toBe('');
    const open = await opened(
      30,
      behind(9, (n) => (n > 7 ? selected.toUpperCase() : 'c1')),
      ['jobs', 'index', 'computes'],
    );
    await open.run(18 * steadyMs);
    const asked = open.service.namesAsked();
    expect(new Set(asked)).toEqual(new Set(jobsInTurn(9).map(({ name }) => name)));
    for (const name of ['j8', 'j9']) {
      const polls = asked.flatMap((each, at) => (each === name ? [at] : []));
      expect(polls[0]).toBeLessThan(4);
      expect(polls.every((at, n) => at - (polls[n - 1] ?? 0) <= 4)).toBe(true);
    }
  });

  it('comes sooner when it runs on a node that is on the screen', async () => {
    const still = await openJobs(30, [], ['computes', 'nodes']);
    for (let row = 0; row < 4; row += 1) {
      await still.run(1000);
      still.workbench.commands.move(1);
    }
    const [cluster, busy] =
      Object.entries(boardOf(still).nodes)
        .map(([id, { remote }]) => [id, remote.data?.find(({ jobName }) => jobName !== undefined)?.jobName])
        .find(([, name]) => name !== undefined) ?? [];
    if (cluster === undefined || busy === undefined) throw new Error('no node is busy');
    const jobs = behind(9).map((row) => (row.name === 'j9' ? { ...row, name: busy } : row));
    const open = await openJobs(30, jobs, ['jobs', 'index', 'computes', 'nodes']);
    open.workbench.commands.select('computes', cluster);
    await open.run(10_000);
    await open.run(4 * steadyMs);
    expect(open.service.namesAsked().filter((name) => name === busy).length).toBeGreaterThanOrEqual(2);
  });
});

describe('a live job in the queue of the whole workspace', () => {
  it('comes sooner when its row is drawn, whichever compute is selected', async () => {
    const open = await opened(30, behind(12));
    open.workbench.commands.step((state) => {
      const { queue } = state.lists;
      const whole = withQueue(state, (now) => ({ ...now, whole: true }));
      return { ...whole, lists: { ...state.lists, queue: { ...queue, filter: 'j7' } } };
    });
    await open.run(12 * steadyMs);
    const asked = open.service.namesAsked();
    expect(asked).toHaveLength(12);
    expect(asked.filter((name) => name === 'j7').length).toBeGreaterThanOrEqual(6);
  });
});

describe('a look-up whose answer comes late', () => {
  it('changes nothing in the workspace that was opened meanwhile', async () => {
    const open = await opened(30, behind(1));
    const { until, letGo } = heldAnswer();
    open.service.hold = (asked) => (asked.is === 'job' ? until : undefined);
    open.workbench.commands.refresh();
    await turns();
    expect(open.service.namesAsked()).toEqual(['j1']);
    open.service.put(job('j1', { createdAt: 1000, status: 'Completed' }));
    open.workbench.commands.openWorkspace(open.elsewhere);
    open.workbench.commands.refresh();
    await turns();
    expect(open.workbench.jobs.get('j1')?.status.is).toBe('Completed');
    letGo();
    await open.settle();
    expect(open.workbench.jobs.get('j1')?.status.is).toBe('Completed');
  });
});

describe('a look-up that fails', () => {
  const refuseJobs =
    (problem: Problem) =>
    (asked: { readonly is: string }): Problem | undefined =>
      asked.is === 'job' ? problem : undefined;

  it('is told as a failure of the job list, beside the rows', async () => {
    const open = await opened(30, behind(1));
    open.service.refuse = refuseJobs({ kind: 'service-fault', status: 500, error: serviceError });
    await open.run(steadyMs);
    expect(boardOf(open).jobs.remote).toMatchObject({ data: 31, problem: { kind: 'service-fault' } });
  });

  it('keeps everything about jobs waiting for as long as the service asks', async () => {
    const open = await opened(30, behind(1));
    open.service.refuse = refuseJobs({ kind: 'throttled', error: serviceError, retryAfterMs: 300_000 });
    await open.run(steadyMs);
    const asked = open.service.asked.length;
    expect(boardOf(open).jobs.remote.problem?.kind).toBe('throttled');
    await open.run(285_000);
    expect(open.service.asked).toHaveLength(asked);
    await open.run(20_000);
    expect(open.service.asked.length).toBeGreaterThan(asked);
  });

  it('is tried again more and more seldom, while the list keeps its pace', async () => {
    const open = await opened(30, behind(1));
    open.service.refuse = refuseJobs({ kind: 'service-fault', status: 500, error: serviceError });
    await open.run(30 * steadyMs);
    expect(open.service.asked.filter((each) => each.is === 'page').length).toBeGreaterThanOrEqual(29);
    expect(open.service.namesAsked().length).toBeLessThanOrEqual(12);
    open.service.refuse = () => undefined;
    await open.run(60_000);
    expect(boardOf(open).jobs.remote.problem).toBeUndefined();
    expect(open.service.namesAsked().length).toBeGreaterThan(0);
  });

  it('does not keep the others from being looked up', async () => {
    const open = await opened(30, behind(2));
    const fault: Problem = { kind: 'service-fault', status: 500, error: serviceError };
    open.service.refuse = (asked) => (asked.is === 'job' && asked.name === 'j1' ? fault : undefined);
    await open.run(300_000);
    open.service.put(job('j2', { createdAt: 2000, status: 'Completed' }));
    await open.run(300_000);
    expect([...open.workbench.jobs.live()].map((live) => live.job.name)).toEqual(['j1']);
  });

  it('is forgotten with the next one that is answered', async () => {
    const open = await opened(30, behind(1));
    open.service.refuse = refuseJobs({ kind: 'service-fault', status: 500, error: serviceError });
    await open.run(300_000);
    open.service.refuse = () => undefined;
    await open.run(100_000);
    open.service.refuse = refuseJobs({ kind: 'service-fault', status: 500, error: serviceError });
    await open.run(steadyMs);
    const asked = open.service.namesAsked().length;
    await open.run(2 * steadyMs);
    expect(open.service.namesAsked().length).toBeGreaterThan(asked);
  });

  it('asks nothing more when the sign-in is lost', async () => {
    const open = await opened(30, behind(1));
    open.service.refuse = refuseJobs({ kind: 'signed-out', error: serviceError });
    await open.run(steadyMs);
    const asked = open.service.asked.length;
    await open.run(600_000);
    expect(open.service.asked).toHaveLength(asked);
    expect(boardOf(open).jobs.remote.problem?.kind).toBe('signed-out');
  });
});
