import { countNodes, nodesWanted, reconcile, removeNodes } from './cluster.ts';
import { setNodeState } from './node.ts';
import { freeCores, regionOf } from './quota.ts';
import { between } from './random.ts';
import { coresOf } from './sizes.ts';
import type { Cluster, Compute, Node, World, Workspace } from './world.ts';

const mayComeBack = (world: World, workspace: Workspace, compute: Compute, cluster: Cluster): boolean => {
  const ready = countNodes(cluster, 'idle') + countNodes(cluster, 'preparing');
  const keptWithout = cluster.nodes.length - countNodes(cluster, 'leaving') - 1;
  const wanted = nodesWanted(workspace, cluster) > ready || keptWithout < cluster.minNodes;
  const free = freeCores(world, workspace.subscriptionId, regionOf(compute), cluster);
  return wanted && keptWithout < cluster.maxNodes && free.cores >= coresOf(cluster.vmSize);
};

/** The time of a node's state is over: what comes next. */
export const stepNode = (world: World, workspace: Workspace, compute: Compute, node: Node): void => {
  const cluster = compute.detail;
  if (cluster.kind !== 'cluster') return;
  switch (node.state) {
    case 'preparing':
    case 'unusable': {
      setNodeState(world, workspace, compute, node, 'idle', cluster.idleMs);
      reconcile(world, workspace, compute);
      return;
    }
    case 'idle': {
      const kept = cluster.nodes.length - countNodes(cluster, 'leaving');
      const needed = kept <= cluster.minNodes || nodesWanted(workspace, cluster) > 0;
      if (needed) setNodeState(world, workspace, compute, node, 'idle', Math.max(60_000, cluster.idleMs));
      else {
        setNodeState(world, workspace, compute, node, 'leaving', between(world, 60_000, 120_000));
        reconcile(world, workspace, compute);
      }
      return;
    }
    case 'preempted': {
      if (mayComeBack(world, workspace, compute, cluster)) {
        setNodeState(world, workspace, compute, node, 'preparing', between(world, 120_000, 360_000));
        reconcile(world, workspace, compute);
      } else removeNodes(world, workspace, compute, (other) => other === node);
      return;
    }
    case 'leaving': {
      removeNodes(world, workspace, compute, (other) => other === node);
      return;
    }
    case 'running':
  }
};
