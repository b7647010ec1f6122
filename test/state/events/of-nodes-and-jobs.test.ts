import { describe, expect, it } from 'vitest';
import type { Job } from '#azure/model.ts';
import { jobNews } from '#state/events/of-jobs.ts';
import { nodeSightings } from '#state/events/of-nodes.ts';
import type { SinceById } from '#state/since.ts';
import { nodeNamed } from '#test/support/computes.ts';
import { job } from '#test/support/job-service.ts';

describe('what becomes of nodes', () => {
  it('is told of each: came, changed, left in which state', () => {
    const before = [nodeNamed('n1', 'idle'), nodeNamed('n2', 'running'), nodeNamed('n3', 'idle')];
    const after = [nodeNamed('n1', 'running'), nodeNamed('n2', 'preempted'), nodeNamed('n4', 'preparing')];
    const told = nodeSightings('/c', before, after);
    expect(told.map(({ name, change, tone }) => `${name} ${change} [${tone}]`)).toEqual([
      'n1 idle -> running [works]',
      'n2 running -> preempted [takenAway]',
      'n4 came, preparing [changing]',
      'n3 left, idle [neutral]',
    ]);
    expect(told[0]?.subject).toEqual({ is: 'node', clusterId: '/c', id: 'n1' });
    expect(nodeSightings('/c', before, before)).toEqual([]);
  });

  it('marks an unusable node as one that needs a person', () => {
    expect(nodeSightings('/c', [nodeNamed('n1', 'preparing')], [nodeNamed('n1', 'unusable')])).toMatchObject([
      { change: 'preparing -> unusable', tone: 'needsPerson' },
    ]);
  });
});

describe('what becomes of jobs', () => {
  const since = (...live: readonly Job[]): SinceById =>
    new Map(live.map(({ name, status }) => [name, { word: status.text, at: 0, exact: true }]));
  const news = (
    before: readonly Job[],
    after: readonly Job[],
    known: readonly Job[] = after,
    lastLookAt: number | undefined = 100,
  ) => {
    const { sightings, ended } = jobNews(
      since(...before),
      since(...after),
      (name) => known.find((each) => each.name === name),
      lastLookAt,
    );
    return {
      told: sightings.map(({ name, change, tone }) => `${name} ${change} [${tone}]`),
      ended: ended.map(({ name }) => name),
    };
  };

  it('is told by their titles: from status to status, and how they end', () => {
    const named = { displayName: 'bert-ft-17' };
    const running = job('j1', { ...named, status: 'Running' });
    const completed = job('j1', { ...named, status: 'Completed' });
    expect(news([job('j1', { ...named })], [running])).toEqual({
      told: ['bert-ft-17 Queued -> Running [works]'],
      ended: [],
    });
    expect(news([running], [], [completed])).toEqual({
      told: ['bert-ft-17 Running -> Completed [works]'],
      ended: ['j1'],
    });
    expect(news([running], [], [job('j1', { ...named, status: 'Failed' })]).told).toEqual([
      'bert-ft-17 Running -> Failed [needsPerson]',
    ]);
  });

  it('tells of a job that was made at or after the look before, not of one that the reading of the index has found', () => {
    const young = job('young', { createdAt: 101, createdBy: 'ben' });
    const old = job('old', { createdAt: 99 });
    expect(news([], [young, old]).told).toEqual(['young submitted by ben, Queued [changing]']);
    expect(jobNews(since(), since(young), () => young, undefined).sightings).toEqual([]);
  });

  it('tells of a job that the service does not have any more, which has not ended', () => {
    expect(news([job('j1', { status: 'Running' })], [], [])).toEqual({
      told: ['j1 gone, was Running [neutral]'],
      ended: [],
    });
  });
});
