import { guid } from './random.ts';
import {
  nextSerial,
  type Attached,
  type Cluster,
  type Compute,
  type ComputeIdentity,
  type Instance,
  type Json,
  type World,
} from './world.ts';

/** What every compute is told when it is made. */
export type Basics = {
  readonly name: string;
  readonly computeType: string;
  readonly location: string;
  readonly createdBy: string;
  readonly computeLocation?: string | null;
  readonly description?: string | null;
  readonly tags?: { [key: string]: string };
  readonly identity?: ComputeIdentity | null;
  readonly disableLocalAuth?: boolean;
  readonly resourceId?: string | null;
};

/** A compute that stands ready; whoever makes it slowly sets `Creating` and says when it ends. */
export const makeCompute = (world: World, basics: Basics, detail: Compute['detail']): Compute => ({
  serial: nextSerial(world),
  key: basics.name.toLowerCase(),
  name: basics.name,
  computeType: basics.computeType,
  location: basics.location,
  computeLocation: basics.computeLocation ?? null,
  description: basics.description ?? null,
  tags: basics.tags ?? {},
  identity: basics.identity ?? null,
  disableLocalAuth: basics.disableLocalAuth ?? false,
  resourceId: basics.resourceId ?? null,
  isAttached: detail.kind === 'attached',
  createdAt: world.now,
  modifiedAt: world.now,
  createdBy: basics.createdBy,
  provisioningState: 'Succeeded',
  provisioningErrors: [],
  epoch: nextSerial(world),
  operation: null,
  detail,
});

/** What a cluster is told when it is made. */
export type ClusterSettings = Pick<Cluster, 'vmSize' | 'minNodes' | 'maxNodes'> &
  Partial<
    Pick<
      Cluster,
      | 'priority'
      | 'osType'
      | 'idleMs'
      | 'troubleMs'
      | 'remoteLogin'
      | 'nodePublicIp'
      | 'subnetId'
      | 'adminUser'
      | 'imageId'
    >
  >;

/** A cluster without nodes. */
export const makeCluster = (world: World, settings: ClusterSettings): Cluster => ({
  kind: 'cluster',
  priority: 'Dedicated',
  osType: 'Linux',
  idleMs: 120_000,
  targetNodes: 0,
  nodes: [],
  queue: [],
  allocation: 'Steady',
  allocationSince: world.now,
  allocating: false,
  errors: [],
  nextNode: 1,
  troubleMs: settings.priority === 'LowPriority' ? 45 * 60_000 : 12 * 3_600_000,
  remoteLogin: 'NotSpecified',
  nodePublicIp: true,
  subnetId: null,
  adminUser: null,
  imageId: null,
  ...settings,
});

/** What an instance is told when it is made. */
export type InstanceSettings = Pick<Instance, 'vmSize' | 'creator'> &
  Partial<
    Pick<
      Instance,
      | 'state'
      | 'schedules'
      | 'sharing'
      | 'sshAccess'
      | 'sshKey'
      | 'assignedUser'
      | 'nodePublicIp'
      | 'subnetId'
      | 'setupScripts'
      | 'idleShutdownMs'
    >
  >;

/** A running instance. */
export const makeInstance = (world: World, settings: InstanceSettings): Instance => {
  const host = (nextSerial(world) % 240) + 4;
  return {
    kind: 'instance',
    state: 'Running',
    lastOperation: { name: 'Create', at: world.now, status: 'Succeeded', trigger: 'User' },
    schedules: [],
    scheduleEpoch: 0,
    running: [],
    queue: [],
    sharing: 'Personal',
    sshAccess: 'Disabled',
    sshPort: 50_000,
    sshKey: null,
    assignedUser: null,
    privateIp: `10.0.8.${host}`,
    // a network that belongs to nobody (RFC 5737)
    publicIp: `203.0.113.${host}`,
    nodePublicIp: true,
    subnetId: null,
    setupScripts: null,
    idleShutdownMs: null,
    idleEpoch: 0,
    errors: [],
    ...settings,
  };
};

/** An entry for a resource that exists elsewhere. */
export const makeAttached = (settings: Json): Attached => ({ kind: 'attached', settings, running: [] });

/** Who creates things through the API here. */
export const operatorOf = (world: World): Instance['creator'] => ({
  userName: 'Amara Okafor',
  userId: guid(world),
  userOrgId: world.subscriptions[0]?.tenantId ?? guid(world),
});
