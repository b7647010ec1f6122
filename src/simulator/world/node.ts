import { indexOfWorkspace } from './lookup.ts';
import { between } from './random.ts';
import { after } from './schedule-event.ts';
import {
  nextSerial,
  type Cluster,
  type Compute,
  type Node,
  type NodeState,
  type World,
  type Workspace,
} from './world.ts';

/**
 * Gives a node its next state and makes what was planned for it void. With `waitMs` its next step comes after that time.
 * No job is on it afterwards; whoever sets it running says which.
 */
export const setNodeState = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  node: Node,
  state: NodeState,
  waitMs?: number,
): void => {
  node.state = state;
  node.runId = null;
  node.since = world.now;
  node.epoch = nextSerial(world);
  if (waitMs === undefined) return;
  after(world, waitMs, {
    kind: 'node',
    workspace: indexOfWorkspace(world, workspace),
    compute: compute.serial,
    node: node.serial,
    epoch: node.epoch,
  });
};

const stamp = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replaceAll(/[-:]|\.\d+/gu, '')
    .toLowerCase();

/** Networks that belong to nobody (RFC 5737): whoever connects to a machine of this world reaches none. */
const documentationNetworks = ['192.0.2', '198.51.100', '203.0.113'];

/** A new machine of a cluster, preparing for `prepareMs`. */
export const addNode = (
  world: World,
  workspace: Workspace,
  compute: Compute,
  cluster: Cluster,
  prepareMs: number,
): Node => {
  const ordinal = cluster.nextNode;
  cluster.nextNode += 1;
  const pool = 1_000_000_000 + ((compute.serial * 7_919) % 3_000_000_000);
  const host = 4 + (ordinal % 250);
  const open = cluster.nodePublicIp && cluster.remoteLogin !== 'Disabled' && cluster.subnetId === null;
  const node: Node = {
    serial: nextSerial(world),
    nodeId: `tvm-${pool}_${ordinal}-${stamp(world.now)}`,
    state: 'preparing',
    epoch: 0,
    since: world.now,
    runId: null,
    privateIp: `10.${compute.serial % 200}.${Math.floor(ordinal / 250) % 250}.${host}`,
    publicIp: open
      ? `${documentationNetworks[between(world, 0, 2)]}.${16 * between(world, 0, 15) + between(world, 1, 14)}`
      : null,
    port: 50_000 + (ordinal % 10_000),
  };
  cluster.nodes.push(node);
  setNodeState(world, workspace, compute, node, 'preparing', prepareMs);
  return node;
};
