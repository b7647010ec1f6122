import type { JobKind, World, Workspace } from '../world/world.ts';
import { attachablePath } from '../world/lookup.ts';
import { addNode } from '../world/node.ts';
import { between } from '../world/random.ts';
import {
  addAttached,
  addCluster,
  addHistory,
  addInstance,
  addTraffic,
  addWorkspace,
  liveUntil,
} from './build.ts';
import { mainPlace } from './main-place.ts';
import { tenant } from './tenant.ts';

const hourMs = 3_600_000;
const teams =
  'nlp vision speech search risk churn pricing supply fraud forecast maps ads growth quality robotics genomics energy retail legal support'.split(
    ' ',
  );

type Machine = { readonly label: string; readonly vmSize: string; readonly kind: JobKind };

const machines: readonly [Machine, ...Machine[]] = [
  { label: 'cpu', vmSize: 'STANDARD_DS3_V2', kind: 'evaluation' },
  { label: 'gpu', vmSize: 'STANDARD_NC6S_V3', kind: 'training' },
  { label: 'prep', vmSize: 'STANDARD_D16S_V3', kind: 'data' },
  { label: 't4', vmSize: 'STANDARD_NC4AS_T4_V3', kind: 'sweep' },
  { label: 'mem', vmSize: 'STANDARD_E16S_V3', kind: 'data' },
  { label: 'a100', vmSize: 'STANDARD_NC24ADS_A100_V4', kind: 'training' },
  { label: 'fast', vmSize: 'STANDARD_F16S_V2', kind: 'evaluation' },
];

const teamOf = (index: number): string => teams[index % teams.length] ?? 'nlp';
const machineOf = (index: number): Machine => machines[index % machines.length] ?? machines[0];

/** A name nobody has yet: kind, team, and a letter when the team has several. */
const nameOf = (label: string, index: number): string => {
  const round = Math.floor(index / teams.length);
  return `${label}-${teamOf(index)}${round === 0 ? '' : `-${String.fromCodePoint(97 + round)}`}`;
};

const crowdedTenant = (seed: number, now: number): World => {
  const world = tenant(seed, now);
  for (const quota of world.quotas) {
    if (quota.location !== 'westeurope') continue;
    Object.assign(quota, { computes: 500, dedicated: 30_000, lowPriority: 4_000, otherFamilies: 8_000 });
    quota.families = {};
  }
  return world;
};

const addMain = (world: World, keepJobs: number): Workspace =>
  addWorkspace(world, {
    subscriptionId: mainPlace.subscriptionId,
    resourceGroup: mainPlace.resourceGroup,
    name: mainPlace.workspace,
    friendlyName: 'ML demo',
    description: 'Shared workspace of the whole company',
    location: 'westeurope',
    keepJobs,
  });

/** 200 computes and 5,000 jobs in the main workspace. `now` in ms. */
export const largeWorld = (seed: number, now: number): World => {
  const world = crowdedTenant(seed, now - 2 * hourMs);
  const main = addMain(world, 5000);
  const busy: string[] = [];
  for (let index = 0; index < 120; index += 1) {
    const machine = machineOf(index);
    const name = nameOf(machine.label, index);
    const lowPriority = index % 10 === 9;
    addCluster(world, main, name, {
      vmSize: machine.vmSize,
      minNodes: index % 12 === 0 ? 1 : 0,
      maxNodes: between(world, 2, 20),
      idleMs: between(world, 2, 15) * 60_000,
      ...(lowPriority ? { priority: 'LowPriority' as const } : {}),
    });
    if (index % 4 !== 0) continue;
    busy.push(name);
    addTraffic(world, main, {
      compute: name,
      everyMs: between(world, 10, 60) * 60_000,
      burst: 3,
      patience: 5,
      nodes: [1, 1, 2],
      minutes: [6, 60],
      kind: machine.kind,
    });
  }
  for (let index = 0; index < 70; index += 1) {
    const state = index % 3 === 0 ? 'Running' : 'Stopped';
    addInstance(world, main, nameOf('ci', index), { vmSize: 'STANDARD_DS3_V2', state });
  }
  for (let index = 0; index < 10; index += 1) {
    const cluster = {
      subscriptionId: mainPlace.subscriptionId,
      resourceGroup: 'rg-clusters',
      type: 'Microsoft.ContainerService/managedClusters',
      name: `aks-${teamOf(index)}`,
      location: 'westeurope',
      note: '1.34.1',
    };
    world.attachables.push(cluster);
    addAttached(world, main, nameOf('k8s', index), 'Kubernetes', attachablePath(cluster), {
      namespace: 'azureml',
      extensionInstanceReleaseTrain: 'stable',
      defaultInstanceType: 'defaultinstancetype',
    });
  }
  addHistory(world, main, 5000, 30 * 24 * hourMs, busy);
  liveUntil(world, now);
  return world;
};

/**
 * 50 clusters with 1,000 nodes together and 100,000 jobs in the main workspace, or as many as wanted, some hundreds of them live.
 * @param now ms
 */
export const hugeWorld = (seed: number, now: number, jobs = 100_000): World => {
  const world = crowdedTenant(seed, now - hourMs);
  const main = addMain(world, jobs);
  const names: string[] = [];
  for (let index = 0; index < 50; index += 1) {
    const machine = machineOf(index);
    const name = nameOf(machine.label, index);
    names.push(name);
    const compute = addCluster(world, main, name, {
      vmSize: machine.vmSize,
      minNodes: 20,
      maxNodes: 20,
      idleMs: 30 * 60_000,
      ...(index % 10 === 9 ? { priority: 'LowPriority' as const } : {}),
    });
    if (compute.detail.kind !== 'cluster') continue;
    compute.detail.targetNodes = 20;
    for (let added = 0; added < 20; added += 1) {
      addNode(world, main, compute, compute.detail, between(world, 1_000, 300_000));
    }
    addTraffic(world, main, {
      compute: name,
      everyMs: 4 * 60_000,
      burst: 3,
      patience: 12,
      nodes: [1, 1, 1, 2, 2, 4, 8],
      minutes: [10, 70],
      kind: machine.kind,
    });
  }
  addHistory(world, main, jobs, 60 * 24 * hourMs, names);
  liveUntil(world, now);
  return world;
};
