import { describe, expect, it } from 'vitest';
import type { JobsPage } from '#azure/gateway.ts';
import type { Problem } from '#azure/problem.ts';
import {
  boardOf,
  counted,
  job,
  jobsInTurn,
  heldAnswer,
  openJobs,
  turns,
  type Asked,
} from '#test/support/job-service.ts';
import { openWorkbench } from '#test/support/workbench.ts';

const isNewest = (asked: Asked): boolean => asked.is === 'page' && asked.link === undefined;

describe('the job list', () => {
  it('holds after a day exactly the jobs that the service has, and has let the others go', async () => {
    const open = openWorkbench({ speed: 30 });
    const answer = await open.gateway.getWorkspace(open.place, new AbortController().signal);
    if (!answer.ok) throw new Error('the simulator has no main workspace');
    open.workbench.commands.openWorkspace(answer.value);
    for (const source of ['jobs', 'index'] as const) open.workbench.acquire(source);
    await open.settle();
    const atFirst = new Set(open.simulator.world().workspaces[0]?.jobs.map(({ name }) => name));
    await open.run((24 * 3_600_000) / 30);
    open.workbench.commands.refresh();
    await open.settle();
    const there = open.simulator
      .world()
      .workspaces.find(({ name }) => name === open.place.workspace)
      ?.jobs.map(({ name, status }) => [name, status]);
    const known = there?.map(([name = '']) => [name, open.workbench.jobs.get(name)?.status.text]);
    expect(known).toEqual(there);
    expect(open.workbench.jobs.size).toBe(there?.length);
    expect(there?.some(([name = '']) => !atFirst.has(name))).toBe(true);
    expect(open.requests.length).toBeLessThan(2 * 24 * 60);
  });

  it('asks for one page per poll when nothing is left behind, whatever came', async () => {
    const open = await openJobs(10, jobsInTurn(100));
    await open.run(60_000);
    open.service.put(...jobsInTurn(50, 101));
    open.service.asked.length = 0;
    open.workbench.commands.refresh();
    await turns();
    expect(open.service.asked.filter(isNewest)).toHaveLength(1);
    expect(open.service.pagesAsked()).toBeLessThanOrEqual(2);
  });

  it('is asked for every 8 seconds while a job waits for its turn, every 15 while all only run', async () => {
    const open = await openJobs(10, [job('a', { status: 'Running' })]);
    const pagesIn = async (ms: number): Promise<number> => {
      const before = open.service.pagesAsked();
      await open.run(ms);
      return open.service.pagesAsked() - before;
    };
    expect(await pagesIn(60_000)).toBe(4);
    open.service.put(job('b', { createdAt: 2, status: 'Queued' }));
    await open.run(15_000);
    expect(await pagesIn(64_000)).toBe(8);
  });

  it('costs a poll what its page and the live jobs are, not what is known', async () => {
    const { rows, reads } = counted(jobsInTurn(20_000).toReversed());
    const live = jobsInTurn(20, 20_001, () => ({ status: 'Running' })).toReversed();
    let page: JobsPage = { jobs: [...live, ...rows] };
    const open = openWorkbench({
      speed: 0,
      wrap: (gateway) => ({ ...gateway, listJobs: () => Promise.resolve({ ok: true, value: page }) }),
    });
    const answer = await open.gateway.getWorkspace(open.place, new AbortController().signal);
    if (!answer.ok) throw new Error('the simulator has no main workspace');
    open.workbench.commands.openWorkspace(answer.value);
    for (const source of ['jobs', 'index', 'computes'] as const) open.workbench.acquire(source);
    await open.settle();
    page = { jobs: [...live, ...jobsInTurn(80, 19_921).toReversed()], next: 'more' };
    const before = reads();
    await open.run(75_000);
    expect(open.workbench.jobs.size).toBe(20_020);
    expect(boardOf(open).jobs.since.size).toBe(20);
    // Five polls, each comparing 80 known rows with their old selves in eight words.
    expect(reads() - before).toBeLessThan(5 * 80 * 12);
  });

  it('never takes a late answer into the workspace that was opened meanwhile', async () => {
    const open = await openJobs(10, jobsInTurn(3));
    const { until, letGo } = heldAnswer();
    open.service.hold = () => until;
    open.workbench.commands.refresh();
    await turns();
    expect(boardOf(open).jobs.remote.asking).toBe(true);
    open.service.rows.clear();
    open.service.hold = () => undefined;
    open.workbench.commands.openWorkspace(open.elsewhere);
    await turns();
    expect(boardOf(open).jobs.remote).toMatchObject({ asking: false, data: 0 });
    letGo();
    await open.settle();
    expect(open.workbench.jobs.size).toBe(0);
    expect(boardOf(open).jobs.remote.data).toBe(0);
  });

  it('never tells a late failure in the workspace that was opened meanwhile', async () => {
    const open = await openJobs(10, jobsInTurn(3));
    const [before, after] = [heldAnswer(), heldAnswer()];
    open.service.refuse = (): Problem => ({ kind: 'unreachable', reason: 'ECONNRESET' });
    open.service.hold = () => before.until;
    open.workbench.commands.refresh();
    await turns();
    open.service.refuse = () => undefined;
    open.service.hold = () => after.until;
    open.workbench.commands.openWorkspace(open.elsewhere);
    await turns();
    before.letGo();
    await turns();
    expect(boardOf(open).jobs.remote).toMatchObject({ asking: true, failures: 0 });
    expect(boardOf(open).jobs.remote.problem).toBeUndefined();
    after.letGo();
    await open.settle();
    expect(open.workbench.jobs.size).toBe(3);
  });

  it('asks for the workspace that is open when the answer for the one before comes in', async () => {
    const open = await openJobs(10, jobsInTurn(3));
    open.workbench.commands.openWorkspace(open.elsewhere);
    await open.run(1000);
    expect(boardOf(open).jobs).toMatchObject({ complete: true, remote: { data: 3 } });
  });
});

