import { describe, expect, it } from 'vitest';
import type { Workspace } from '#azure/model.ts';
import { selectedCompute } from '#state/selectors.ts';
import type { SinceById } from '#state/since.ts';
import { job } from '#test/support/job-service.ts';
import { jobsInTurn, openJobs } from '#test/support/job-service.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const boardOf = ({ workbench }: OpenWorkbench) => {
  const { board } = workbench.store.getState();
  if (board === undefined) throw new Error('no board is open');
  return board;
};

const clusterOf = ({ workbench }: OpenWorkbench): string => {
  const cluster = selectedCompute(workbench.store.getState());
  if (cluster?.detail.is !== 'cluster') throw new Error('the first row is no cluster');
  return cluster.id;
};

/** The main workspace's board, looked at for two minutes, and another workspace. */
const lookedAt = async () => {
  const open = openWorkbench({ speed: 1 });
  await openBoard(open);
  await open.run(120_000);
  const answer = await open.gateway.listWorkspaces(new AbortController().signal);
  const here = boardOf(open).workspace;
  const other = answer.ok ? answer.value.find(({ id }) => id !== here.id) : undefined;
  if (other === undefined) throw new Error('there is no other workspace');
  const { commands } = open.workbench;
  const goFor = async (ms: number, elsewhere: Workspace = other): Promise<void> => {
    commands.openWorkspace(elsewhere);
    await open.run(ms);
    commands.openWorkspace(here);
    await open.run(1000);
  };
  return { open, here, other, goFor };
};

const none: SinceById = new Map();

/** Those that are as they were in both. */
const unchanged = (before: SinceById, after: SinceById) =>
  [...after].flatMap(([id, now]) => {
    const was = before.get(id);
    return was?.word === now.word ? [[was, now] as const] : [];
  });

describe('a workspace that is left and opened again', () => {
  it('still says since when its nodes and jobs are as they are, when somebody looked a moment before', async () => {
    const { open, goFor } = await lookedAt();
    const cluster = clusterOf(open);
    const before = boardOf(open);
    const nodes = before.nodes[cluster]?.since ?? none;
    expect(nodes.size).toBeGreaterThan(0);
    await goFor(20_000);
    const after = boardOf(open);
    const ofNodes = unchanged(nodes, after.nodes[cluster]?.since ?? none);
    const ofJobs = unchanged(before.jobs.since, after.jobs.since);
    expect(ofNodes.length).toBeGreaterThan(0);
    expect(ofJobs.length).toBeGreaterThan(0);
    for (const [was, now] of [...ofNodes, ...ofJobs]) expect(now).toEqual(was);
    // The rows themselves are asked for anew: nothing old is shown for what is there.
    expect(after.nodes[cluster]?.remote.answeredAt).toBeGreaterThan(before.computes.answeredAt ?? 0);
  });

  it('says of what may have changed unseen only since when it was seen again, as a lower bound', async () => {
    const { open, goFor } = await lookedAt();
    const cluster = clusterOf(open);
    await goFor(600_000);
    const { nodes, jobs } = boardOf(open);
    const at = open.workbench.store.getState().serverTimeMs ?? 0;
    const all = [...(nodes[cluster]?.since ?? none).values(), ...jobs.since.values()];
    expect(all.length).toBeGreaterThan(0);
    for (const since of all) {
      expect(since.at).toBeGreaterThan(at - 5000);
      expect(since.exact).toBe(false);
    }
  });

  it('goes on with its node counts over time', async () => {
    const { open, goFor } = await lookedAt();
    const key = clusterOf(open).toLowerCase();
    const before = boardOf(open).history?.get(key);
    await goFor(300_000);
    const after = boardOf(open).history?.get(key);
    expect(before).toBeDefined();
    expect(after?.first).toBe(before?.first);
    expect(after?.nodes.length).toBeGreaterThan(before?.nodes.length ?? 0);
  });

  it('is kept in mind as one of twenty at the most', async () => {
    const { open, here, other } = await lookedAt();
    for (let n = 0; n < 40; n += 1)
      open.workbench.commands.openWorkspace({ ...other, id: `${other.id}-${n}` });
    open.workbench.commands.openWorkspace(here);
    expect(Object.keys(open.workbench.store.getState().finding.kept).length).toBeLessThanOrEqual(20);
    expect(boardOf(open).nodes).toEqual({});
  });
});

it('a job that the newest page does not show is known again when its page has been read', async () => {
  const jobs = jobsInTurn(40, 1, () => ({ status: 'Running' }));
  const open = await openJobs(10, jobs);
  await open.run(30_000);
  const before = open.workbench.store.getState().board?.jobs.since.get('j2');
  expect(before).toBeDefined();
  const here = open.workbench.store.getState().board?.workspace;
  if (here === undefined) throw new Error('no board is open');
  open.service.put(job('j41', { createdAt: 41_000, status: 'Running' }));
  open.workbench.commands.openWorkspace(open.elsewhere);
  await open.run(5000);
  open.workbench.commands.openWorkspace(here);
  await open.run(30_000);
  const board = open.workbench.store.getState().board;
  expect(board?.jobs.since.get('j2')).toEqual(before);
  expect(board?.jobs.complete).toBe(true);
  expect(board?.jobs.left).toBeUndefined();
});

describe('a cluster that the cursor has left', () => {
  it('is not said to have had its nodes as they are for longer than they were seen', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    await open.run(60_000);
    const cluster = clusterOf(open);
    const sinceNow = () => [...(boardOf(open).nodes[cluster]?.since ?? none).values()];
    const first = sinceNow();
    const { computes } = boardOf(open);
    const other = computes.data?.find(({ id, detail }) => id !== cluster && detail.is === 'cluster');
    const go = async (id: string | undefined, ms: number): Promise<void> => {
      open.workbench.commands.select('computes', (id ?? '').toLowerCase());
      await open.run(ms);
    };
    await go(other?.id, 30_000);
    await go(cluster, 1000);
    expect(sinceNow()).toEqual(first);
    expect(first.length).toBeGreaterThan(0);
    await go(other?.id, 300_000);
    await go(cluster, 1000);
    const seen = boardOf(open).nodes[cluster]?.lookedAt;
    for (const { at, exact } of sinceNow()) expect([at, exact]).toEqual([seen, false]);
  });
});
