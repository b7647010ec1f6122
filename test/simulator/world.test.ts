import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulator, type Scale, type World } from '#simulator/simulator.ts';
import {
  clusterBody,
  handClock,
  jobBody,
  mainPath,
  mondayMorning,
  simulatorBench,
} from '../support/simulator-clock.ts';

const minute = 60_000;

const coresPerNode: Record<string, number> = {
  STANDARD_NC6S_V3: 6,
  STANDARD_DS3_V2: 4,
  STANDARD_F16S_V2: 16,
};

const nextStatuses: Record<string, readonly string[]> = {
  NotStarted: ['Starting', 'Preparing', 'Queued', 'Running', 'CancelRequested', 'Failed'],
  Starting: ['Preparing', 'Queued', 'Running', 'CancelRequested', 'Failed'],
  Preparing: ['Queued', 'Running', 'CancelRequested', 'Failed'],
  Queued: ['Running', 'CancelRequested', 'Canceled'],
  Running: ['Finalizing', 'Failed', 'CancelRequested', 'Queued', 'Canceled'],
  Finalizing: ['Completed', 'CancelRequested', 'Queued', 'Failed', 'Canceled'],
  CancelRequested: ['Canceled'],
  Completed: [],
  Failed: [],
  Canceled: [],
};

/** Says what is wrong with a world; nothing is wrong when the list is empty. */
const faults = (world: World): string[] => {
  const found: string[] = [];
  for (const workspace of world.workspaces) {
    const jobs = new Map(workspace.jobs.map((job) => [job.name, job]));
    const onNodes = new Map<string, number>();
    for (const compute of workspace.computes) {
      const cluster = compute.detail;
      if (cluster.kind !== 'cluster') continue;
      const name = compute.name;
      if (cluster.targetNodes > cluster.maxNodes) found.push(`${name}: target above maximum`);
      if (cluster.nodes.length > cluster.maxNodes) found.push(`${name}: more nodes than the maximum`);
      const moving = cluster.nodes.some((node) => node.state === 'preparing' || node.state === 'leaving');
      if (moving && cluster.allocation !== 'Resizing')
        found.push(`${name}: moves but is ${cluster.allocation}`);
      const staying = cluster.nodes.filter((node) => node.state !== 'leaving').length;
      if (cluster.allocation === 'Steady' && staying !== cluster.targetNodes)
        found.push(`${name}: steady off target`);
      if (cluster.allocationSince > world.now) found.push(`${name}: changed in the future`);
      for (const node of cluster.nodes) {
        if ((node.runId !== null) !== (node.state === 'running'))
          found.push(`${name}: ${node.state} with ${node.runId ?? 'no job'}`);
        if (node.runId !== null) onNodes.set(node.runId, (onNodes.get(node.runId) ?? 0) + 1);
      }
      for (const queued of cluster.queue) {
        if (jobs.get(queued)?.status !== 'Queued') found.push(`${name}: ${queued} waits though not queued`);
      }
    }
    for (const job of workspace.jobs) {
      const compute = workspace.computes.find((other) => other.key === job.compute);
      const holds = onNodes.get(job.name) ?? 0;
      if (compute?.detail.kind !== 'cluster') continue;
      const works = job.status === 'Running' || job.status === 'Finalizing';
      if (works && holds !== job.nodes)
        found.push(`${job.name}: ${job.status} on ${holds} of ${job.nodes} nodes`);
      if (!works && job.status !== 'CancelRequested' && holds > 0)
        found.push(`${job.name}: ${job.status} holds ${holds} nodes`);
      if (job.status === 'Queued' && !compute.detail.queue.includes(job.name))
        found.push(`${job.name}: queued nowhere`);
    }
  }
  for (const quota of world.quotas) {
    for (const [family, limit] of Object.entries(quota.families)) {
      const size = {
        standardNCSv3Family: 'STANDARD_NC6S_V3',
        standardDSv2Family: 'STANDARD_DS3_V2',
        standardFSv2Family: 'STANDARD_F16S_V2',
      }[family];
      if (size === undefined || quota.location !== 'westeurope') continue;
      const cores = world.workspaces
        .filter(
          (workspace) =>
            workspace.subscriptionId === quota.subscriptionId && workspace.location === quota.location,
        )
        .flatMap((workspace) => workspace.computes)
        .reduce(
          (sum, compute) =>
            compute.detail.kind === 'cluster' &&
            compute.detail.vmSize === size &&
            compute.detail.priority === 'Dedicated'
              ? sum + compute.detail.nodes.length * (coresPerNode[size] ?? 0)
              : sum,
          0,
        );
      if (cores > limit) found.push(`${family}: ${cores} of ${limit} vCPUs`);
    }
  }
  return found;
};

