import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allocationStateWord,
  computeTypeWord,
  instanceStateWord,
  provisioningStateWord,
  vmPriorityWord,
  type ClusterDetail,
  type Compute,
  type Usage,
} from '#azure/model.ts';
import { causeOrder, whyWaiting, type Cause, type Untold, type WaitingFacts } from '#state/why/waiting.ts';
import { computeWith, gpu, noNodes } from '#test/support/computes.ts';
import { job } from '#test/support/job-service.ts';

const compute = (detail: Compute['detail'], over: Partial<Compute> = {}): Compute =>
  computeWith('c1', detail, { type: computeTypeWord('AmlCompute'), ...over });

const cluster = (over: Partial<ClusterDetail> & { readonly low?: boolean } = {}): ClusterDetail => {
  const { low = false, ...rest } = over;
  return {
    is: 'cluster',
    vmSize: 'Standard_NC6s_v3',
    priority: vmPriorityWord(low ? 'LowPriority' : 'Dedicated'),
    minNodes: 0,
    maxNodes: 4,
    currentNodes: 0,
    targetNodes: 0,
    allocation: allocationStateWord('Steady'),
    counts: noNodes,
    allocationErrors: [],
    ...rest,
  };
};

const instance = (state: string): Compute['detail'] => ({
  is: 'instance',
  vmSize: 'Standard_DS11_v2',
  state: instanceStateWord(state),
  applications: [],
  schedules: [],
  instanceErrors: [],
});

const usages = (family: readonly [number, number], region: readonly [number, number]): readonly Usage[] => [
  {
    scope: 'family',
    name: 'Standard NCSv3 Family Cluster Dedicated vCPUs',
    current: family[0],
    limit: family[1],
  },
  {
    scope: 'dedicated-cores',
    name: 'Total Cluster Dedicated Regional vCPUs',
    current: region[0],
    limit: region[1],
  },
  {
    scope: 'low-priority-cores',
    name: 'Total Cluster LowPriority Regional vCPUs',
    current: region[0],
    limit: region[1],
  },
];

const plenty = usages([0, 1000], [0, 1000]);

const facts = (over: Partial<WaitingFacts> = {}): WaitingFacts => ({
  job: job('a'),
  asked: 1,
  compute: compute(cluster()),
  queue: { ahead: [], running: [], complete: true },
  size: gpu,
  usages: plenty,
  region: 'westeurope',
  ...over,
});

const causes = (over: Partial<WaitingFacts> = {}): readonly Cause[] => whyWaiting(facts(over)).causes;
const kinds = (over: Partial<WaitingFacts> = {}): readonly Cause['is'][] => causes(over).map(({ is }) => is);
const found = <K extends Cause['is']>(is: K, over: Partial<WaitingFacts>): Cause | undefined =>
  causes(over).find((cause) => cause.is === is);

