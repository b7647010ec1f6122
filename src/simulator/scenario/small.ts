import { addCluster, addHistory, addInstance, addTraffic, addWorkspace, liveUntil } from './build.ts';
import { attachAll } from './attachments.ts';
import { addNeighbours, keepIdleNode } from './neighbours.ts';
import { mainPlace, tenantId } from './main-place.ts';
import { addNameHolder } from './surroundings.ts';
import { tenant } from './tenant.ts';
import { addLongWaiting, addWaiting } from './waiting.ts';
import { submit } from '../world/job.ts';
import { jobName } from '../world/names.ts';
import { setNodeState, addNode } from '../world/node.ts';
import type { World } from '../world/world.ts';

const hourMs = 3_600_000;

const addMain = (world: World): void => {
  const main = addWorkspace(world, {
    subscriptionId: mainPlace.subscriptionId,
    resourceGroup: mainPlace.resourceGroup,
    name: mainPlace.workspace,
    friendlyName: 'ML demo',
    description: 'Shared workspace of the applied research group',
    location: 'westeurope',
    keepJobs: 60,
  });
  addCluster(
    world,
    main,
    'gpu-train',
    { vmSize: 'STANDARD_NC6S_V3', minNodes: 1, maxNodes: 10, idleMs: 600_000, remoteLogin: 'Enabled' },
    { description: 'Fine-tuning and training', tags: { team: 'nlp' } },
  );
  addCluster(world, main, 'cpu-batch', {
    vmSize: 'STANDARD_DS3_V2',
    minNodes: 0,
    maxNodes: 10,
    idleMs: 180_000,
  });
  addCluster(
    world,
    main,
    'lowpri-sweep',
    {
      vmSize: 'STANDARD_NC4AS_T4_V3',
      minNodes: 0,
      maxNodes: 12,
      priority: 'LowPriority',
      idleMs: 300_000,
      troubleMs: 14 * 60_000,
      adminUser: 'azureuser',
    },
    { description: 'Hyperparameter sweeps; may be pre-empted', tags: { team: 'vision' } },
  );
  const etl = addCluster(world, main, 'cpu-etl', {
    vmSize: 'STANDARD_F16S_V2',
    minNodes: 1,
    maxNodes: 10,
    idleMs: 300_000,
    troubleMs: 4 * hourMs,
  });
  const own = addInstance(world, main, 'ci-amara', {
    vmSize: 'STANDARD_DS11_V2',
    schedules: [
      {
        id: 'a1b3a4e2-8f26-4d0c-9d4f-6f0f6b0f7c01',
        action: 'Stop',
        enabled: true,
        sent: {
          action: 'Stop',
          status: 'Enabled',
          triggerType: 'Cron',
          cron: { expression: '0 19 * * *', timeZone: 'W. Europe Standard Time' },
        },
      },
    ],
  });
  if (own.detail.kind === 'instance') {
    const { userId, userOrgId } = own.detail.creator;
    own.detail.assignedUser = { objectId: userId, tenantId: userOrgId };
  }
  const stopped = addInstance(world, main, 'ci-jonas', { vmSize: 'STANDARD_DS3_V2', state: 'Stopped' });
  if (stopped.detail.kind === 'instance') {
    stopped.detail.idleShutdownMs = hourMs;
    stopped.detail.lastOperation = {
      name: 'Stop',
      at: world.now - 9 * hourMs,
      status: 'Succeeded',
      trigger: 'IdleShutdown',
    };
  }
  addInstance(world, main, 'ci-mei-gpu', {
    vmSize: 'STANDARD_NC4AS_T4_V3',
    sshAccess: 'Enabled',
    assignedUser: { objectId: '5b0c7a2e-3f64-4d8e-9a51-c2f1d07e8b36', tenantId },
  });
  attachAll(world, main);
  addHistory(world, main, 45, 30 * hourMs, [
    'gpu-train',
    'cpu-batch',
    'lowpri-sweep',
    'cpu-etl',
    'ci-mei-gpu',
  ]);
  addTraffic(world, main, {
    compute: 'gpu-train',
    everyMs: 9 * 60_000,
    burst: 2,
    patience: 6,
    nodes: [1, 1, 1, 2, 2, 4],
    minutes: [12, 70],
    kind: 'training',
  });
  addTraffic(world, main, {
    compute: 'cpu-batch',
    everyMs: 45 * 60_000,
    burst: 4,
    patience: 4,
    nodes: [1],
    minutes: [3, 12],
    kind: 'evaluation',
  });
  addTraffic(world, main, {
    compute: 'lowpri-sweep',
    everyMs: 16 * 60_000,
    burst: 5,
    patience: 6,
    nodes: [1],
    minutes: [8, 45],
    kind: 'sweep',
  });
  addTraffic(world, main, {
    compute: 'cpu-etl',
    everyMs: 7 * 60_000,
    burst: 2,
    patience: 4,
    nodes: [1, 1, 2],
    minutes: [8, 40],
    kind: 'data',
  });
  addTraffic(world, main, {
    compute: 'ci-mei-gpu',
    everyMs: 25 * 60_000,
    burst: 2,
    patience: 2,
    nodes: [1],
    minutes: [20, 60],
    kind: 'training',
  });
  addTraffic(world, main, {
    compute: '',
    everyMs: 55 * 60_000,
    burst: 1,
    patience: 2,
    nodes: [1],
    minutes: [20, 80],
    kind: 'pipeline',
  });
  if (etl.detail.kind === 'cluster') {
    const node = addNode(world, main, etl, etl.detail, 0);
    setNodeState(world, main, etl, node, 'unusable', 3 * hourMs + 25 * 60_000);
  }
};

/** Two jobs that are sure to be under way: one on an instance, and one that makes the busy cluster want more nodes. */
const keepBusy = (world: World): void => {
  const main = world.workspaces[0];
  if (main === undefined) return;
  const common = { type: 'Command' as const, createdBy: 'Mei Tanaka', fails: false, sent: null };
  submit(world, main, {
    ...common,
    name: jobName(world),
    displayName: 'whisper-distill-31',
    experiment: 'speech',
    compute: 'ci-mei-gpu',
    nodes: 1,
    runMs: 5 * hourMs,
  });
  submit(world, main, {
    ...common,
    name: jobName(world),
    displayName: 'bert-ft-17',
    experiment: 'nlp-finetune',
    compute: 'gpu-train',
    nodes: 4,
    runMs: 2 * hourMs,
  });
  addLongWaiting(world, main);
};

/** Two subscriptions, four workspaces in three regions, about sixty jobs in the main one. `now` in ms. */
export const smallWorld = (seed: number, now: number): World => {
  const world = tenant(seed, now - 3 * hourMs);
  addMain(world);
  addNeighbours(world);
  liveUntil(world, now - 15 * 60_000);
  keepBusy(world);
  liveUntil(world, now);
  const [main] = world.workspaces;
  if (main !== undefined) addWaiting(world, main);
  addNameHolder(world);
  keepIdleNode(world);
  return world;
};
