import { describe, expect, it } from 'vitest';
import { nameOf } from '#azure/place.ts';
import { lineOf } from '#state/line-edit.ts';
import { isOutcomeUnknown, noSign } from '#state/outcome.ts';
import { refusal } from './plans.ts';
import { beginAtBoard, openSessions } from './sessions.ts';
import { change, computeNamed, create, operationOf, remove, writes } from './writes.ts';

describe('the journal', () => {
  it('has an operation before its request is sent, and until its end is known', async () => {
    const order: string[] = [];
    const sessions = openSessions({
      speed: 30,
      instead: ({ method }) => {
        if (method === 'PUT') order.push(`sent with ${sessions.keeper.begun.length} in the journal`);
        return undefined;
      },
    });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1' });
    expect(order).toEqual(['sent with 1 in the journal']);
    const [entry] = sessions.keeper.begun;
    expect(entry).toMatchObject({ does: 'create', name: 'train-1', target: 'AmlCompute' });
    expect(nameOf(entry?.computeId ?? '')).toBe('train-1');
    expect(Object.keys(entry ?? {}).toSorted()).toEqual([
      'computeId',
      'does',
      'id',
      'name',
      'startedAt',
      'target',
    ]);
    expect(sessions.keeper.ended).toEqual([]);
    await sessions.run(30_000);
    expect(operationOf(workbench)?.state).toBe('succeeded');
    expect(sessions.keeper.ended).toEqual([entry?.id]);
    expect(sessions.keeper.loadJournal()).toEqual([]);
  });

  it('and the drafts never hold a password, although the request does', async () => {
    const secret = 'Tr0ub4dor-Xyzzy';
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1', ssh: 'password', password: secret });
    expect(writes(sessions)[0]?.body).toContain(secret);
    workbench.commands.openForm('AmlCompute');
    workbench.close();
    expect(sessions.keeper.saved.at(-1)?.texts).toMatchObject({ name: 'train-1', ssh: 'password' });
    expect(JSON.stringify([sessions.keeper.saved, sessions.keeper.begun])).not.toContain(secret);
  });

  it('loses an operation that the service has refused: there is nothing to look for', async () => {
    const sessions = openSessions({
      speed: 0,
      instead: ({ method }) => (method === 'PUT' ? refusal(400, 'BadArgument') : undefined),
    });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1' });
    expect(operationOf(workbench)?.state).toBe('failed');
    expect(sessions.keeper.loadJournal()).toEqual([]);
  });

  it.each(['Succeeded', 'gone'])(
    'lets the next run of the program see a running operation to its end: %s',
    async (word) => {
      const sessions = openSessions({ speed: 10 });
      const first = await beginAtBoard(sessions);
      if (word === 'gone') remove(first, 'cpu-batch');
      else await create(sessions, first, 'AmlCompute', { name: 'train-1' });
      await sessions.settle();
      const sent = writes(sessions).length;
      const id = operationOf(first)?.id;
      first.close();
      await sessions.run(1000);
      expect(sessions.timersWaiting()).toBe(0);

      const second = sessions.begin(sessions.place);
      await second.commands.start();
      await sessions.settle();
      expect(operationOf(second)).toMatchObject({ id, state: 'running' });
      await sessions.run(60_000);
      expect(operationOf(second)).toMatchObject({ id, state: 'succeeded', word });
      expect(writes(sessions)).toHaveLength(sent);
      expect(sessions.keeper.loadJournal()).toEqual([]);

      const third = sessions.begin(sessions.place);
      await third.commands.start();
      expect(third.store.getState().operations).toEqual([]);
    },
  );

  it.each(['scale', 'delete', 'stop'] as const)(
    'never says that a %s has succeeded, nor goes on for ever, when the program was killed before the answer and it had not arrived',
    async (does) => {
      const sessions = openSessions({ speed: 10 });
      const first = await beginAtBoard(sessions);
      const { id: computeId, name } = computeNamed(first, does === 'stop' ? 'ci-mei-gpu' : 'cpu-batch');
      first.close();
      // What a killed program has left behind.
      const asked = does === 'scale' ? { asked: { min: 0, max: 6 } } : {};
      sessions.keeper.noteBegun({
        id: '1',
        does,
        computeId,
        name,
        startedAt: Date.UTC(2026, 10, 18, 9),
        ...asked,
      });

      const second = sessions.begin(sessions.place);
      await second.commands.start();
      await sessions.run(30_000);
      expect(operationOf(second)).toMatchObject({ does, state: 'running' });
      await sessions.run(60_000);
      const operation = operationOf(second);
      expect(operation).toMatchObject({ does, state: 'failed', problem: noSign });
      expect(operation !== undefined && isOutcomeUnknown(operation)).toBe(true);
      expect(sessions.keeper.loadJournal()).toEqual([]);
    },
  );

  it('finds a change of scale that has arrived by what the cluster has now, although nobody saw its answer', async () => {
    const sessions = openSessions({ speed: 10 });
    const first = await beginAtBoard(sessions);
    await change(sessions, first, 'scale', 'cpu-batch', { max: '6' });
    const [begun] = sessions.keeper.begun;
    first.close();
    // As it stood before the answer.
    if (begun !== undefined) sessions.keeper.noteBegun(begun);
    expect(begun?.asked).toEqual({ min: 0, max: 6, idleSeconds: 180 });
    const second = sessions.begin(sessions.place);
    await second.commands.start();
    await sessions.run(60_000);
    expect(operationOf(second)).toMatchObject({ does: 'scale', state: 'succeeded' });
  });
});