describe('why a job waits', () => {
  it('for more nodes than its cluster may have, whatever its row says: the job itself is asked', () => {
    expect(found('too-many-nodes', { asked: 8 })).toEqual({ is: 'too-many-nodes', asked: 8, max: 4 });
    expect(kinds({ asked: 4 })).not.toContain('too-many-nodes');
    expect(kinds({ job: job('a', { nodes: 9 }), asked: 2 })).not.toContain('too-many-nodes');
    expect(kinds({ compute: compute(instance('Running')), asked: 2 })).toContain('too-many-nodes');
  });

  it('for quota of the family, of the region, or of both, by what the nodes still missing need', () => {
    expect(found('quota', { usages: usages([40, 48], [0, 1000]), asked: 2 })).toEqual({
      is: 'quota',
      of: 'family',
      name: 'Standard NCSv3 Family Cluster Dedicated vCPUs',
      current: 40,
      limit: 48,
      needs: 12,
      nodes: 2,
    });
    expect(kinds({ usages: usages([36, 48], [0, 1000]), asked: 2 })).not.toContain('quota');
    expect(causes({ usages: usages([48, 48], [99, 100]) }).filter(({ is }) => is === 'quota')).toHaveLength(
      2,
    );
    // A node that is idle already needs none.
    const idle = compute(cluster({ currentNodes: 2, targetNodes: 2, counts: { ...noNodes, idle: 2 } }));
    expect(kinds({ compute: idle, usages: usages([48, 48], [0, 100]), asked: 2 })).not.toContain('quota');
  });

  it('for what this workspace may have of the family, though the family has room', () => {
    const cap = { name: 'NCSv3, for this workspace', current: 12, limit: 18 };
    expect(found('quota', { usages: usages([12, 480], [0, 1000]), asked: 2, cap })).toMatchObject({
      of: 'workspace',
      current: 12,
      limit: 18,
      needs: 12,
    });
    expect(kinds({ usages: usages([12, 480], [0, 1000]), asked: 1, cap })).not.toContain('quota');
  });

  it('of low priority by the region’s total alone, and never by a quota elsewhere', () => {
    const low = compute(cluster({ low: true }));
    expect(kinds({ compute: low, usages: usages([48, 48], [0, 100]) })).not.toContain('quota');
    expect(found('quota', { compute: low, usages: usages([0, 48], [98, 100]) })).toMatchObject({
      of: 'region',
    });
    const north = compute(cluster(), { location: 'northeurope' });
    expect(kinds({ compute: north, usages: usages([48, 48], [100, 100]) })).not.toContain('quota');
    expect(whyWaiting(facts({ compute: north })).untold).toEqual(['quota-of-other-region']);
  });

  it('for what the service says that keeps nodes from coming', () => {
    const error = { code: 'ClusterCoreQuotaReached', message: 'no cores', details: [] };
    expect(found('allocation-error', { compute: compute(cluster({ allocationErrors: [error] })) })).toEqual({
      is: 'allocation-error',
      error,
    });
  });

  it('for the jobs before it, and those that run, with the nodes that they hold', () => {
    const [first, second] = [job('first', { nodes: 2 }), job('second', { nodes: 3 })];
    const queue = {
      ahead: [first, second],
      running: [job('runs', { status: 'Running', nodes: 4 })],
      complete: true,
    };
    expect(found('ahead', { queue })).toEqual({ is: 'ahead', waiting: [first, second], nodes: 5 });
    expect(found('running', { queue })).toMatchObject({ nodes: 4 });
  });

  it('for nodes that are busy when the cluster is as large as it may be', () => {
    const full = cluster({ currentNodes: 4, targetNodes: 4, counts: { ...noNodes, running: 3, idle: 1 } });
    expect(found('nodes-busy', { compute: compute(full), asked: 2 })).toEqual({
      is: 'nodes-busy',
      max: 4,
      running: 3,
      idle: 1,
      asked: 2,
    });
  });

  it('for low-priority machines that were taken away, while too few are idle', () => {
    const taken = { ...noNodes, preempted: 2, running: 1 };
    const low = cluster({ low: true, currentNodes: 3, targetNodes: 3, counts: taken });
    expect(found('low-priority', { compute: compute(low) })).toMatchObject({ preempted: 2, current: 3 });
    const idle = cluster({ low: true, currentNodes: 3, targetNodes: 3, counts: { ...taken, idle: 1 } });
    expect(kinds({ compute: compute(idle) })).not.toContain('low-priority');
    const dedicated = cluster({ currentNodes: 3, targetNodes: 3, counts: taken });
    expect(kinds({ compute: compute(dedicated) })).not.toContain('low-priority');
  });

  it.each([
    ['its image is being built', { job: job('a', { status: 'Preparing' }) }, 'image-build'],
    ['the service has not queued it yet', { job: job('a', { status: 'NotStarted' }) }, 'taking-in'],
    ['its instance is stopped', { compute: compute(instance('Stopped')) }, 'instance-stopped'],
    ['its compute is gone', { compute: 'gone' }, 'compute-gone'],
    ['it names none', { compute: 'none' }, 'no-compute'],
    [
      'its compute is not ready',
      { compute: compute(cluster(), { provisioning: provisioningStateWord('Creating') }) },
      'compute-state',
    ],
    ['the cluster grows', { compute: compute(cluster({ currentNodes: 1, targetNodes: 2 })) }, 'growing'],
    ['the cluster does not grow and names no error', {}, 'not-growing'],
    [
      'nodes are broken',
      { compute: compute(cluster({ currentNodes: 4, counts: { ...noNodes, unusable: 4 } })) },
      'unusable',
    ],
    [
      'it should start any moment',
      { compute: compute(cluster({ currentNodes: 1, targetNodes: 1, counts: { ...noNodes, idle: 1 } })) },
      'about-to-start',
    ],
  ] as const)('because %s', (_what, over, expected) => {
    expect(kinds(over)).toContain(expected);
  });

  it('says what it cannot tell instead of guessing', () => {
    expect(whyWaiting(facts()).untold).toEqual([]);
    const blind = facts({
      asked: undefined,
      usages: undefined,
      size: undefined,
      queue: { ahead: [], running: [], complete: false },
    });
    expect(whyWaiting(blind).untold).toEqual(['nodes-asked', 'queue', 'quota', 'size']);
    expect(whyWaiting(blind).causes.map(({ is }) => is)).not.toContain('quota');
    expect(whyWaiting(facts({ compute: 'unread' }))).toEqual({ causes: [], untold: ['computes'] });
  });
});