describe('the world', () => {
  it.each([1, 2, 3])('stays consistent over eight hours, minute by minute (seed %i)', (seed) => {
    const bench = simulatorBench({ seed });
    for (let passed = 0; passed < 480; passed += 1) {
      bench.pass(1);
      expect(faults(bench.world())).toEqual([]);
    }
  });

  it('moves jobs only along legal ways, seen every two seconds', () => {
    const bench = simulatorBench({ seed: 4 });
    const seen = new Map<string, string>();
    const illegal: string[] = [];
    for (let passed = 0; passed < 3600; passed += 1) {
      bench.clock.advance(2000);
      for (const job of bench.world().workspaces[0]?.jobs ?? []) {
        const before = seen.get(job.name);
        seen.set(job.name, job.status);
        if (before === undefined || before === job.status) continue;
        if (nextStatuses[before]?.includes(job.status) !== true) illegal.push(`${before} to ${job.status}`);
      }
    }
    expect(illegal).toEqual([]);
    expect(new Set(seen.values()).size).toBeGreaterThan(3);
  });

  it('is the same for the same seed and clock, and another for another seed', () => {
    const later = (seed: number): World => {
      const bench = simulatorBench({ seed });
      bench.pass(200);
      return bench.world();
    };
    expect(later(7)).toEqual(later(7));
    expect(later(7)).not.toEqual(later(8));
  });

  it('does not depend on how often it is looked at', () => {
    assert(
      property(
        integer({ min: 1, max: 50 }),
        array(integer({ min: 1, max: 20 * minute }), { minLength: 1, maxLength: 30 }),
        (seed, steps) => {
          const total = steps.reduce((sum, step) => sum + step, 0);
          const often = simulatorBench({ seed });
          for (const step of steps) {
            often.clock.advance(step);
            often.world();
          }
          const once = simulatorBench({ seed });
          once.clock.advance(total);
          expect(often.world()).toEqual(once.world());
        },
      ),
      { numRuns: 25 },
    );
  });

  it('does not depend on reads, and writes at the same times give the same world', async () => {
    const run = async (reads: boolean): Promise<World> => {
      const bench = simulatorBench({ seed: 5 });
      bench.pass(10);
      if (reads) await bench.ask('GET', `${mainPath}/computes`);
      await bench.ask('PUT', `${mainPath}/computes/train-x`, clusterBody());
      bench.pass(3);
      if (reads) await bench.ask('GET', `${mainPath}/jobs`);
      await bench.ask('PUT', `${mainPath}/jobs/run-x`, jobBody('train-x', 2));
      bench.pass(30);
      return bench.world();
    };
    expect(await run(true)).toEqual(await run(false));
  });

  it('stands still at speed 0 and runs thirty times as fast at speed 30', () => {
    const clock = handClock();
    const frozen = createSimulator({ scale: 'small', seed: 1, speed: 0, now: clock.now });
    const fast = createSimulator({ scale: 'small', seed: 1, speed: 30, now: clock.now });
    const before = frozen.world();
    clock.advance(minute);
    expect(frozen.world()).toEqual(before);
    expect(fast.world().now).toBe(mondayMorning + 30 * minute);
  });

  it('starts at the time it is told', () => {
    const simulator = createSimulator({
      scale: 'small',
      seed: 1,
      speed: 1,
      now: () => 12,
      startMs: mondayMorning,
    });
    expect(simulator.world().now).toBe(mondayMorning);
  });

  it('stays interesting for two days: jobs keep coming, the queue neither explodes nor dries up', () => {
    const bench = simulatorBench({ seed: 2 });
    let live = 0;
    for (let hour = 0; hour < 48; hour += 1) {
      bench.pass(60);
      const jobs = bench.world().workspaces[0]?.jobs ?? [];
      const open = jobs.filter((job) => !['Completed', 'Failed', 'Canceled'].includes(job.status)).length;
      expect(jobs.length).toBeLessThanOrEqual(80);
      expect(open).toBeLessThan(50);
      expect(bench.world().events.length).toBeLessThan(400);
      live += open;
    }
    expect(live / 48).toBeGreaterThan(6);
  });
});

