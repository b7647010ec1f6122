import { describe, expect, it } from 'vitest';
import {
  allocationStateWord,
  instanceStateWord,
  provisioningStateWord,
  vmPriorityWord,
  type ClusterDetail,
  type Compute,
  type InstanceDetail,
} from '#azure/model.ts';
import { gpu, computeWith, noNodes } from '#test/support/computes.ts';
import { computeState, isChanging, isFaulty, moneyOf, totalMoney } from '#state/compute-state.ts';

const sizes = new Map([[gpu.name.toLowerCase(), gpu]]);

const compute = (detail: Compute['detail'], more: Partial<Compute> = {}): Compute =>
  computeWith('c', detail, more);
const cluster = (more: Partial<ClusterDetail> = {}): ClusterDetail => ({
  is: 'cluster',
  vmSize: 'STANDARD_NC6S_V3',
  priority: vmPriorityWord('Dedicated'),
  minNodes: 1,
  maxNodes: 10,
  currentNodes: 3,
  targetNodes: 3,
  allocation: allocationStateWord('Steady'),
  counts: noNodes,
  allocationErrors: [],
  ...more,
});
const instance = (state: string, more: Partial<InstanceDetail> = {}): InstanceDetail => ({
  is: 'instance',
  vmSize: 'STANDARD_NC6S_V3',
  state: instanceStateWord(state),
  applications: [],
  schedules: [],
  instanceErrors: [],
  ...more,
});
const error = { code: 'ClusterCoreQuotaReached', message: 'full', details: [] };

describe('what a cluster costs', () => {
  it('is its nodes by the hour, now, at its minimum and at its maximum', () => {
    expect(moneyOf(compute(cluster()), sizes)).toEqual({ now: 12, atMin: 4, atMax: 40 });
  });

  it('is less at low priority, and nothing for nodes that were taken away; unusable ones are billed', () => {
    const lowPriority = cluster({
      priority: vmPriorityWord('LowPriority'),
      currentNodes: 5,
      counts: { ...noNodes, preempted: 2, unusable: 1 },
    });
    const { now, atMax } = moneyOf(compute(lowPriority), sizes);
    expect(now).toBeCloseTo(2.4);
    expect(atMax).toBeCloseTo(8);
    expect(
      moneyOf(compute(cluster({ currentNodes: 1, counts: { ...noNodes, preempted: 3 } })), sizes).now,
    ).toBe(0);
  });

  it('is unknown with its size or the list of sizes, and makes the sum one of a part', () => {
    const unknown = compute(cluster({ vmSize: 'Standard_Unheard_Of' }));
    expect(moneyOf(unknown, sizes)).toEqual({});
    expect(moneyOf(compute(cluster()), undefined)).toEqual({});
    expect(totalMoney([compute(cluster()), unknown], sizes)).toEqual({
      now: 12,
      atMax: 40,
      partial: true,
      unknown: false,
    });
    expect(totalMoney([compute(cluster())], sizes)).toEqual({
      now: 12,
      atMax: 40,
      partial: false,
      unknown: false,
    });
    expect(totalMoney([compute(cluster())], undefined)).toMatchObject({ now: 0, unknown: true });
    expect(totalMoney([], undefined)).toMatchObject({ now: 0, unknown: false });
  });
});

it('what runs in another region has no price by the sizes of this one', () => {
  const here = Object.assign(new Map(sizes), { location: 'West Europe' });
  expect(moneyOf(compute(cluster()), here).now).toBe(12);
  expect(moneyOf(compute(cluster(), { location: '' }), here).now).toBe(12);
  expect(moneyOf(compute(cluster(), { location: 'northeurope' }), here)).toEqual({});
});

describe('what an instance costs', () => {
  it.each([
    ['Running', 4],
    ['JobRunning', 4],
    ['Unusable', 4],
    ['Stopping', 4],
    ['Sparkling', 4],
    ['Stopped', 0],
    ['CreateFailed', 0],
    ['Deleting', 0],
  ])('that is %s is %d an hour', (state, now) => {
    expect(moneyOf(compute(instance(state)), sizes)).toEqual({ now, atMin: 0, atMax: 4 });
  });
});

describe('what something else costs', () => {
  it('is nothing when it is only attached, and unknown otherwise', () => {
    expect(moneyOf(compute({ is: 'other' }, { attached: true }), sizes).now).toBe(0);
    expect(moneyOf(compute({ is: 'other' }), sizes).now).toBeUndefined();
  });
});

describe('the one state of a compute', () => {
  it('is the provisioning state until that has succeeded, then what its kind lives by', () => {
    const state = (detail: Compute['detail'], word: string): string => {
      const { from, word: shown } = computeState(
        compute(detail, { provisioning: provisioningStateWord(word) }),
      );
      return `${from} ${shown.text}`;
    };
    expect(state(cluster(), 'Updating')).toBe('provisioning Updating');
    expect(state(cluster(), 'Failed')).toBe('provisioning Failed');
    expect(state(instance('Running'), 'Creating')).toBe('provisioning Creating');
    expect(state(cluster(), 'Succeeded')).toBe('allocation Steady');
    expect(state(instance('Stopped'), 'Succeeded')).toBe('instance Stopped');
    expect(state({ is: 'other' }, 'Succeeded')).toBe('provisioning Succeeded');
  });
});

describe('a compute', () => {
  const made = (word: string) => ({ provisioning: provisioningStateWord(word) });

  it('is changing while it is made, resized, started or losing nodes, and not otherwise', () => {
    for (const word of ['Creating', 'Updating', 'Deleting'])
      expect(isChanging(compute(cluster(), made(word)))).toBe(true);
    expect(isChanging(compute(cluster({ allocation: allocationStateWord('Resizing') })))).toBe(true);
    expect(isChanging(compute(cluster({ counts: { ...noNodes, leaving: 1 } })))).toBe(true);
    expect(isChanging(compute(instance('Starting')))).toBe(true);
    for (const steady of [cluster(), instance('Running'), instance('Stopped'), { is: 'other' } as const])
      expect(isChanging(compute(steady))).toBe(false);
    expect(isChanging(compute(cluster(), made('Failed')))).toBe(false);
  });

  it('needs a person when it has failed, cannot be used or does not get its nodes', () => {
    for (const faulty of [
      compute(cluster(), made('Failed')),
      compute({ is: 'other' }, made('Canceled')),
      compute(cluster({ allocationErrors: [error] })),
      compute(cluster({ counts: { ...noNodes, unusable: 1 } })),
      compute(instance('SetupFailed')),
      compute(instance('Unusable')),
      compute(instance('Running', { instanceErrors: [error] })),
    ])
      expect(isFaulty(faulty)).toBe(true);
    for (const fine of [
      cluster({ counts: { ...noNodes, preempted: 2 } }),
      instance('Stopped'),
      { is: 'other' } as const,
    ])
      expect(isFaulty(compute(fine))).toBe(false);
  });
});