const anyJob = fc
  .record({
    name: fc.constantFrom('j1', 'j2', 'j3'),
    status: fc.constantFrom('Queued', 'Preparing', 'NotStarted', 'Starting', 'Scheduled'),
    nodes: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ name, ...over }) => job(name, over));
const anyCount = fc.nat(6);
const anyCluster = fc
  .record({
    low: fc.boolean(),
    maxNodes: fc.nat(8),
    currentNodes: anyCount,
    targetNodes: anyCount,
    counts: fc.record({
      idle: anyCount,
      running: anyCount,
      preparing: anyCount,
      leaving: anyCount,
      unusable: anyCount,
      preempted: anyCount,
    }),
    allocationErrors: fc.array(fc.constant({ code: 'Said', message: 'so', details: [] }), { maxLength: 2 }),
  })
  .map((over) => compute(cluster(over)));
const anyUse = fc.tuple(fc.nat(60), fc.nat(60));
const anyFacts: fc.Arbitrary<WaitingFacts> = fc.record({
  job: anyJob,
  asked: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  compute: fc.oneof(
    anyCluster,
    fc.constantFrom('none' as const, 'gone' as const, 'unread' as const),
    fc.constantFrom('Running', 'Stopped', 'Starting').map((state) => compute(instance(state))),
  ),
  queue: fc.record({
    ahead: fc.array(anyJob, { maxLength: 3 }),
    running: fc.array(anyJob, { maxLength: 3 }),
    complete: fc.boolean(),
  }),
  size: fc.constantFrom(gpu, undefined),
  usages: fc.option(
    fc.tuple(anyUse, anyUse).map(([family, region]) => usages(family, region)),
    {
      nil: undefined,
    },
  ),
  region: fc.constantFrom('westeurope', 'northeurope'),
});

/** Whether the figures of a cause bear it out. */
const isShown = (cause: Cause, { queue }: WaitingFacts): boolean => {
  switch (cause.is) {
    case 'quota':
      return cause.limit - cause.current < cause.needs && cause.needs === cause.nodes * gpu.vCpus;
    case 'too-many-nodes':
      return cause.asked > cause.max;
    case 'nodes-busy':
      return cause.asked > cause.idle;
    case 'ahead':
      return cause.waiting.length > 0 && cause.waiting === queue.ahead;
    case 'running':
      return cause.jobs.length > 0 && cause.jobs === queue.running;
    case 'unusable':
      return cause.unusable > 0;
    case 'growing':
      return cause.target > cause.current || cause.preparing > 0;
    case 'low-priority':
      return cause.preempted > 0 || cause.target > cause.current;
    case 'about-to-start':
      return queue.ahead.length === 0 && cause.idle >= cause.asked;
    case 'not-growing':
      return cause.current < cause.max && cause.target <= cause.current;
    case 'no-compute':
    case 'compute-gone':
    case 'compute-state':
    case 'image-build':
    case 'taking-in':
    case 'instance-stopped':
    case 'allocation-error':
      return true;
  }
};

const blindOfQuota: ReadonlySet<string> = new Set<Untold>(['quota', 'size', 'quota-of-other-region']);

describe('the causes, whatever is known', () => {
  it('come in their order, the most telling first', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const ranks = whyWaiting(given).causes.map(({ is }) => causeOrder.indexOf(is));
        expect(ranks).not.toContain(-1);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
    );
  });

  it('have figures that show them', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const unshown = whyWaiting(given).causes.filter((cause) => !isShown(cause, given));
        expect(unshown).toEqual([]);
      }),
    );
  });

  it('never name a quota that is not known, nor one of another region', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { causes: all, untold } = whyWaiting(given);
        const isBlind = untold.some((each) => blindOfQuota.has(each));
        expect(isBlind && all.some(({ is }) => is === 'quota')).toBe(false);
      }),
    );
  });

  it('give a cluster that has been read at least one: a job of which nothing is seen is said to be about to start', () => {
    fc.assert(
      fc.property(anyFacts, anyCluster, (given, read) => {
        expect(whyWaiting({ ...given, compute: read }).causes).not.toEqual([]);
      }),
    );
  });
});