describe('what happens in it', () => {
  const seen = (seed: number, hours: number, look: (world: World) => boolean): boolean => {
    const bench = simulatorBench({ seed });
    for (let passed = 0; passed < hours * 12; passed += 1) {
      bench.pass(5);
      if (look(bench.world())) return true;
    }
    return false;
  };
  const clusters = (world: World) =>
    world.workspaces.flatMap((workspace) =>
      workspace.computes.flatMap((compute) => (compute.detail.kind === 'cluster' ? [compute.detail] : [])),
    );

  it('takes low-priority nodes away now and then, and only those', () => {
    expect(
      seen(1, 6, (world) =>
        clusters(world).some((cluster) => cluster.nodes.some((node) => node.state === 'preempted')),
      ),
    ).toBe(true);
    expect(
      seen(1, 6, (world) =>
        clusters(world).some(
          (cluster) =>
            cluster.priority === 'Dedicated' && cluster.nodes.some((node) => node.state === 'preempted'),
        ),
      ),
    ).toBe(false);
  });

  it('sends a job back to the queue when its node is taken away', () => {
    const bench = simulatorBench({ seed: 1 });
    const statuses = new Map<string, string>();
    const sentBack = new Set<string>();
    for (let passed = 0; passed < 480 && sentBack.size === 0; passed += 1) {
      bench.pass(1);
      for (const job of bench.world().workspaces[0]?.jobs ?? []) {
        if (statuses.get(job.name) === 'Running' && job.status === 'Queued') sentBack.add(job.compute);
        statuses.set(job.name, job.status);
      }
    }
    expect([...sentBack]).toEqual(['lowpri-sweep']);
  });

  it('breaks a node now and then and heals it', () => {
    const bench = simulatorBench({ seed: 1 });
    const broken = () =>
      clusters(bench.world()).flatMap((cluster) =>
        cluster.nodes.filter((node) => node.state === 'unusable').map((node) => node.nodeId),
      );
    const [first] = broken();
    expect(first).toBeDefined();
    // Once it works again it may break again.
    for (let passed = 0; passed < 120 && broken().some((id) => id === first); passed += 1) bench.pass(1);
    expect(broken()).not.toContain(first);
  });

  it('says why a cluster does not grow when the quota is used up', () => {
    expect(
      seen(1, 6, (world) =>
        clusters(world).some((cluster) =>
          cluster.errors.some((error) => error.code === 'ClusterCoreQuotaReached'),
        ),
      ),
    ).toBe(true);
  });

  it('stops an instance by its schedule at seven in the evening, local time', () => {
    const bench = simulatorBench({ seed: 1 });
    const instance = () =>
      bench.world().workspaces[0]?.computes.find((compute) => compute.name === 'ci-amara')?.detail;
    expect(instance()).toMatchObject({ state: 'Running' });
    // 19:00 in western Europe in winter is 18:00 UTC; the world begins at 10:00 UTC.
    bench.pass(8 * 60 - 1);
    expect(instance()).toMatchObject({ state: 'Running' });
    bench.pass(2);
    expect(instance()).toMatchObject({
      state: 'Stopping',
      lastOperation: { name: 'Stop', status: 'InProgress', trigger: 'Schedule' },
    });
    bench.pass(5);
    expect(instance()).toMatchObject({
      state: 'Stopped',
      lastOperation: { name: 'Stop', status: 'Succeeded', trigger: 'Schedule' },
    });
  });

  it('grows a cluster for a job that is sent to it and shrinks it after its idle time', async () => {
    const bench = simulatorBench();
    await bench.ask('PUT', `${mainPath}/computes/train-1`, clusterBody());
    bench.pass(4);
    const cluster = async () => (await bench.ask('GET', `${mainPath}/computes/train-1`)).json.properties;
    expect(await cluster()).toMatchObject({
      provisioningState: 'Succeeded',
      properties: { currentNodeCount: 0, targetNodeCount: 0, allocationState: 'Steady' },
    });
    expect((await bench.ask('PUT', `${mainPath}/jobs/my-run`, jobBody('train-1', 3))).status).toBe(201);
    bench.pass(15);
    expect((await cluster()).properties).toMatchObject({ targetNodeCount: 3 });
    for (let waited = 0; waited < 30; waited += 1) {
      bench.pass(1);
      const { properties } = await cluster();
      if (properties.nodeStateCounts.runningNodeCount > 0) break;
    }
    const nodes = (await bench.ask('POST', `${mainPath}/computes/train-1/listNodes`)).json.nodes;
    expect(nodes.map((node) => node.runId)).toEqual(['my-run', 'my-run', 'my-run']);
    bench.pass(30);
    expect((await bench.ask('GET', `${mainPath}/jobs/my-run`)).json.properties.status).toBe('Completed');
    expect((await cluster()).properties).toMatchObject({
      currentNodeCount: 0,
      targetNodeCount: 0,
      allocationState: 'Steady',
    });
  });

  it('cancels the jobs of a cluster that is deleted', async () => {
    const bench = simulatorBench();
    const running = () =>
      bench
        .world()
        .workspaces[0]?.jobs.filter(
          (job) => job.compute === 'gpu-train' && !['Completed', 'Failed', 'Canceled'].includes(job.status),
        ) ?? [];
    expect(running().length).toBeGreaterThan(0);
    const names = running().map((job) => job.name);
    expect(
      (await bench.ask('DELETE', `${mainPath}/computes/gpu-train?underlyingResourceAction=Delete`)).status,
    ).toBe(202);
    bench.pass(5);
    expect((await bench.ask('GET', `${mainPath}/computes/gpu-train`)).status).toBe(404);
    const left = bench.world().workspaces[0]?.jobs.filter((job) => names.includes(job.name)) ?? [];
    expect(new Set(left.map((job) => job.status))).toEqual(new Set(['Canceled']));
    expect(running()).toEqual([]);
  });
});

