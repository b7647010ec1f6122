import {
  allocationStateWord,
  computeTypeWord,
  instanceStateWord,
  provisioningStateWord,
  vmPriorityWord,
  type ClusterDetail,
  type Compute,
  type InstanceDetail,
  type OtherDetail,
} from '../model.ts';
import { nameOf } from '../place.ts';
import {
  count,
  durationSeconds,
  isRecord,
  list,
  number,
  present,
  record,
  tags,
  text,
  time,
  type Raw,
} from './json.ts';
import { readServiceErrors } from './read-error.ts';
import { readSchedules } from './read-schedules.ts';

const readCluster = (own: Raw): ClusterDetail => {
  const scale = record(own.scaleSettings);
  const states = record(own.nodeStateCounts);
  return present({
    is: 'cluster' as const,
    vmSize: text(own.vmSize) ?? '',
    // Clusters are dedicated unless they say otherwise.
    priority: vmPriorityWord(own.vmPriority ?? 'Dedicated'),
    minNodes: count(scale.minNodeCount),
    maxNodes: count(scale.maxNodeCount),
    idleSeconds: durationSeconds(scale.nodeIdleTimeBeforeScaleDown),
    currentNodes: count(own.currentNodeCount),
    targetNodes: count(own.targetNodeCount),
    allocation: allocationStateWord(own.allocationState),
    allocationSince: time(own.allocationStateTransitionTime),
    counts: {
      idle: count(states.idleNodeCount),
      running: count(states.runningNodeCount),
      preparing: count(states.preparingNodeCount),
      leaving: count(states.leavingNodeCount),
      unusable: count(states.unusableNodeCount),
      preempted: count(states.preemptedNodeCount),
    },
    allocationErrors: readServiceErrors(own.errors),
    subnetId: text(record(own.subnet).id),
    publicSsh: text(own.remoteLoginPortPublicAccess),
    adminUser: text(record(own.userAccountCredentials).adminUserName),
  });
};

const readLastOperation = (raw: unknown): InstanceDetail['lastOperation'] => {
  const own = record(raw);
  const name = text(own.operationName);
  if (name === undefined) return undefined;
  const status = text(own.operationStatus) ?? '';
  return present({ name, status, trigger: text(own.operationTrigger), at: time(own.operationTime) });
};

const readSsh = (raw: unknown): InstanceDetail['ssh'] => {
  if (!isRecord(raw)) return undefined;
  const access = text(raw.sshPublicAccess) ?? '';
  return present({ access, user: text(raw.adminUserName), port: number(raw.sshPort) });
};

const readInstance = (own: Raw): InstanceDetail => {
  const endpoints = record(own.connectivityEndpoints);
  const createdBy = record(own.createdBy);
  const assigned = record(record(own.personalComputeInstanceSettings).assignedUser);
  return present({
    is: 'instance' as const,
    vmSize: text(own.vmSize) ?? '',
    state: instanceStateWord(own.state),
    lastOperation: readLastOperation(own.lastOperation),
    createdBy: text(createdBy.userName) ?? text(createdBy.userId),
    createdById: text(createdBy.userId),
    assignedUser: text(assigned.objectId),
    applications: list(own.applications).map((raw) => {
      const app = record(raw);
      return { name: text(app.displayName) ?? '', url: text(app.endpointUri) ?? '' };
    }),
    publicIp: text(endpoints.publicIpAddress),
    privateIp: text(endpoints.privateIpAddress),
    ssh: readSsh(own.sshSettings),
    schedules: readSchedules(own.schedules),
    idleShutdownSeconds: durationSeconds(own.idleTimeBeforeShutdown),
    instanceErrors: readServiceErrors(own.errors),
  });
};

const readDetail = (type: Compute['type'], own: Raw): ClusterDetail | InstanceDetail | OtherDetail => {
  if (type.is === 'AmlCompute') return readCluster(own);
  if (type.is === 'ComputeInstance') return readInstance(own);
  return { is: 'other' };
};

const readIdentity = (raw: unknown): Pick<Compute, 'identity' | 'identityType' | 'identityIds'> => {
  const own = record(raw);
  const identityType = text(own.type);
  const ids = Object.keys(record(own.userAssignedIdentities))
    .map(text)
    .filter((id) => id !== undefined);
  if (ids.length === 0) return present({ identity: identityType, identityType });
  const names = ids.map(nameOf).join(', ');
  const identity = identityType === undefined ? undefined : `${identityType} (${names})`;
  return present({ identity, identityType, identityIds: ids });
};

/**
 * Without a word of the service about it, whatever points at a resource of its own counts as attached: then it is
 * offered to be detached, and never to be deleted.
 */
const isAttached = (type: Compute['type'], properties: Raw): boolean => {
  if (typeof properties.isAttachedCompute === 'boolean') return properties.isAttachedCompute;
  return (
    type.is !== 'AmlCompute' && type.is !== 'ComputeInstance' && text(properties.resourceId) !== undefined
  );
};

/** A compute as the REST API sends it; undefined when it has neither an id nor a name. */
export const readCompute = (raw: unknown): Compute | undefined => {
  const own = record(raw);
  const id = text(own.id) ?? text(own.name);
  if (id === undefined) return undefined;
  const properties = record(own.properties);
  const type = computeTypeWord(properties.computeType);
  return present({
    id,
    name: text(own.name) ?? nameOf(id),
    type,
    location: text(properties.computeLocation) ?? text(own.location) ?? '',
    description: text(properties.description),
    provisioning: provisioningStateWord(properties.provisioningState),
    provisioningErrors: readServiceErrors(properties.provisioningErrors),
    createdAt: time(properties.createdOn) ?? time(record(own.systemData).createdAt),
    modifiedAt: time(properties.modifiedOn) ?? time(record(own.systemData).lastModifiedAt),
    attached: isAttached(type, properties),
    resourceId: text(properties.resourceId),
    tags: tags(own.tags),
    ...readIdentity(own.identity),
    detail: readDetail(type, record(properties.properties)),
  });
};
