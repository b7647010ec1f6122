import { describe, expect, it } from 'vitest';
import { allocationStateWord, provisioningStateWord, type Compute } from '#azure/model.ts';
import type { Operation } from '#state/app-state.ts';
import { computeSightings } from '#state/events/of-computes.ts';
import { clusterNamed, instanceNamed } from '#test/support/computes.ts';

const gpu = clusterNamed('gpu-a100');
const now = 1_000_000;

const operationOn = (compute: Compute, does: Operation['does'], endedAt?: number): Operation => ({
  id: 'op1',
  does,
  computeId: compute.id,
  name: compute.name,
  startedAt: now - 40_000,
  ...(endedAt === undefined ? { state: 'running' } : { endedAt, state: 'succeeded' }),
  word: '',
  errors: [],
});

const told = (
  before: readonly Compute[],
  after: readonly Compute[],
  operations: readonly Operation[] = [],
  nodesAreSeen = false,
): readonly string[] =>
  computeSightings(before, after, { operations, now, nodesAreSeen: () => nodesAreSeen }).map(
    ({ who, name, change, tone }) => `${who === '' ? '' : `${who}: `}${name} ${change} [${tone}]`,
  );

describe('what becomes of computes', () => {
  it('is nothing when the answer says the same', () => {
    expect(told([gpu], [gpu])).toEqual([]);
    expect(told([gpu], [clusterNamed('gpu-a100')])).toEqual([]);
  });

  it('tells how many nodes are asked for, and when they are there', () => {
    const asked = clusterNamed('gpu-a100', { targetNodes: 6, allocation: allocationStateWord('Resizing') });
    const there = clusterNamed('gpu-a100', { targetNodes: 6, currentNodes: 6 });
    expect(told([gpu], [asked])).toEqual(['gpu-a100 0 -> 6 nodes asked [changing]']);
    expect(told([asked], [there])).toEqual(['gpu-a100 steady, 6 of 6 nodes [works]']);
  });

  it('tells why nodes do not come, in the words of the service, once for each reason', () => {
    const error = { code: 'ClusterCoreQuotaReached', message: 'no cores left', details: [] };
    const stuck = clusterNamed('gpu-a100', { allocationErrors: [error] });
    const still = clusterNamed('gpu-a100', { allocationErrors: [{ ...error, message: 'still none' }] });
    expect(told([gpu], [stuck])).toEqual([
      'gpu-a100 gets no nodes: ClusterCoreQuotaReached: no cores left [needsPerson]',
    ]);
    expect(told([stuck], [still])).toEqual([]);
  });

  it('tells of unusable and preempted nodes by their counts, unless the nodes themselves are looked at', () => {
    const counts = { idle: 0, running: 0, preparing: 0, leaving: 0, unusable: 1, preempted: 2 };
    const after = clusterNamed('gpu-a100', { counts });
    expect(told([gpu], [after])).toEqual([
      'gpu-a100 1 node unusable, was 0 [needsPerson]',
      'gpu-a100 2 nodes preempted, was 0 [takenAway]',
    ]);
    expect(told([gpu], [after], [], true)).toEqual([]);
    expect(told([after], [gpu])).toEqual([]);
  });

  it('says that somebody else has set, made or removed something when no operation of ours explains it', () => {
    const scaled = clusterNamed('gpu-a100', { maxNodes: 8, minNodes: 1 });
    expect(told([gpu], [scaled])).toEqual([
      'somebody else: gpu-a100 min nodes 0 -> 1, max nodes 4 -> 8 [neutral]',
    ]);
    expect(told([], [gpu])).toEqual(['somebody else: gpu-a100 appeared, Steady [neutral]']);
    expect(told([gpu], [])).toEqual(['somebody else: gpu-a100 gone [neutral]']);
    expect(told([gpu], [clusterNamed('gpu-a100', {}, { identity: 'SystemAssigned' })])).toEqual([
      'somebody else: gpu-a100 identity is SystemAssigned [neutral]',
    ]);
  });

  it('leaves to an operation of ours what it explains, and no longer than a minute after its end', () => {
    const scaled = clusterNamed('gpu-a100', { maxNodes: 8 });
    const ours = ['you: gpu-a100 max nodes 4 -> 8 [works]'];
    expect(told([gpu], [scaled], [operationOn(gpu, 'scale')])).toEqual(ours);
    expect(told([gpu], [scaled], [operationOn(gpu, 'scale', now - 59_000)])).toEqual(ours);
    expect(told([gpu], [scaled], [operationOn(gpu, 'scale', now - 61_000)])).toEqual([
      'somebody else: gpu-a100 max nodes 4 -> 8 [neutral]',
    ]);
    expect(told([], [gpu], [operationOn(gpu, 'create')])).toEqual([]);
    expect(told([gpu], [], [operationOn(gpu, 'delete')])).toEqual([]);
    // What jobs make a cluster do is no part of it.
    const grown = clusterNamed('gpu-a100', { targetNodes: 2 });
    expect(told([gpu], [grown], [operationOn(gpu, 'scale')])).toEqual([
      'gpu-a100 0 -> 2 nodes asked [changing]',
    ]);
  });

  it('knows a compute again whose id comes in other letters', () => {
    expect(told([gpu], [{ ...gpu, id: gpu.id.toUpperCase() }])).toEqual([]);
  });

  it('tells who stopped and started an instance, as far as the service says it', () => {
    const running = instanceNamed('ana-ci', 'Running');
    const stoppedBy = (trigger: string): Compute =>
      instanceNamed('ana-ci', 'Stopped', {
        lastOperation: { name: 'Stop', status: 'Succeeded', trigger },
      });
    expect(told([running], [stoppedBy('Schedule')])).toEqual(['ana-ci stopped by schedule [neutral]']);
    expect(told([running], [stoppedBy('IdleShutdown')])).toEqual([
      'ana-ci stopped by idle shutdown [neutral]',
    ]);
    expect(told([running], [stoppedBy('Moon')])).toEqual(['ana-ci stopped by Moon [neutral]']);
    expect(told([instanceNamed('ana-ci', 'Stopped')], [running])).toEqual(['ana-ci started [works]']);
    expect(told([running], [instanceNamed('ana-ci', 'Stopping')])).toEqual([
      'ana-ci Running -> Stopping [changing]',
    ]);
    expect(told([running], [stoppedBy('User')], [operationOn(running, 'stop')])).toEqual([]);
  });

  it('takes a job that comes to an instance for no start, and says why one failed', () => {
    expect(told([instanceNamed('ana-ci', 'Running')], [instanceNamed('ana-ci', 'JobRunning')])).toEqual([
      'ana-ci Running -> JobRunning [works]',
    ]);
    const instanceErrors = [{ code: 'DiskFull', message: 'no space', details: [] }];
    expect(
      told(
        [instanceNamed('ana-ci', 'Starting')],
        [instanceNamed('ana-ci', 'CreateFailed', { instanceErrors })],
      ),
    ).toEqual(['ana-ci Starting -> CreateFailed: DiskFull: no space [needsPerson]']);
  });

  it('tells the course of a provisioning that is not ours, and why it failed', () => {
    const creating = clusterNamed('x', {}, { provisioning: provisioningStateWord('Creating') });
    const failed = clusterNamed(
      'x',
      {},
      {
        provisioning: provisioningStateWord('Failed'),
        provisioningErrors: [{ code: 'SubnetFull', message: 'no addresses', details: [] }],
      },
    );
    expect(told([creating], [failed])).toEqual([
      'x Creating -> Failed: SubnetFull: no addresses [needsPerson]',
    ]);
    expect(told([creating], [failed], [operationOn(creating, 'create')])).toEqual([]);
  });
});