describe('the scenarios', () => {
  const start = (scale: Scale): World => simulatorBench({ scale }).world();

  it('small has two subscriptions, four workspaces in three regions and about sixty jobs', () => {
    const world = start('small');
    expect(world.subscriptions).toHaveLength(2);
    expect(world.workspaces).toHaveLength(4);
    expect(new Set(world.workspaces.map((workspace) => workspace.location)).size).toBe(3);
    const main = world.workspaces[0];
    const kinds = main?.computes.map((compute) => compute.detail.kind) ?? [];
    expect(kinds.filter((kind) => kind === 'cluster')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'instance')).toHaveLength(3);
    const types = new Set(main?.computes.map((compute) => compute.computeType));
    expect([...types].sort()).toEqual([
      'AKS',
      'AmlCompute',
      'Batch',
      'ComputeInstance',
      'DataFactory',
      'DataLakeAnalytics',
      'Databricks',
      'HDInsight',
      'Kubernetes',
      'SynapseSpark',
      'VirtualMachine',
    ]);
    const computeNamed = (name: string) => main?.computes.find((compute) => compute.name === name)?.detail;
    expect(computeNamed('ci-mei-gpu')).toMatchObject({ state: 'JobRunning' });
    expect(computeNamed('ci-jonas')).toMatchObject({ state: 'Stopped' });
    expect(main?.computes.filter((compute) => compute.provisioningState === 'Failed')).toHaveLength(1);
    expect(main?.jobs.length).toBeGreaterThanOrEqual(50);
    expect(main?.jobs.length).toBeLessThanOrEqual(75);
  });

  it('large has 200 computes and 5,000 jobs', () => {
    const main = start('large').workspaces[0];
    expect(main?.computes).toHaveLength(200);
    expect(new Set(main?.computes.map((compute) => compute.key)).size).toBe(200);
    expect(main?.jobs).toHaveLength(5000);
  });

  it('huge has 50 clusters with 1,000 nodes and 100,000 jobs, some hundreds of them live', () => {
    const main = start('huge').workspaces[0];
    const nodes =
      main?.computes.flatMap((compute) => (compute.detail.kind === 'cluster' ? compute.detail.nodes : [])) ??
      [];
    expect(main?.computes).toHaveLength(50);
    expect(nodes).toHaveLength(1000);
    expect(main?.jobs).toHaveLength(100_000);
    const live =
      main?.jobs.filter((job) => !['Completed', 'Failed', 'Canceled'].includes(job.status)).length ?? 0;
    expect(live).toBeGreaterThan(200);
    expect(live).toBeLessThan(2000);
  });

  it('huge has as many jobs as are wanted, on the same computes', () => {
    const main = simulatorBench({ scale: 'huge', jobs: 1500 }).world().workspaces[0];
    expect(main?.jobs).toHaveLength(1500);
    expect(main?.computes.map(({ key }) => key)).toEqual(
      start('huge').workspaces[0]?.computes.map(({ key }) => key),
    );
  });

  it('lists jobs newest first', () => {
    for (const scale of ['small', 'large'] as const) {
      const jobs = start(scale).workspaces[0]?.jobs ?? [];
      const times = jobs.map((job) => job.createdAt);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(jobs.map((job) => job.order)).toEqual(jobs.map((job) => job.order).sort((a, b) => a - b));
    }
  });
});