describe('a write', () => {
  it('is not sent twice when it is asked for twice at once', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    workbench.commands.openForm('AmlCompute');
    workbench.commands.setLine('name', lineOf('train-1'));
    workbench.commands.review();
    await sessions.run(400);
    workbench.commands.send();
    // Back to a review of the same, before the first has been answered.
    workbench.commands.openForm('AmlCompute');
    workbench.commands.review();
    workbench.commands.send();
    await sessions.settle();
    expect(writes(sessions)).toHaveLength(1);
    expect(workbench.store.getState().operations).toHaveLength(1);
  });

  it('keeps the compute from another write until it has ended, whatever it is', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    await change(sessions, workbench, 'scale', 'cpu-batch', { max: '6' });
    expect(writes(sessions)).toHaveLength(1);
    workbench.commands.go({ screen: 'board' });
    remove(workbench, 'cpu-batch');
    await sessions.settle();
    expect(writes(sessions)).toHaveLength(1);
  });

  it('is watched no more while nobody may look, and to its end when somebody does', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    workbench.commands.togglePause();
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1' });
    // Sent all the same: the user has just said so.
    expect(writes(sessions)).toHaveLength(1);
    const from = sessions.requests.length;
    await sessions.run(3_600_000);
    expect(sessions.requests.length).toBe(from);
    expect(operationOf(workbench)?.state).toBe('running');
    workbench.commands.togglePause();
    workbench.hide();
    await sessions.settle();
    const hidden = sessions.requests.length;
    await sessions.run(3_600_000);
    expect(sessions.requests.length).toBe(hidden);
    workbench.show();
    await sessions.run(5000);
    expect(operationOf(workbench)?.state).toBe('succeeded');
  });

  it('waits with the reason when the sign-in is lost, and ends once the user has signed in and asks', async () => {
    let signedOut = false;
    const sessions = openSessions({
      speed: 10,
      instead: () => (signedOut ? refusal(401, 'ExpiredAuthenticationToken') : undefined),
    });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'AmlCompute', { name: 'train-1' });
    signedOut = true;
    await sessions.run(60_000);
    expect(operationOf(workbench)).toMatchObject({ state: 'running', problem: { kind: 'signed-out' } });
    const from = sessions.requests.length;
    await sessions.run(3_600_000);
    expect(sessions.requests.length).toBe(from);
    signedOut = false;
    workbench.commands.refresh();
    await sessions.run(5000);
    expect(operationOf(workbench)).toMatchObject({ state: 'succeeded' });
    expect(operationOf(workbench)).not.toHaveProperty('problem');
  });
});
