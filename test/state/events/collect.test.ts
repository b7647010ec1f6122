import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { eventWords } from '#screens/event-words.ts';
import { lineOf } from '#state/line-edit.ts';
import { job, jobsInTurn, openJobs } from '#test/support/job-service.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const told = ({ workbench }: OpenWorkbench): readonly string[] =>
  workbench.store.getState().events.rows.map(eventWords);

const lists = (what: string) => (request: PlainRequest | undefined) =>
  new URL(request?.url ?? 'https://x').pathname.endsWith(what);

/** Changes the answers to one question. */
const changing = (what: string) => {
  let last: PlainRequest | undefined;
  let change = (body: string): string => body;
  return {
    instead: (request: PlainRequest) => {
      last = request;
      return undefined;
    },
    poison: (answer: PlainResponse): PlainResponse =>
      lists(what)(last) ? { ...answer, body: change(answer.body) } : answer,
    to: (next: (body: string) => string) => {
      change = next;
    },
  };
};

const minutes = async (open: OpenWorkbench, count: number): Promise<void> => {
  await open.run(count * 60_000);
};

describe('events of a board', () => {
  it('are none at first, none while nothing changes, and none when an answer fails', async () => {
    let broken = false;
    const open = openWorkbench({
      speed: 0,
      instead: (request) =>
        broken && (lists('/computes')(request) || lists('/listNodes')(request) || lists('/jobs')(request))
          ? { status: 503, headers: {}, body: '{"error":{"code":"Busy","message":"later"}}' }
          : undefined,
    });
    await openBoard(open);
    await minutes(open, 5);
    expect(told(open)).toEqual([]);
    broken = true;
    await minutes(open, 5);
    expect(open.workbench.store.getState().board?.computes.problem).toBeDefined();
    broken = false;
    await minutes(open, 5);
    expect(open.workbench.store.getState().board?.computes.problem).toBeUndefined();
    expect(told(open)).toEqual([]);
  });

  it('tell what somebody else has set', async () => {
    const answers = changing('/computes');
    const open = openWorkbench({ speed: 0, instead: answers.instead, poison: answers.poison });
    await openBoard(open);
    answers.to((body) => body.replaceAll('"maxNodeCount":10', '"maxNodeCount":9'));
    await minutes(open, 1);
    expect(told(open).length).toBeGreaterThan(0);
    for (const words of told(open)) expect(words).toMatch(/^somebody else: \S+ max nodes 10 -> 9$/u);
  });

  it('tell of a world that moves: nodes, jobs and clusters, and stay within 500 in a day', async () => {
    const open = openWorkbench({ speed: 1 });
    await openBoard(open);
    await minutes(open, 120);
    const all = told(open).join('\n');
    expect(all).toMatch(/^\S+ \d+ -> \d+ nodes asked$/mu);
    expect(all).toMatch(/^tvm-\S+ \w+ -> \w+$/mu);
    expect(all).toMatch(/^\S+ Running -> (?:Completed|Failed|Canceled)$/mu);
    expect(all).toMatch(/submitted by .+, Queued/u);
    expect(open.workbench.store.getState().events.rows.length).toBeLessThanOrEqual(500);
  });

  it('tell in one line what an operation of ours has changed and how long it took', async () => {
    const open = openWorkbench({ speed: 1 });
    await openBoard(open);
    const { commands, store } = open.workbench;
    const compute = store.getState().board?.computes.data?.find(({ name }) => name === 'gpu-train');
    commands.openChange('scale', compute?.id ?? '');
    commands.setLine('max', lineOf('7'));
    commands.review();
    await open.run(1000);
    commands.send();
    await minutes(open, 2);
    expect(store.getState().operations[0]).toMatchObject({ does: 'scale', state: 'succeeded' });
    const ours = told(open).filter((words) => words.includes('you:') || words.includes('somebody'));
    expect(ours).toEqual([expect.stringMatching(/^you: gpu-train max nodes \d+ -> 7, took \d+s$/u)]);
  });

  it('begin anew with another workspace', async () => {
    const open = openWorkbench({ speed: 1 });
    await openBoard(open);
    await minutes(open, 30);
    expect(told(open)).not.toEqual([]);
    const { workspace } = open.workbench.store.getState().board ?? {};
    if (workspace !== undefined) open.workbench.commands.openWorkspace(workspace);
    expect(told(open)).toEqual([]);
  });

  it('say nothing of jobs that the filling of the index finds', async () => {
    const open = await openJobs(
      5,
      jobsInTurn(30, 1, () => ({ status: 'Queued' })),
    );
    const { service } = open;
    await minutes(open, 2);
    expect(open.workbench.store.getState().board?.jobs.complete).toBe(true);
    expect(told(open)).toEqual([]);
    service.put(job('fresh', { createdAt: service.now() }));
    await minutes(open, 1);
    expect(told(open)).toEqual(['fresh submitted by ana, Queued']);
  });

  it('sum up a burst', async () => {
    const jobs = jobsInTurn(40, 1, () => ({ status: 'Queued' }));
    const open = await openJobs(100, jobs);
    const { service } = open;
    await minutes(open, 2);
    for (const each of jobs) service.put(job(each.name, { createdAt: each.createdAt, status: 'Running' }));
    await minutes(open, 1);
    expect(told(open)).toEqual(['40 jobs: Queued -> Running']);
  });
});
