import type { Compute, Job, NamedResource, Node, VmSize, Workspace } from '#azure/model.ts';
import { idKey } from '#azure/place.ts';
import { targets } from '#azure/targets/index.ts';
import type { Target } from '#azure/targets/target.ts';
import type { Operation } from './app-state.ts';
import { computeState, isFaulty } from './compute-state.ts';
import { jobPhase, phaseOrder } from './job-phase.ts';
import type { ListDefinition } from './lists.ts';
import { targetForms } from './target-forms.ts';

export const workspaceList: ListDefinition<Workspace> = {
  id: (row) => idKey(row.id),
  fields: {
    name: (row) => row.name,
    subscription: (row) => row.subscriptionName ?? row.place.subscriptionId,
    group: (row) => row.place.resourceGroup,
    region: (row) => row.location,
  },
  sorts: {
    n: { title: 'name', by: (row) => row.name.toLowerCase() },
    s: {
      title: 'subscription',
      by: (row) => (row.subscriptionName ?? row.place.subscriptionId).toLowerCase(),
    },
    r: { title: 'region', by: (row) => row.location },
  },
};

const sizeOf = (row: Compute): string => (row.detail.is === 'other' ? '' : row.detail.vmSize);
const nodesOf = (row: Compute): number => (row.detail.is === 'cluster' ? row.detail.currentNodes : 0);

export const computeList: ListDefinition<Compute> = {
  id: (row) => idKey(row.id),
  fields: {
    name: (row) => row.name,
    type: (row) => row.type.text,
    state: (row) => computeState(row).word.text,
    size: sizeOf,
    region: (row) => row.location,
  },
  sorts: {
    n: { title: 'name', by: (row) => row.name.toLowerCase() },
    t: { title: 'type', by: (row) => row.type.text },
    s: { title: 'state', by: (row) => computeState(row).word.text },
    d: { title: 'nodes', by: nodesOf },
    c: { title: 'created', by: (row) => row.createdAt ?? 0 },
  },
  fault: isFaulty,
};

export const nodeList: ListDefinition<Node> = {
  id: (row) => row.id,
  fields: {
    node: (row) => row.id,
    state: (row) => row.state.text,
    job: (row) => row.jobName ?? '',
    ip: (row) => `${row.privateIp ?? ''} ${row.publicIp ?? ''}`,
  },
  sorts: {
    n: { title: 'node', by: (row) => row.id },
    s: { title: 'state', by: (row) => row.state.text },
    j: { title: 'job', by: (row) => row.jobName ?? '' },
  },
  fault: (row) => row.state.is === 'unusable' || row.state.is === 'preempted' || row.state.is === 'other',
};

export const jobList: ListDefinition<Job> = {
  id: (row) => row.name,
  fields: {
    name: (row) => `${row.displayName} ${row.name}`,
    status: (row) => row.status.text,
    phase: (row) => jobPhase(row.status),
    user: (row) => row.createdBy,
    experiment: (row) => row.experiment,
    type: (row) => row.type,
    compute: (row) => row.compute,
  },
  sorts: {
    n: { title: 'name', by: (row) => row.displayName.toLowerCase() },
    s: { title: 'status', by: (row) => phaseOrder[jobPhase(row.status)] },
    a: { title: 'age', by: (row) => -row.createdAt },
    d: { title: 'nodes', by: (row) => row.nodes },
    u: { title: 'user', by: (row) => row.createdBy },
    e: { title: 'experiment', by: (row) => row.experiment },
    c: { title: 'compute', by: (row) => row.compute },
  },
  fault: (row) =>
    row.status.is === 'Failed' || row.status.is === 'NotResponding' || row.status.is === 'other',
};

const targetOrder = new Map(targets.map((target, index) => [target.id, index]));

export const targetList: ListDefinition<Target> = {
  id: (row) => row.id,
  fields: {
    name: (row) => row.title,
    verb: (row) => row.verb,
    standing: (row) => row.standing,
    about: (row) => targetForms()?.partsOf(row.id).words?.about ?? '',
  },
  sorts: { l: { title: 'list', by: (row) => targetOrder.get(row.id) ?? 0 } },
};

export const sizeList: ListDefinition<VmSize> = {
  id: (row) => row.name,
  fields: {
    name: (row) => row.name,
    family: (row) => row.family,
    gpu: (row) => (row.gpus > 0 ? `gpu ${row.gpus}` : 'cpu'),
    vcpus: (row) => String(row.vCpus),
    gpus: (row) => String(row.gpus),
    memory: (row) => String(row.memoryGb),
  },
  sorts: {
    n: { title: 'name', by: (row) => row.name.toLowerCase() },
    v: { title: 'vCPU', by: (row) => row.vCpus },
    g: { title: 'GPU', by: (row) => row.gpus },
    m: { title: 'memory', by: (row) => row.memoryGb },
    p: { title: 'price', by: (row) => row.dedicatedPerHour ?? Number.MAX_VALUE },
  },
};

export const resourceList: ListDefinition<NamedResource> = {
  id: (row) => idKey(row.id),
  fields: {
    name: (row) => row.name,
    group: (row) => row.group,
    region: (row) => row.location,
    note: (row) => row.note ?? '',
  },
  sorts: {
    n: { title: 'name', by: (row) => row.name.toLowerCase() },
    r: { title: 'region', by: (row) => row.location },
    g: { title: 'group', by: (row) => row.group.toLowerCase() },
  },
};

export const operationList: ListDefinition<Operation> = {
  id: (row) => row.id,
  fields: {
    name: (row) => row.name,
    does: (row) => row.does,
    state: (row) => row.state,
    word: (row) => row.word,
  },
  sorts: {
    b: { title: 'begun', by: (row) => -row.startedAt },
    n: { title: 'name', by: (row) => row.name.toLowerCase() },
    s: { title: 'state', by: (row) => row.state },
  },
  fault: (row) => row.state === 'failed',
};
