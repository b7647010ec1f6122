import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { endSighting } from '#state/events/of-operations.ts';
import { isOutcomeUnknown } from '#state/outcome.ts';
import type { Operation } from '#state/app-state.ts';
import type { Workbench } from '#state/workbench.ts';
import { beginAtBoard, openSessions, type Sessions } from './sessions.ts';
import { change, computeNamed, create, operationOf, remove, writes } from './writes.ts';

const isWrite = ({ method, url }: PlainRequest): boolean =>
  ['PUT', 'PATCH', 'DELETE'].includes(method) || /\/(?:start|stop|restart)\?/u.test(url);

const cut = (): never => {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};

/** A service that carries out, or never gets, what is written to it, and whose answers to that are cut. */
const withCutAnswers = (arrives: boolean, speed = 10): Sessions => {
  const sessions: Sessions = openSessions({
    speed,
    instead: (request): Promise<PlainResponse> | undefined => {
      if (!isWrite(request)) return undefined;
      return arrives ? sessions.simulator.send(request).then(cut) : Promise.resolve().then(cut);
    },
  });
  return sessions;
};

type Ask = (sessions: Sessions, workbench: Workbench) => unknown;

const act =
  (name: string, action: 'start' | 'stop' | 'restart'): Ask =>
  (_, workbench) => {
    workbench.commands.select('computes', computeNamed(workbench, name).id.toLowerCase());
    workbench.commands.openInstance(action);
    workbench.commands.act(action);
  };

const asks: readonly (readonly [Operation['does'], Ask])[] = [
  ['create', (sessions, workbench) => create(sessions, workbench, 'AmlCompute', { name: 'train-1' })],
  ['scale', (sessions, workbench) => change(sessions, workbench, 'scale', 'cpu-batch', { max: '6' })],
  [
    'delete',
    (_, workbench) => {
      remove(workbench, 'cpu-batch');
    },
  ],
  ['stop', act('ci-mei-gpu', 'stop')],
  ['restart', act('ci-mei-gpu', 'restart')],
];

const shown = (workbench: Workbench): Operation => {
  const operation = operationOf(workbench);
  if (operation === undefined) throw new Error('no operation');
  return operation;
};

describe('a write whose answer was cut', () => {
  it.each(asks)(
    'has succeeded when looking shows it, is told as a conclusion, and is not sent again: %s',
    async (does, ask) => {
      const sessions = withCutAnswers(true);
      const workbench = await beginAtBoard(sessions);
      const told: string[] = [];
      workbench.store.subscribe(({ notice }) => told.push(notice?.words ?? ''));
      await ask(sessions, workbench);
      await sessions.settle();
      expect(shown(workbench)).toMatchObject({ does, state: 'running' });
      expect(sessions.keeper.ended).toEqual([]);
      await sessions.run(120_000);
      expect(shown(workbench)).toMatchObject({ does, state: 'succeeded', unanswered: 'concluded' });
      expect(shown(workbench)).not.toHaveProperty('problem');
      expect(endSighting(shown(workbench)).change).toContain('as looking shows');
      expect(told.join('\n')).toContain('no answer had come');
      expect(sessions.keeper.loadJournal()).toEqual([]);
      expect(writes(sessions)).toHaveLength(1);
    },
  );

  it.each(asks)(
    'is unknown after a minute in which nothing of it was to be seen, with what came in place of the answer: %s',
    async (does, ask) => {
      const sessions = withCutAnswers(false);
      const workbench = await beginAtBoard(sessions);
      await ask(sessions, workbench);
      await sessions.run(50_000);
      expect(shown(workbench)).toMatchObject({ does, state: 'running', unanswered: 'looking' });
      await sessions.run(20_000);
      expect(shown(workbench)).toMatchObject({
        does,
        state: 'failed',
        unanswered: 'looking',
        problem: { kind: 'unreachable', reason: 'ECONNRESET' },
      });
      expect(isOutcomeUnknown(shown(workbench))).toBe(true);
      expect(writes(sessions)).toHaveLength(1);
    },
  );

  it('keeps its resource from another write, and stays in the journal, while it is looked for', async () => {
    const sessions = withCutAnswers(false);
    const workbench = await beginAtBoard(sessions);
    remove(workbench, 'cpu-batch');
    await sessions.run(10_000);
    expect(sessions.keeper.loadJournal()).toHaveLength(1);
    workbench.commands.go({ screen: 'board' });
    remove(workbench, 'cpu-batch');
    await sessions.settle();
    expect(writes(sessions)).toHaveLength(1);
  });

  it('is not taken to have arrived for what the resource was before: restarted once already, or of that scale for somebody else', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    act('ci-mei-gpu', 'restart')(sessions, workbench);
    await sessions.run(60_000);
    expect(shown(workbench)).toMatchObject({ does: 'restart', state: 'succeeded' });
    const [entry] = sessions.keeper.begun;
    if (entry === undefined) throw new Error('nothing in the journal');
    const { lastOperation: last } = (() => {
      const { detail } = computeNamed(workbench, 'ci-mei-gpu');
      if (detail.is !== 'instance') throw new Error('no instance');
      return detail;
    })();
    workbench.close();
    // A program that ended right after it had sent another restart, which never arrived.
    sessions.keeper.noteBegun({
      ...entry,
      id: '2',
      before: `${last?.name} ${last?.status} ${last?.at}`,
    });
    const second = sessions.begin(sessions.place);
    await second.commands.start();
    await sessions.run(70_000);
    expect(shown(second)).toMatchObject({ does: 'restart', state: 'failed', unanswered: 'looking' });
  });

  it('of a scale has not succeeded when the update that was seen was for another one', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    await change(sessions, workbench, 'scale', 'cpu-batch', { max: '6' });
    const [entry] = sessions.keeper.begun;
    if (entry === undefined) throw new Error('nothing in the journal');
    workbench.close();
    sessions.keeper.noteBegun({ ...entry, id: '2', asked: { min: 1, max: 2 } });
    const second = sessions.begin(sessions.place);
    await second.commands.start();
    await sessions.run(90_000);
    expect(shown(second)).toMatchObject({ id: '2', state: 'failed' });
    expect(isOutcomeUnknown(shown(second))).toBe(true);
  });
});
