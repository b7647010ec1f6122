import { addCluster, addHistory, addInstance, addTraffic, addWorkspace } from './build.ts';
import { subscriptions } from './main-place.ts';
import { addNode, setNodeState } from '../world/node.ts';
import { nextRun } from '../world/recurrence.ts';
import type { Schedule, World } from '../world/world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const atSix: Schedule = {
  id: '0f6d2c1b-7e0a-4c55-b1d9-3a86e2f94d02',
  action: 'Stop',
  enabled: true,
  sent: {
    action: 'Stop',
    status: 'Enabled',
    triggerType: 'Cron',
    cron: { expression: '0 18 * * *', timeZone: 'Eastern Standard Time' },
  },
};

/** The three workspaces beside the main one. */
export const addNeighbours = (world: World): void => {
  const vision = addWorkspace(world, {
    subscriptionId: subscriptions.research.id,
    resourceGroup: 'rg-ml-vision',
    name: 'mlw-vision-north',
    friendlyName: 'Vision north',
    description: 'Quality inspection models',
    location: 'northeurope',
    keepJobs: 30,
  });
  addCluster(world, vision, 'gpu-a100', {
    vmSize: 'STANDARD_NC24ADS_A100_V4',
    minNodes: 0,
    maxNodes: 4,
    idleMs: 900_000,
  });
  addCluster(world, vision, 'cpu-prep', { vmSize: 'STANDARD_D16S_V3', minNodes: 0, maxNodes: 4 });
  addHistory(world, vision, 20, 48 * hourMs, ['gpu-a100', 'cpu-prep']);
  addTraffic(world, vision, {
    compute: 'gpu-a100',
    everyMs: 35 * 60_000,
    burst: 2,
    patience: 3,
    nodes: [1, 1, 2],
    minutes: [20, 90],
    kind: 'training',
  });

  const forecast = addWorkspace(world, {
    subscriptionId: subscriptions.production.id,
    resourceGroup: 'rg-forecast-prod',
    name: 'mlw-forecast-prod',
    friendlyName: 'Forecasting (production)',
    description: 'Weekly retraining and nightly scoring',
    location: 'eastus',
    keepJobs: 30,
    tags: { env: 'prod' },
  });
  addCluster(world, forecast, 'score-cpu', { vmSize: 'STANDARD_DS4_V2', minNodes: 1, maxNodes: 6 });
  const oncall = addInstance(world, forecast, 'ci-oncall', {
    vmSize: 'STANDARD_DS3_V2',
    state: 'Stopped',
    schedules: [atSix],
  });
  const at = nextRun(atSix.sent, world.now - dayMs);
  if (oncall.detail.kind === 'instance' && at !== undefined)
    oncall.detail.lastOperation = { name: 'Stop', at, status: 'Succeeded', trigger: 'Schedule' };
  addHistory(world, forecast, 22, 72 * hourMs, ['score-cpu']);
  addTraffic(world, forecast, {
    compute: 'score-cpu',
    everyMs: 20 * 60_000,
    burst: 3,
    patience: 3,
    nodes: [1, 2],
    minutes: [5, 25],
    kind: 'evaluation',
  });

  const sandbox = addWorkspace(world, {
    subscriptionId: subscriptions.production.id,
    resourceGroup: 'rg-ml-sandbox',
    name: 'mlw-sandbox',
    friendlyName: 'Sandbox',
    description: 'Trials; emptied every month',
    location: 'westeurope',
    keepJobs: 20,
  });
  addCluster(world, sandbox, 'try-cpu', {
    vmSize: 'STANDARD_DS2_V2',
    minNodes: 0,
    maxNodes: 2,
    remoteLogin: 'Disabled',
  });
};

/** The sandbox keeps a node that no job asks for. It draws no random number, so that all else in the world is as it was. */
export const keepIdleNode = (world: World): void => {
  const sandbox = world.workspaces.find(({ name }) => name === 'mlw-sandbox');
  const cluster = sandbox?.computes.find(({ name }) => name === 'try-cpu');
  if (sandbox === undefined || cluster?.detail.kind !== 'cluster') return;
  cluster.detail.minNodes = 1;
  cluster.detail.targetNodes = 1;
  setNodeState(world, sandbox, cluster, addNode(world, sandbox, cluster, cluster.detail, 0), 'idle');
};
