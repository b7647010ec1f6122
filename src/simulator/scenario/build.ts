import { planSchedules } from '../world/schedule.ts';
import { advance } from '../world/step.ts';
import { planTraffic } from '../world/traffic.ts';
import { planTrouble } from '../world/trouble.ts';
import { jobName, jobTitle, people } from '../world/names.ts';
import { between, chance, guid, pick } from '../world/random.ts';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  makeCluster,
  makeCompute,
  makeAttached,
  makeInstance,
  type Basics,
  type ClusterSettings,
  type InstanceSettings,
} from '../world/make.ts';
import {
  nextSerial,
  type Compute,
  type Job,
  type JobKind,
  type Json,
  type Traffic,
  type World,
  type Workspace,
} from '../world/world.ts';

import { tenantId } from './main-place.ts';

/** A world with nothing in it. `now` in ms since the epoch. */
export const emptyWorld = (seed: number, now: number): World => ({
  now,
  seed,
  random: [...xoroshiro128plus(seed).getState()],
  serial: 0,
  events: [],
  subscriptions: [],
  resourceGroups: [],
  workspaces: [],
  quotas: [],
  operations: {},
  networks: [],
  identities: [],
  attachables: [],
  roles: [],
});

export type WorkspaceSpec = Pick<
  Workspace,
  'subscriptionId' | 'resourceGroup' | 'name' | 'friendlyName' | 'description' | 'location' | 'keepJobs'
> & { readonly tags?: { [key: string]: string }; readonly kind?: string };

/** Adds a workspace (and its resource group, when that is new), half a year old. */
export const addWorkspace = (world: World, spec: WorkspaceSpec): Workspace => {
  const workspace: Workspace = {
    kind: 'Default',
    tags: {},
    ...spec,
    workspaceGuid: guid(world),
    createdAt: world.now - 180 * 86_400_000 - between(world, 0, 86_400_000),
    createdBy: pick(world, people).mail,
    computes: [],
    jobs: [],
    traffic: [],
  };
  world.workspaces.push(workspace);
  const known = world.resourceGroups.some(
    (group) => group.subscriptionId === spec.subscriptionId && group.name === spec.resourceGroup,
  );
  if (!known) {
    world.resourceGroups.push({
      subscriptionId: spec.subscriptionId,
      name: spec.resourceGroup,
      location: spec.location,
      tags: { costCenter: 'ml-platform' },
    });
  }
  return workspace;
};

const age = (world: World, compute: Compute, days: number): Compute => {
  compute.createdAt = world.now - days * 86_400_000;
  compute.modifiedAt = compute.createdAt;
  return compute;
};

type Common = Partial<Omit<Basics, 'name' | 'computeType' | 'location'>>;

/** Adds a cluster some weeks old, without nodes. */
export const addCluster = (
  world: World,
  workspace: Workspace,
  name: string,
  settings: ClusterSettings,
  more: Common = {},
): Compute => {
  const basics = {
    name,
    computeType: 'AmlCompute',
    location: workspace.location,
    createdBy: pick(world, people).mail,
    ...more,
  };
  const compute = makeCompute(world, basics, makeCluster(world, settings));
  workspace.computes.push(age(world, compute, between(world, 10, 120)));
  planTrouble(world, workspace, compute);
  return compute;
};

/** Adds an instance some weeks old. */
export const addInstance = (
  world: World,
  workspace: Workspace,
  name: string,
  settings: Omit<InstanceSettings, 'creator'>,
  more: Common = {},
): Compute => {
  const creator = pick(world, people);
  const basics = {
    name,
    computeType: 'ComputeInstance',
    location: workspace.location,
    createdBy: creator.mail,
    ...more,
  };
  const detail = makeInstance(world, {
    ...settings,
    creator: { userName: creator.name, userId: guid(world), userOrgId: tenantId },
  });
  const compute = age(world, makeCompute(world, basics, detail), between(world, 5, 60));
  detail.lastOperation = { ...detail.lastOperation, at: compute.createdAt };
  workspace.computes.push(compute);
  planSchedules(world, workspace, compute);
  return compute;
};

/** Adds an entry for a resource of the user's own. */
export const addAttached = (
  world: World,
  workspace: Workspace,
  name: string,
  computeType: string,
  resourceId: string | null,
  settings: Json,
  description: string | null = null,
): Compute => {
  const basics = {
    name,
    computeType,
    location: workspace.location,
    createdBy: pick(world, people).mail,
    resourceId,
    description,
  };
  const compute = age(world, makeCompute(world, basics, makeAttached(settings)), between(world, 20, 170));
  workspace.computes.push(compute);
  return compute;
};

/** Lets colleagues send jobs from now on. */
export const addTraffic = (world: World, workspace: Workspace, traffic: Traffic): void => {
  workspace.traffic.push(traffic);
  planTraffic(world, workspace, workspace.traffic.length - 1);
};

const kinds: readonly [JobKind, ...JobKind[]] = [
  'training',
  'evaluation',
  'data',
  'sweep',
  'training',
  'sweep',
];

/** Adds `count` finished jobs of the `spanMs` before now, spread over the given computes. */
export const addHistory = (
  world: World,
  workspace: Workspace,
  count: number,
  spanMs: number,
  computes: readonly string[],
): void => {
  const start = world.now - spanMs;
  for (let index = 0; index < count; index += 1) {
    const kind = chance(world, 8) ? 'pipeline' : pick(world, kinds);
    const title = jobTitle(world, kind);
    const createdAt = Math.floor(start + (spanMs * (index + between(world, 0, 900) / 1000)) / count);
    const runMs = between(world, 4 * 60_000, 50 * 60_000);
    const luck = between(world, 1, 100);
    const job: Job = {
      name: jobName(world),
      order: nextSerial(world),
      displayName: title.displayName,
      experiment: title.experiment,
      type: kind === 'pipeline' ? 'Pipeline' : 'Command',
      status: luck <= 80 ? 'Completed' : luck <= 93 ? 'Failed' : 'Canceled',
      compute: kind === 'pipeline' ? '' : (computes[between(world, 0, computes.length - 1)] ?? ''),
      createdAt,
      modifiedAt: Math.min(world.now, createdAt + runMs + 300_000),
      createdBy: pick(world, people).name,
      nodes: chance(world, 12) ? 2 : 1,
      runMs,
      fails: luck > 80,
      archived: false,
      epoch: 0,
      sent: null,
    };
    workspace.jobs.push(job);
  }
};

/** Lets the world live until `now`, so that it is found in the middle of things. */
export const liveUntil = (world: World, now: number): void => {
  advance(world, now);
};
