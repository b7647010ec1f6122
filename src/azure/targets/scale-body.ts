import type { Json } from '../gateway.ts';
import type { ClusterDetail } from '../model.ts';

/** How far a cluster may grow and shrink; `idleSeconds` is absent where the service did not say. */
export type Scale = { readonly min: number; readonly max: number; readonly idleSeconds?: number };

export const scaleOf = ({ minNodes, maxNodes, idleSeconds }: ClusterDetail): Scale => ({
  min: minNodes,
  max: maxNodes,
  ...(idleSeconds === undefined ? {} : { idleSeconds }),
});

/** Whether both let a cluster have the same numbers of nodes, for as long where both say how long. */
export const sameScale = (a: Scale, b: Scale): boolean =>
  a.min === b.min &&
  a.max === b.max &&
  (a.idleSeconds === undefined || b.idleSeconds === undefined || a.idleSeconds === b.idleSeconds);

/** The body of the PATCH that gives a cluster that scale: all of it, because the service replaces the scale settings as a whole. */
export const scaleBody = ({ min, max, idleSeconds }: Scale): Json => ({
  properties: {
    properties: {
      scaleSettings: {
        minNodeCount: min,
        maxNodeCount: max,
        ...(idleSeconds === undefined ? {} : { nodeIdleTimeBeforeScaleDown: `PT${idleSeconds}S` }),
      },
    },
  },
});
