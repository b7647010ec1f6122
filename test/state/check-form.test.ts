import { describe, expect, it } from 'vitest';
import type { Gateway } from '#azure/gateway.ts';
import { lineOf } from '#state/line-edit.ts';
import { currentChecks } from '#state/selectors.ts';
import { createWorkbench } from '#state/workbench.ts';
import { simulatedGateway } from '#test/support/gateway.ts';
import { handTimers, turn } from '#test/support/hand-timers.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';
import { refusal } from './plans.ts';

const stateOf = ({ workbench }: OpenWorkbench) => workbench.store.getState();
const asked = (open: OpenWorkbench, part: string): number =>
  open.requests.filter(({ url }) => url.includes(part)).length;

type Wrap = (gateway: Gateway) => Gateway;

/** The form of a cluster, open, with nothing typed; the board is not asked for, so that every question is one of a check. */
const openForm = async (
  wrap?: Wrap,
  instead?: Parameters<typeof openWorkbench>[0],
): Promise<OpenWorkbench> => {
  const open = openWorkbench({ speed: 0, ...instead, ...(wrap === undefined ? {} : { wrap }) });
  const release = await openBoard(open);
  release();
  open.workbench.commands.openForm('AmlCompute');
  await open.settle();
  return open;
};

const typeName = (open: OpenWorkbench, name: string): void => {
  open.workbench.commands.setLine('name', lineOf(name));
};

describe('the checks of a form', () => {
  it('ask nothing before the keys have rested for 400 ms, and then once', async () => {
    const open = await openForm();
    const from = open.requests.length;
    for (const name of ['tr', 'tra', 'trai', 'train']) {
      typeName(open, name);
      await open.run(399);
    }
    expect(open.requests.length).toBe(from);
    await open.run(1);
    expect(asked(open, '/computes/train?')).toBe(1);
    expect(asked(open, '/permissions')).toBe(1);
    expect(currentChecks(stateOf(open))).toMatchObject({ running: false });
  });

  it('ask nothing while something in the form is wrong', async () => {
    const open = await openForm();
    const from = open.requests.length;
    typeName(open, 'train_1');
    await open.run(10_000);
    expect(open.requests.length).toBe(from);
    expect(currentChecks(stateOf(open))).toBeUndefined();
  });

  it('are given up by the next key, and what they say too late never takes the place of what is known', async () => {
    const timers = handTimers();
    const { gateway, place } = simulatedGateway({ speed: 0, now: timers.clock.now });
    const signals: AbortSignal[] = [];
    const answers: (() => void)[] = [];
    const { store, commands } = createWorkbench({
      clock: timers.clock,
      about: { mode: 'demo', readOnly: false },
      wanted: place,
      gateway: {
        ...gateway,
        readCompute: (at, name, signal) => {
          if (name !== 'gpu-train') return gateway.readCompute(at, name, signal);
          signals.push(signal);
          // A service that does not care about being aborted, and answers late.
          return new Promise((resolve) => {
            answers.push(() => {
              resolve({ ok: true, value: { properties: { computeType: 'ComputeInstance' } } });
            });
          });
        },
      },
    });
    const rest = (): Promise<void> =>
      timers.run(400, async () => {
        for (let turns = 0; turns < 20; turns += 1) await turn();
      });
    await commands.start();
    commands.openForm('AmlCompute');
    commands.setLine('name', lineOf('gpu-train'));
    await rest();
    expect(currentChecks(store.getState())).toMatchObject({ running: true, results: [] });
    commands.setLine('name', lineOf('gpu-train2'));
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(currentChecks(store.getState())).toBeUndefined();
    await rest();
    const known = currentChecks(store.getState());
    expect(known?.running).toBe(false);
    expect(known?.results.map(({ words }) => words)).toContain(
      'no compute of this workspace is called gpu-train2',
    );
    for (const answer of answers) answer();
    await rest();
    expect(currentChecks(store.getState())).toBe(known);
  });

  it('disappear with the next change, before anything new is known', async () => {
    const open = await openForm();
    typeName(open, 'gpu-train');
    await open.run(400);
    expect(currentChecks(stateOf(open))?.overwrites).toBeDefined();
    typeName(open, 'gpu-train2');
    expect(currentChecks(stateOf(open))).toBeUndefined();
  });

  it('ask what no name changes once a minute at most, and the name every time', async () => {
    const open = await openForm();
    const { subscriptionId } = open.place;
    const subnet = `/subscriptions/${subscriptionId}/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-ml/subnets/snet-training`;
    open.workbench.commands.setLine('subnet', lineOf(subnet));
    const from = { sizes: asked(open, '/vmSizes') };
    const once = (): readonly number[] => [
      asked(open, '/permissions'),
      asked(open, '/vmSizes') - from.sizes,
      asked(open, '/usages'),
      asked(open, 'Microsoft.ResourceGraph'),
    ];
    for (let step = 0; step < 10; step += 1) {
      typeName(open, `train-${step}x`);
      await open.run(5000);
    }
    expect(once()).toEqual([1, 1, 1, 1]);
    expect(open.requests.filter(({ url }) => /\/computes\/train-\dx\?/u.test(url))).toHaveLength(10);
    await open.run(15_000);
    typeName(open, 'train-late');
    await open.run(400);
    expect(once()).toEqual([2, 2, 2, 2]);
  });

  it('ask everything again, at once, when that is wanted', async () => {
    const open = await openForm();
    typeName(open, 'train-1');
    await open.run(400);
    const once = () => ['/permissions', '/usages', '/computes/train-1?'].map((part) => asked(open, part));
    expect(once()).toEqual([1, 1, 1]);
    open.workbench.commands.checkAgain();
    await open.settle();
    expect(once()).toEqual([2, 2, 2]);
    expect(currentChecks(stateOf(open))).toMatchObject({ running: false });
  });

  it('do not keep a failure: the next look asks again', async () => {
    let broken = true;
    const open = await openForm(undefined, {
      instead: ({ url }) => (broken && url.includes('/permissions') ? refusal(500, 'Oops') : undefined),
    });
    typeName(open, 'train-1');
    await open.run(400);
    expect(currentChecks(stateOf(open))?.results).toContainEqual(
      expect.objectContaining({ id: 'permission', is: 'unknown' }),
    );
    broken = false;
    typeName(open, 'train-2');
    await open.run(400);
    expect(currentChecks(stateOf(open))?.results).toContainEqual(
      expect.objectContaining({ id: 'permission', is: 'pass' }),
    );
  });

  it('never delay a key: its letter is in the form when the command returns, even while every question hangs', async () => {
    const open = await openForm((gateway) => ({
      ...gateway,
      readCompute: () => new Promise(() => undefined),
    }));
    typeName(open, 'a1');
    void open.run(400);
    for (let step = 0; step < 200; step += 1) {
      const name = `train-${step}x`;
      typeName(open, name);
      expect(stateOf(open).forms['create AmlCompute']?.lines['name']?.text).toBe(name);
    }
  });

  it('stop for good with the program', async () => {
    const open = await openForm();
    typeName(open, 'train-1');
    open.workbench.close();
    const from = open.requests.length;
    await open.run(10_000);
    expect(open.requests.length).toBe(from);
  });
});
