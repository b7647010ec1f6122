import { describe, expect, it } from 'vitest';
import { lineOf } from '#state/line-edit.ts';
import { checkedForm, currentChecks, findCompute } from '#state/selectors.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const stateOf = ({ workbench }: OpenWorkbench) => workbench.store.getState();
const computesPath = '/computes/train-1';
const sent = (open: OpenWorkbench, method: string) =>
  open.requests.filter((request) => request.method === method && request.url.includes(computesPath));

/** Fills the cluster form and sends it. */
const createTrain1 = async (open: OpenWorkbench): Promise<void> => {
  const { commands } = open.workbench;
  commands.openForm('AmlCompute');
  commands.setLine('name', lineOf('train-1'));
  commands.review();
  // The checks rest for a moment, then ask.
  await open.run(1000);
  commands.send();
  await open.settle();
};

describe('creating a cluster', () => {
  it('sends the reviewed body once, watches it to Succeeded, and ends on its row of the board', async () => {
    const open = openWorkbench({ speed: 30 });
    await openBoard(open);
    open.workbench.commands.openForm('AmlCompute');
    open.workbench.commands.setLine('name', lineOf('train-1'));
    const reviewed = checkedForm(stateOf(open))?.plan?.body;
    open.workbench.commands.back();
    await createTrain1(open);
    expect(stateOf(open).operations[0]).toMatchObject({ does: 'create', name: 'train-1', state: 'running' });
    expect(stateOf(open).stack.at(-1)?.screen).toBe('progress');
    await open.run(30_000);
    expect(stateOf(open).operations[0]).toMatchObject({ state: 'succeeded', word: 'Succeeded' });
    open.workbench.commands.leaveProgress('form');
    const { cursor } = stateOf(open).lists.computes;
    expect(findCompute(stateOf(open), cursor?.id ?? '')).toMatchObject({ name: 'train-1' });
    expect(sent(open, 'PUT')).toHaveLength(1);
    expect(JSON.parse(sent(open, 'PUT')[0]?.body ?? '')).toEqual(reviewed);
  });

  it('over a cluster of that name shows what would change, and sends only once its name has been typed', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    const { commands } = open.workbench;
    commands.openForm('AmlCompute');
    commands.setLine('name', lineOf('GPU-train'));
    commands.review();
    await open.run(1000);
    const changed = currentChecks(stateOf(open))?.overwrites?.map(({ path }) => path);
    expect(changed).toContain('properties.properties.vmSize');
    commands.send();
    expect(stateOf(open).overlay).toMatchObject({ is: 'overwrite' });
    commands.confirmOverwrite();
    commands.setOverlayLine(lineOf('gpu-train'));
    commands.confirmOverwrite();
    await open.settle();
    expect(open.requests.filter(({ method }) => method === 'PUT')).toHaveLength(0);
    commands.setOverlayLine(lineOf('GPU-train'));
    commands.confirmOverwrite();
    await open.settle();
    expect(open.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('is blocked when something of another kind has that name', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    open.workbench.commands.openForm('AmlCompute');
    open.workbench.commands.setLine('name', lineOf('ci-amara'));
    open.workbench.commands.review();
    await open.run(1000);
    expect(currentChecks(stateOf(open))?.results).toContainEqual(
      expect.objectContaining({ id: 'overwrite', is: 'block' }),
    );
    open.workbench.commands.send();
    await open.settle();
    expect(open.requests.filter(({ method }) => method === 'PUT')).toHaveLength(0);
  });

  it('is told when somebody else takes the name while the form is filled: nothing is overwritten unseen', async () => {
    const open = openWorkbench({ speed: 30 });
    await openBoard(open);
    const { commands } = open.workbench;
    commands.openForm('AmlCompute');
    commands.setLine('name', lineOf('train-1'));
    commands.review();
    await open.run(1000);
    const body = checkedForm(stateOf(open))?.plan?.body ?? null;
    await open.gateway.putCompute(open.place, 'train-1', body, new AbortController().signal);
    await open.run(0);
    const before = sent(open, 'PUT').length;
    commands.send();
    await open.settle();
    expect(sent(open, 'PUT')).toHaveLength(before);
    expect(stateOf(open).operations[0]).toMatchObject({ state: 'failed', problem: { kind: 'conflict' } });
  });

  it('is not sent a second time while it is under way', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    await createTrain1(open);
    open.workbench.commands.send();
    await open.settle();
    expect(sent(open, 'PUT')).toHaveLength(1);
  });

  it('is not sent at all in a read-only session', async () => {
    const open = openWorkbench({ speed: 0, readOnly: true });
    await openBoard(open);
    await createTrain1(open);
    expect(sent(open, 'PUT')).toHaveLength(0);
  });

  it('keeps what was typed when the service refuses, and shows its words', async () => {
    const open = openWorkbench({
      speed: 0,
      instead: ({ method }) =>
        method === 'PUT'
          ? {
              status: 400,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ error: { code: 'BadArgument', message: 'not like this' } }),
            }
          : undefined,
    });
    await openBoard(open);
    await createTrain1(open);
    expect(stateOf(open).operations[0]).toMatchObject({
      state: 'failed',
      problem: { kind: 'rejected', error: { code: 'BadArgument', message: 'not like this' } },
    });
    expect(stateOf(open).forms['create AmlCompute']?.lines['name']?.text).toBe('train-1');
    open.workbench.commands.leaveProgress('form');
    expect(stateOf(open).stack.at(-1)?.screen).toBe('form');
  });
});

describe('deleting a cluster', () => {
  const openRemoval = async (open: OpenWorkbench): Promise<void> => {
    await openBoard(open);
    await createTrain1(open);
    await open.run(30_000);
    open.workbench.commands.leaveProgress('form');
    open.workbench.commands.openRemove();
  };

  it('sends nothing until the name has been typed to the letter', async () => {
    const open = openWorkbench({ speed: 30 });
    await openRemoval(open);
    for (const typed of ['', 'train', 'TRAIN-1', 'train-1 ']) {
      open.workbench.commands.setOverlayLine(lineOf(typed));
      open.workbench.commands.confirmRemove();
    }
    await open.settle();
    expect(sent(open, 'DELETE')).toHaveLength(0);
  });

  it('removes the compute that was under the cursor when the question was asked, wherever the cursor is now', async () => {
    const open = openWorkbench({ speed: 30 });
    await openRemoval(open);
    open.workbench.commands.select('computes', stateOf(open).board?.computes.data?.[0]?.id ?? '');
    open.workbench.commands.setOverlayLine(lineOf('train-1'));
    open.workbench.commands.confirmRemove();
    await open.settle();
    expect(sent(open, 'DELETE')).toHaveLength(1);
    expect(sent(open, 'DELETE')[0]?.url).toContain('underlyingResourceAction=Delete');
    await open.run(60_000);
    expect(stateOf(open).operations[0]).toMatchObject({ does: 'delete', state: 'succeeded' });
    expect(stateOf(open).board?.computes.data?.some(({ name }) => name === 'train-1')).toBe(false);
  });
});
