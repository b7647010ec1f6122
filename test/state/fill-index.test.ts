import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '#azure/problem.ts';
import {
  boardOf,
  heldAnswer,
  job,
  jobsInTurn,
  openJobs,
  serviceError,
  turns,
  type Asked,
  type JobService,
} from '#test/support/job-service.ts';

const isRest = (asked: Asked): boolean => asked.is === 'page' && asked.link !== undefined;
const restsAsked = (service: JobService): readonly Asked[] => service.asked.filter(isRest);

/** The index holds exactly what the service has. */
const expectSame = ({ workbench, service }: Awaited<ReturnType<typeof openJobs>>): void => {
  const wrong = [...service.rows.values()].filter(
    (row) => workbench.jobs.get(row.name)?.status.text !== row.status.text,
  );
  expect(wrong).toEqual([]);
  expect(workbench.jobs.size).toBe(service.rows.size);
};

describe('the reading of the job list beyond its newest page', () => {
  it('goes on to the end, at most 120 pages a minute, and then rests', async () => {
    const open = await openJobs(10, jobsInTurn(1000));
    expect(boardOf(open).jobs.complete).toBe(false);
    await open.run(50_000);
    expect(restsAsked(open.service).length).toBeLessThanOrEqual(100);
    await open.run(15_000);
    expectSame(open);
    expect(boardOf(open).jobs).toMatchObject({ complete: true, remote: { data: 1000 } });
    const asked = restsAsked(open.service).length;
    expect(asked).toBe(99);
    await open.run(600_000);
    expect(restsAsked(open.service)).toHaveLength(asked);
  });

  it('waits for the first page without a timer of its own', async () => {
    const open = await openJobs(10, jobsInTurn(30), ['index']);
    await open.run(60_000);
    expect(open.service.asked).toEqual([]);
    expect(open.timersWaiting()).toBe(0);
    open.workbench.acquire('jobs');
    await open.run(5000);
    expectSame(open);
  });

  it('begins anew with the next newest page when the service has forgotten where it was, and says why it is not done', async () => {
    const open = await openJobs(10, jobsInTurn(60));
    await open.run(700);
    open.service.forgetLinks();
    await open.run(1000);
    expect(boardOf(open).jobs).toMatchObject({ complete: false, fill: { problem: { kind: 'rejected' } } });
    const asked = restsAsked(open.service).length;
    await open.run(10_000);
    expect(restsAsked(open.service)).toHaveLength(asked);
    await open.run(20_000);
    expectSame(open);
    expect(boardOf(open).jobs.complete).toBe(true);
    expect(boardOf(open).jobs.fill.problem).toBeUndefined();
  });

  it('asks for a link that is always refused more and more seldom', async () => {
    const open = await openJobs(10, jobsInTurn(60));
    open.service.refuse = (asked): Problem | undefined =>
      isRest(asked) ? { kind: 'rejected', status: 400, error: serviceError } : undefined;
    await open.run(600_000);
    const early = restsAsked(open.service).length;
    expect(boardOf(open).jobs.fill.failures).toBeGreaterThan(8);
    expect(boardOf(open).jobs.fill.failingSince).toBeDefined();
    await open.run(600_000);
    // A minute of backoff, and then the next poll of the newest page.
    expect(restsAsked(open.service).length - early).toBeLessThanOrEqual(10);
    expect(boardOf(open).jobs).toMatchObject({ complete: false, remote: { data: 20, failures: 0 } });
  });

  it('is asked no sooner than twice what the service wants, so that the newest page comes first, though the user asks for more', async () => {
    const open = await openJobs(10, jobsInTurn(60));
    open.service.refuse = (asked): Problem | undefined =>
      isRest(asked) ? { kind: 'throttled', error: serviceError, retryAfterMs: 100_000 } : undefined;
    await open.run(1000);
    const asked = restsAsked(open.service).length;
    const from = open.service.asked.length;
    open.workbench.commands.refresh();
    await open.run(98_000);
    expect(open.service.asked).toHaveLength(from);
    await open.run(100_000);
    expect(open.service.asked.length).toBeGreaterThan(from);
    expect(restsAsked(open.service)).toHaveLength(asked);
    expect(boardOf(open).jobs.fill.problem?.kind).toBe('throttled');
    open.service.refuse = () => undefined;
    await open.run(10_000);
    expectSame(open);
  });

  it('goes on once the sign-in is good again', async () => {
    const open = await openJobs(10, jobsInTurn(60));
    open.service.refuse = (): Problem => ({ kind: 'signed-out', error: serviceError });
    await open.run(60_000);
    expect(boardOf(open).jobs.complete).toBe(false);
    open.service.refuse = () => undefined;
    open.workbench.commands.refresh();
    await open.run(10_000);
    expectSame(open);
    expect(boardOf(open).jobs.complete).toBe(true);
  });

  it('finds every job that came during a pause, and reads no further than to those that were known', async () => {
    const open = await openJobs(10, jobsInTurn(300));
    await open.run(60_000);
    expect(boardOf(open).jobs.complete).toBe(true);
    open.workbench.commands.togglePause();
    open.service.put(...jobsInTurn(200, 301));
    await open.run(3_600_000);
    const asked = restsAsked(open.service).length;
    open.workbench.commands.togglePause();
    await open.settle();
    expect(boardOf(open).jobs.complete).toBe(false);
    await open.run(30_000);
    expectSame(open);
    expect(boardOf(open).jobs.complete).toBe(true);
    expect(restsAsked(open.service).length - asked).toBe(20);
  });

  it('finds the jobs between two pauses too when the second came before the first was made good', async () => {
    const open = await openJobs(10, jobsInTurn(100));
    await open.run(60_000);
    for (const from of [101, 201]) {
      open.workbench.commands.togglePause();
      open.service.put(...jobsInTurn(100, from));
      await open.run(600_000);
      open.workbench.commands.togglePause();
      await open.run(1500);
      expect(boardOf(open).jobs.complete).toBe(false);
    }
    await open.run(60_000);
    expectSame(open);
    expect(boardOf(open).jobs.complete).toBe(true);
  });

  it('forgets jobs that have fallen off the far end of the list, in time', async () => {
    const open = await openJobs(10, jobsInTurn(60));
    await open.run(60_000);
    for (const { name } of jobsInTurn(20)) open.service.rows.delete(name);
    await open.run(2 * 3_600_000);
    expectSame(open);
    await open.run(4 * 3_600_000);
    expect(restsAsked(open.service).length).toBeLessThan(40);
  });

  it('goes on in the workspace that is open, not in the one before', async () => {
    const open = await openJobs(10, jobsInTurn(60));
    await open.run(700);
    open.workbench.commands.openWorkspace(open.elsewhere);
    await open.run(30_000);
    expectSame(open);
    expect(boardOf(open).jobs.complete).toBe(true);
  });

  it('takes no late page into the workspace that was opened meanwhile', async () => {
    const open = await openJobs(10, jobsInTurn(60));
    const { until, letGo } = heldAnswer();
    open.service.hold = (asked) => (isRest(asked) ? until : undefined);
    await turns();
    const ran = open.run(700);
    await turns();
    open.service.rows.clear();
    open.workbench.commands.openWorkspace(open.elsewhere);
    await turns();
    letGo();
    await ran;
    expect(restsAsked(open.service).length).toBe(2);
    expect(open.workbench.jobs.size).toBe(0);
  });

  it('is not held up by what another workspace was told to wait for', async () => {
    const open = await openJobs(10, jobsInTurn(60));
    open.service.refuse = (asked): Problem | undefined =>
      isRest(asked) ? { kind: 'throttled', error: serviceError, retryAfterMs: 3_000_000 } : undefined;
    await open.run(1000);
    open.service.refuse = () => undefined;
    open.workbench.commands.openWorkspace(open.elsewhere);
    await open.run(10_000);
    expect(boardOf(open).jobs.complete).toBe(true);
    expectSame(open);
  });

  it('leaves nothing out and nothing over, whatever happens meanwhile', async () => {
    const event = fc.oneof(
      fc.record({ is: fc.constant('come' as const), count: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ is: fc.constant('go' as const), from: fc.nat(), count: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ is: fc.constant('end' as const), from: fc.nat() }),
      fc.constant({ is: 'forget links' as const }),
      fc.constant({ is: 'pause' as const }),
      fc.constant({ is: 'fail' as const }),
      fc.record({ is: fc.constant('wait' as const), ms: fc.constantFrom(300, 700, 2000, 21_000) }),
    );
    const live = (n: number) => ({ status: n % 3 === 0 ? 'Running' : 'Completed' });
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.array(event, { maxLength: 25 }), async (first, events) => {
        const open = await openJobs(5, jobsInTurn(first, 1, live));
        let last = first;
        for (const each of events) {
          const names = [...open.service.rows.keys()];
          if (each.is === 'come') {
            open.service.put(...jobsInTurn(each.count, last + 1, live));
            last += each.count;
          } else if (each.is === 'go') {
            const from = each.from % (names.length + 1);
            for (const name of names.slice(from, from + each.count)) open.service.rows.delete(name);
          } else if (each.is === 'end') {
            const row = open.service.rows.get(names[each.from % (names.length + 1)] ?? '');
            if (row !== undefined)
              open.service.put(job(row.name, { createdAt: row.createdAt, status: 'Failed' }));
          } else if (each.is === 'forget links') open.service.forgetLinks();
          else if (each.is === 'pause') open.workbench.commands.togglePause();
          else if (each.is === 'fail') {
            open.service.refuse = () => ({ kind: 'unreachable', reason: 'ECONNRESET' });
            await open.run(25_000);
            open.service.refuse = () => undefined;
          } else await open.run(each.ms);
        }
        if (open.workbench.store.getState().paused) open.workbench.commands.togglePause();
        await open.run(300_000);
        expect(boardOf(open).jobs.complete).toBe(true);
        expect(
          [...open.service.rows.keys()].filter((name) => open.workbench.jobs.get(name) === undefined),
        ).toEqual([]);
        // Long enough for the list to be read again from one end to the other, and for every live job to be asked for.
        await open.run(2.5 * 3_600_000);
        expect(boardOf(open).jobs.complete).toBe(true);
        expectSame(open);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
