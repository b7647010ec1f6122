import { describe, expect, test } from 'vitest';
import type { Json, OperationStatus } from '#azure/gateway.ts';
import type { Answer } from '#azure/problem.ts';
import { simulatedGateway, startMs, type Simulated } from '#test/support/gateway.ts';
import { never } from '#test/support/canned.ts';

const value = async <T>(asked: Promise<Answer<T>>): Promise<T> => {
  const answer = await asked;
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
};

const worldOf = ({ simulator, place }: Simulated) => {
  const world = simulator.world();
  const workspace = world.workspaces.find(({ name }) => name === place.workspace);
  if (workspace === undefined) throw new Error('the main workspace is gone');
  return { world, workspace };
};

const body = (vmSize: string, minNodeCount = 0): Json => ({
  location: 'westeurope',
  properties: {
    computeType: 'AmlCompute',
    properties: {
      vmSize,
      vmPriority: 'Dedicated',
      scaleSettings: { minNodeCount, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT120S' },
    },
  },
});

/** Asks for the operation at the pace the service names until it has ended; the world moves meanwhile. */
const followed = async (simulated: Simulated, statusUrl: string | undefined): Promise<OperationStatus> => {
  if (statusUrl === undefined) throw new Error('no status address');
  for (let asked = 0; asked < 200; asked += 1) {
    const status = await value(simulated.gateway.readOperation(statusUrl, never()));
    if (status.is !== 'running') return status;
    simulated.clock.advance(status.retryAfterMs ?? 5000);
  }
  throw new Error('the operation never ends');
};

describe("what the gateway tells equals the service's world", () => {
  test('the workspaces of all subscriptions', async () => {
    const simulated = simulatedGateway();
    const { world } = worldOf(simulated);
    const workspaces = await value(simulated.gateway.listWorkspaces(never()));
    expect(
      workspaces.map(({ place, name, location, subscriptionName }) => ({
        place,
        name,
        location,
        subscriptionName,
      })),
    ).toStrictEqual(
      world.workspaces
        .map(({ subscriptionId, resourceGroup, name, location }) => ({
          place: { subscriptionId, resourceGroup, workspace: name },
          name,
          location,
          subscriptionName: world.subscriptions.find(({ id }) => id === subscriptionId)?.name,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    expect(simulated.requests).toHaveLength(2);
  });

  test('the same workspaces without Resource Graph', async () => {
    const usual = await value(simulatedGateway().gateway.listWorkspaces(never()));
    const { gateway } = simulatedGateway({
      instead: ({ url }) =>
        url.includes('ResourceGraph') ? { status: 403, headers: {}, body: '' } : undefined,
    });
    expect(await value(gateway.listWorkspaces(never()))).toStrictEqual(usual);
  });

  test('computes, with the clusters node by node and the jobs', async () => {
    const simulated = simulatedGateway({ speed: 60 });
    const { gateway, place, clock } = simulated;
    // A living world, not its first moment.
    clock.advance(10 * 60_000);
    const { workspace } = worldOf(simulated);
    const computes = await value(gateway.listComputes(place, never()));
    expect(
      computes.map(({ name, type, attached, provisioning }) => ({
        name,
        type: type.text,
        attached,
        provisioning: provisioning.is,
      })),
    ).toStrictEqual(
      workspace.computes.map(({ name, computeType, isAttached, provisioningState }) => ({
        name,
        type: computeType,
        attached: isAttached,
        provisioning: provisioningState,
      })),
    );
    for (const { name, detail } of workspace.computes) {
      if (detail.kind !== 'cluster') continue;
      const nodes = await value(gateway.listNodes(place, name, never()));
      expect(nodes.map(({ id, state, jobName }) => ({ id, state: state.is, jobName }))).toStrictEqual(
        detail.nodes.map(({ nodeId, state, runId }) => ({ id: nodeId, state, jobName: runId ?? undefined })),
      );
      const listed = computes.find((compute) => compute.name === name);
      expect(listed?.detail).toMatchObject({
        minNodes: detail.minNodes,
        maxNodes: detail.maxNodes,
        targetNodes: detail.targetNodes,
        idleSeconds: detail.idleMs / 1000,
        counts: { running: detail.nodes.filter(({ state }) => state === 'running').length },
      });
    }
    const { jobs } = await value(gateway.listJobs(place, undefined, never()));
    expect(
      jobs.map(({ name, status, compute, nodes, createdBy }) => ({
        name,
        status: status.is,
        compute,
        nodes,
        createdBy,
      })),
    ).toStrictEqual(
      workspace.jobs
        .filter(({ archived }) => !archived)
        .toReversed()
        .map(({ name, status, compute, nodes, createdBy }) => ({ name, status, compute, nodes, createdBy })),
    );
  });

  test("the service's clock, not ours", async () => {
    const { gateway, place, clock } = simulatedGateway({ speed: 30 });
    clock.advance(60_000);
    expect(await gateway.listComputes(place, never())).toMatchObject({ serverTimeMs: startMs + 30 * 60_000 });
  });

  test('sizes with prices, and usages, of the region', async () => {
    const { gateway, place } = simulatedGateway();
    const sizes = await value(gateway.listSizes(place.subscriptionId, 'westeurope', never()));
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.filter(({ dedicatedPerHour }) => dedicatedPerHour === undefined)).toStrictEqual([]);
    const usages = await value(gateway.listUsages(place.subscriptionId, 'westeurope', never()));
    expect(usages.map(({ scope }) => scope)).toContain('dedicated-cores');
  });
});

describe('the life of a cluster', () => {
  test('is created, followed to its end, listed, deleted and gone, each thing asked once', async () => {
    const simulated = simulatedGateway();
    const { gateway, place, requests } = simulated;
    const accepted = await value(gateway.putCompute(place, 'train-1', body('STANDARD_DS3_V2'), never()));
    expect(accepted).toMatchObject({ finished: false, retryAfterMs: expect.any(Number) as unknown });
    expect(JSON.parse(requests.at(-1)?.body ?? '')).toStrictEqual(body('STANDARD_DS3_V2'));
    expect(await value(gateway.getCompute(place, 'train-1', never()))).toMatchObject({
      provisioning: { is: 'Creating' },
    });
    expect(await followed(simulated, accepted.statusUrl)).toMatchObject({ is: 'succeeded' });
    expect(await value(gateway.getCompute(place, 'TRAIN-1', never()))).toMatchObject({
      name: 'train-1',
      provisioning: { is: 'Succeeded' },
      detail: { minNodes: 0, maxNodes: 4, idleSeconds: 120 },
    });

    const removal = await value(gateway.deleteCompute(place, 'train-1', 'Delete', never()));
    expect(await followed(simulated, removal.statusUrl)).toMatchObject({ is: 'succeeded' });
    expect(await gateway.getCompute(place, 'train-1', never())).toMatchObject({
      problem: { kind: 'not-found' },
    });
    expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  test('does not begin when the service refuses it, and says why', async () => {
    const { gateway, place } = simulatedGateway();
    const refused = await gateway.putCompute(place, 'train-1', body('STANDARD_NO_SUCH_SIZE'), never());
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'rejected', status: 400 } });
    expect(await gateway.getCompute(place, 'train-1', never())).toMatchObject({
      problem: { kind: 'not-found' },
    });
  });

  test('ends in words when detaching is not what its type can do', async () => {
    const { gateway, place } = simulatedGateway();
    expect(await gateway.deleteCompute(place, 'gpu-train', 'Detach', never())).toMatchObject({ ok: false });
    expect(await gateway.getCompute(place, 'gpu-train', never())).toMatchObject({ ok: true });
  });
});

test('a compute that is no cluster has no nodes to list: a problem, not an empty list', async () => {
  const { gateway, place } = simulatedGateway();
  expect(await gateway.listNodes(place, 'dsvm-legacy', never())).toMatchObject({ ok: false });
});

test('a subscription that sends too many requests is told how long to wait', async () => {
  const { gateway, place } = simulatedGateway();
  for (let asked = 0; asked < 300; asked += 1) {
    const answer = await gateway.getWorkspace(place, never());
    if (answer.ok) continue;
    expect(answer.problem).toMatchObject({ kind: 'throttled', retryAfterMs: 1000 });
    return;
  }
  throw new Error('never throttled');
});
