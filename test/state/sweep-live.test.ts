import { describe, expect, it } from 'vitest';
import type { Problem } from '#azure/problem.ts';
import { isLive } from '#state/job-phase.ts';
import { boardOf, job, jobsInTurn, openJobs, serviceError } from '#test/support/job-service.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

const minute = 60_000;

/** So many running jobs, below a page of finished ones. */
const running = (count: number) => [
  ...jobsInTurn(count, 1, () => ({ status: 'Running' })),
  ...jobsInTurn(10, count + 1),
];

const opened = async (...args: Parameters<typeof openJobs>) => {
  const open = await openJobs(...args);
  for (let waited = 0; waited < 10 && !boardOf(open).jobs.complete; waited += 1) await open.run(minute);
  expect(boardOf(open).jobs.complete).toBe(true);
  open.service.asked.length = 0;
  return open;
};

type Open = Awaited<ReturnType<typeof openJobs>>;

const restsAsked = ({ service }: Open): number =>
  service.asked.filter((each) => each.is === 'page' && each.link !== undefined).length;

const liveIn = ({ workbench }: Pick<Open, 'workbench'>): number => [...workbench.jobs.live()].length;

describe('jobs that live on pages below the newest one', () => {
  it('are all seen to end within a minute, however many pages they fill', async () => {
    const open = await opened(10, running(200));
    for (const { name, createdAt } of running(200))
      open.service.put(job(name, { createdAt, status: 'Completed' }));
    await open.run(minute);
    expect(liveIn(open)).toBe(0);
    open.service.asked.length = 0;
    await open.run(10 * minute);
    expect(restsAsked(open)).toBe(0);
  });

  it('cost at most 120 pages a minute, and the newest page keeps its pace', async () => {
    const open = await opened(10, running(2000));
    await open.run(5 * minute);
    expect(restsAsked(open) / 5).toBeGreaterThan(60);
    expect(restsAsked(open) / 5).toBeLessThanOrEqual(120);
    const newest = open.service.asked.filter((each) => each.is === 'page' && each.link === undefined);
    expect(newest.length).toBeGreaterThanOrEqual(19);
  });

  it('are looked up one by one where each stands on a page of its own', async () => {
    const far = (n: number): boolean => n % 10 === 5;
    const open = await opened(
      10,
      jobsInTurn(100, 1, (n) => ({ status: far(n) ? 'Running' : 'Completed' })),
    );
    await open.run(5 * minute);
    expect(restsAsked(open)).toBe(0);
    expect(open.service.namesAsked().length).toBeGreaterThan(10);
  });

  it('are read for no deeper than where they stand close together', async () => {
    const open = await opened(10, [
      job('ancient', { createdAt: 1, status: 'Running' }),
      ...jobsInTurn(1000, 1),
      ...jobsInTurn(40, 1001, () => ({ status: 'Running' })),
      ...jobsInTurn(10, 1041),
    ]);
    await open.run(minute);
    const links = open.service.asked.flatMap((each) =>
      each.is === 'page' && each.link !== undefined ? [Number(each.link.split('/')[1])] : [],
    );
    expect(new Set(links)).toEqual(new Set([1_041_000, 1_031_000, 1_021_000, 1_011_000]));
    expect(open.service.namesAsked()).toContain('ancient');
  });

  it('are seen while the list is still being read for the first time', async () => {
    const open = await openJobs(10, [
      ...jobsInTurn(5000, 1),
      ...jobsInTurn(60, 5001, () => ({ status: 'Running' })),
    ]);
    await open.run(minute);
    for (const { name, createdAt } of jobsInTurn(60, 5001))
      open.service.put(job(name, { createdAt, status: 'Completed' }));
    await open.run(minute);
    expect(boardOf(open).jobs.complete).toBe(false);
    expect(liveIn(open)).toBe(0);
  });

  it('are read for again from the top once the service has forgotten the link', async () => {
    const open = await opened(10, running(60));
    await open.run(15_300);
    open.service.forgetLinks();
    for (const { name, createdAt } of running(60))
      open.service.put(job(name, { createdAt, status: 'Completed' }));
    await open.run(2 * minute);
    expect(liveIn(open)).toBe(0);
    expect(boardOf(open).jobs.fill.problem).toBeUndefined();
  });

  it('are doubted when nobody has seen them for long', async () => {
    const open = await opened(10, running(60));
    expect(open.workbench.jobs.isLongUnseen('j1')).toBe(false);
    open.service.refuse = (asked): Problem | undefined =>
      asked.is === 'page' && asked.link === undefined
        ? undefined
        : { kind: 'service-fault', status: 500, error: serviceError };
    await open.run(10 * minute);
    expect(open.workbench.jobs.isLongUnseen('j1')).toBe(true);
    expect(open.workbench.jobs.isLongUnseen('j70')).toBe(false);
    open.service.refuse = () => undefined;
    await open.run(3 * minute);
    expect(open.workbench.jobs.isLongUnseen('j1')).toBe(false);
  });
});

describe('the queue of a whole workspace', () => {
  it('is that of the world with hundreds of live jobs and pages of 50', async () => {
    const open = openWorkbench({ scale: 'huge', jobs: 2500, jobsPerPage: 50, speed: 1 });
    await openBoard(open);
    await open.run(12 * minute);
    const world = open.simulator.world();
    const workspace = world.workspaces.find(({ name }) => name === open.place.workspace);
    const rows = workspace?.jobs.filter(({ archived }) => !archived) ?? [];
    const { jobs } = open.workbench;
    const live = rows.filter(({ name }) => {
      const known = jobs.get(name);
      return known !== undefined && isLive(known.status);
    });
    expect(live.length).toBeGreaterThan(400);
    const stale = rows.filter(({ name, status }) => jobs.get(name)?.status.text !== status);
    // What has happened since the last look.
    expect(stale.length).toBeLessThan(live.length / 20);
  }, 60_000);
});
