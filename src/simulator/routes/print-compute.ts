import { computePath } from '../world/lookup.ts';
import type { Cluster, Compute, Instance, Json, Node, NodeState, World, Workspace } from '../world/world.ts';
import { printDuration } from './duration.ts';
import { failureBody, isoTime, longTime } from './exchange.ts';
import { printIdentity } from './identity.ts';

const countOf = (cluster: Cluster, state: NodeState): number =>
  cluster.nodes.filter((node) => node.state === state).length;

const printCluster = (cluster: Cluster): Json => ({
  osType: cluster.osType,
  vmSize: cluster.vmSize.toUpperCase(),
  vmPriority: cluster.priority,
  virtualMachineImage: cluster.imageId === null ? null : { id: cluster.imageId },
  isolatedNetwork: false,
  scaleSettings: {
    maxNodeCount: cluster.maxNodes,
    minNodeCount: cluster.minNodes,
    nodeIdleTimeBeforeScaleDown: printDuration(cluster.idleMs),
  },
  userAccountCredentials: cluster.adminUser === null ? null : { adminUserName: cluster.adminUser },
  subnet: cluster.subnetId === null ? null : { id: cluster.subnetId },
  remoteLoginPortPublicAccess: cluster.remoteLogin,
  allocationState: cluster.allocation,
  allocationStateTransitionTime: isoTime(cluster.allocationSince),
  errors: cluster.errors.length === 0 ? null : cluster.errors.map(failureBody),
  currentNodeCount: cluster.nodes.length,
  targetNodeCount: cluster.targetNodes,
  nodeStateCounts: {
    preparingNodeCount: countOf(cluster, 'preparing'),
    runningNodeCount: countOf(cluster, 'running'),
    idleNodeCount: countOf(cluster, 'idle'),
    unusableNodeCount: countOf(cluster, 'unusable'),
    leavingNodeCount: countOf(cluster, 'leaving'),
    preemptedNodeCount: countOf(cluster, 'preempted'),
  },
  enableNodePublicIp: cluster.nodePublicIp,
});

const printInstance = (compute: Compute, instance: Instance): Json => {
  const up = instance.state === 'Running' || instance.state === 'JobRunning';
  const host = `https://${compute.name.toLowerCase()}.${compute.location}.instances.azureml.ms`;
  return {
    vmSize: instance.vmSize.toUpperCase(),
    subnet: instance.subnetId === null ? null : { id: instance.subnetId },
    applicationSharingPolicy: instance.sharing,
    sshSettings: {
      sshPublicAccess: instance.sshAccess,
      adminUserName: 'azureuser',
      sshPort: instance.sshPort,
      ...(instance.sshKey === null ? {} : { adminPublicKey: instance.sshKey }),
    },
    connectivityEndpoints: {
      publicIpAddress: up && instance.nodePublicIp ? instance.publicIp : null,
      privateIpAddress: up ? instance.privateIp : null,
    },
    applications: ['Jupyter', 'Jupyter Lab', 'RStudio'].map((displayName) => ({
      displayName,
      endpointUri:
        displayName === 'Jupyter' ? host : `${host}/${displayName.split(' ').at(-1)?.toLowerCase() ?? ''}`,
    })),
    createdBy: instance.creator,
    errors: instance.errors.length === 0 ? null : instance.errors.map(failureBody),
    state: instance.state,
    computeInstanceAuthorizationType: 'personal',
    personalComputeInstanceSettings:
      instance.assignedUser === null ? null : { assignedUser: instance.assignedUser },
    setupScripts: instance.setupScripts,
    ...(instance.idleShutdownMs === null
      ? {}
      : { idleTimeBeforeShutdown: printDuration(instance.idleShutdownMs) }),
    lastOperation: {
      operationName: instance.lastOperation.name,
      operationTime: isoTime(instance.lastOperation.at),
      operationStatus: instance.lastOperation.status,
      operationTrigger: instance.lastOperation.trigger,
    },
    schedules:
      instance.schedules.length === 0
        ? null
        : {
            computeStartStop: instance.schedules.map((schedule) => ({
              id: schedule.id,
              provisioningStatus: 'Completed',
              ...schedule.sent,
            })),
          },
    enableNodePublicIp: instance.nodePublicIp,
    containers: [],
    dataDisks: [],
    dataMounts: [],
    versions: { runtime: '2.1.0' },
  };
};

const printDetail = (compute: Compute): Json => {
  const detail = compute.detail;
  if (detail.kind === 'cluster') return printCluster(detail);
  return detail.kind === 'instance' ? printInstance(compute, detail) : detail.settings;
};

/** A compute as the service prints it: with its nulls and its upper-cased size. */
export const printCompute = (
  world: World,
  workspace: Workspace,
  compute: Compute,
): { [key: string]: Json } => {
  const detail = printDetail(compute);
  const identity = printIdentity(world, compute);
  return {
    id: computePath(workspace, compute),
    name: compute.name,
    type: 'Microsoft.MachineLearningServices/workspaces/computes',
    location: compute.location,
    tags: compute.tags,
    ...(identity === undefined ? {} : { identity }),
    properties: {
      createdOn: longTime(compute.createdAt),
      modifiedOn: longTime(compute.modifiedAt),
      disableLocalAuth: compute.disableLocalAuth,
      description: compute.description,
      resourceId: compute.resourceId,
      computeType: compute.computeType,
      computeLocation: compute.computeLocation ?? compute.location,
      provisioningState: compute.provisioningState,
      provisioningErrors:
        compute.provisioningErrors.length === 0 ? null : compute.provisioningErrors.map(failureBody),
      isAttachedCompute: compute.isAttached,
      ...(detail === null ? {} : { properties: detail }),
    },
    systemData: {
      createdAt: isoTime(compute.createdAt),
      createdBy: compute.createdBy,
      createdByType: 'User',
      lastModifiedAt: isoTime(compute.modifiedAt),
      lastModifiedBy: compute.createdBy,
      lastModifiedByType: 'User',
    },
  };
};

/** A node of `listNodes`. */
export const printNode = (node: Node): Json => ({
  nodeId: node.nodeId,
  privateIpAddress: node.privateIp,
  publicIpAddress: node.publicIp,
  port: node.port,
  nodeState: node.state,
  runId: node.runId,
});