describe('since when a job is in its status', () => {
  const sinceOf = ({ workbench }: Parameters<typeof boardOf>[0], name: string) =>
    boardOf({ workbench }).jobs.since.get(name);

  it('is exact for what changes or comes while it is watched, even if there were no jobs at first', async () => {
    const open = await openJobs(10, []);
    await open.run(10_000);
    open.service.put(job('new', { createdAt: open.service.now() }));
    await open.run(15_000);
    expect(sinceOf(open, 'new')).toMatchObject({ word: 'Queued', exact: true });
    open.service.put(job('new', { createdAt: open.service.now() - 10_000, status: 'Running' }));
    await open.run(15_000);
    expect(sinceOf(open, 'new')).toMatchObject({ word: 'Running', exact: true });
  });

  it('is a lower bound for what the first look and the reading of the rest show', async () => {
    const live = () => ({ status: 'Running' });
    const open = await openJobs(10, jobsInTurn(30, 1, live));
    await open.run(30_000);
    expect(boardOf(open).jobs.since.size).toBe(30);
    expect([...boardOf(open).jobs.since.values()].some(({ exact }) => exact)).toBe(false);
  });

  it('is a lower bound for an old job that only now comes to light', async () => {
    const open = await openJobs(10, jobsInTurn(3));
    await open.run(30_000);
    open.service.put(job('restored', { createdAt: 1500 }));
    await open.run(15_000);
    expect(sinceOf(open, 'restored')).toMatchObject({ word: 'Queued', exact: false });
  });

  it('is exact for a job left behind that is looked up in every turn', async () => {
    const open = await openJobs(10, [job('old', { status: 'Running' }), ...jobsInTurn(10, 101)]);
    await open.run(60_000);
    open.service.put(job('old', { status: 'Finalizing' }));
    await open.run(15_000);
    expect(sinceOf(open, 'old')).toMatchObject({ word: 'Finalizing', exact: true });
  });

  it('is a lower bound for what has changed or come while nobody looked', async () => {
    const open = await openJobs(
      10,
      jobsInTurn(3, 1, () => ({ status: 'Queued' })),
    );
    await open.run(30_000);
    open.workbench.commands.togglePause();
    await open.run(50_000);
    open.service.put(job('new', { createdAt: open.service.now() }));
    open.service.put(job('j1', { createdAt: 1000, status: 'Running' }));
    await open.run(50_000);
    open.workbench.commands.togglePause();
    await open.settle();
    expect(sinceOf(open, 'new')?.exact).toBe(false);
    expect(sinceOf(open, 'j1')).toMatchObject({ word: 'Running', exact: false });
  });

  it('is a lower bound for a job left behind that had not been seen for long', async () => {
    // One on each page, so that no page is read for them, and they are looked up one by one.
    const isRunning = (n: number): boolean => n % 10 === 1;
    const open = await openJobs(
      10,
      jobsInTurn(210, 1, (n) => ({ status: isRunning(n) ? 'Running' : 'Completed' })),
    );
    await open.run(100_000);
    const last = open.service.namesAsked();
    const [longUnseen = ''] = jobsInTurn(200)
      .flatMap(({ name }, index) => (isRunning(index + 1) ? [name] : []))
      .filter((name) => !last.includes(name));
    open.service.put(
      job(longUnseen, { createdAt: open.service.rows.get(longUnseen)?.createdAt ?? 0, status: 'Finalizing' }),
    );
    await open.run(20 * 15_000);
    expect(sinceOf(open, longUnseen)).toMatchObject({ word: 'Finalizing', exact: false });
  });
});
