import type { Json } from '../gateway.ts';
import type { ClusterDetail, Compute } from '../model.ts';
import { seconds } from './durations.ts';
import { sameId } from '../place.ts';
import type { ChangeId } from './change-titles.ts';
import { chosen, when, type FormFacts } from './field.ts';
import { formOf } from './form.ts';
import { identityKind, identityWarnings } from './identity.ts';
import { wholeNumber } from './numbers.ts';
import { identityIds } from './resource-ids.ts';
import { scaleBody } from './scale-body.ts';
import { nodesPerHour } from './size-field.ts';
import type { Claims, TargetForm } from './target.ts';

const group = 'Scale';

const claimsOf = (compute: Compute, cluster: ClusterDetail, facts: FormFacts): Claims => ({
  computeType: 'AmlCompute',
  location: compute.location === '' ? facts.location : compute.location,
  uniqueIn: 'workspace',
  vmSize: cluster.vmSize,
  priority: priorityOf(cluster),
  minNodes: cluster.minNodes,
  maxNodes: cluster.maxNodes,
  scales: true,
  identityIds: [],
});

/**
 * The form that changes the scale of a cluster. All three values are sent: the service replaces the scale settings as a whole. Body
 * as in the REST API 2022-10-01, `Compute_Update`, which can change nothing else.
 */
export const scaleForm = (compute: Compute, cluster: ClusterDetail): TargetForm =>
  formOf({
    fields: {
      min: wholeNumber(
        { label: 'Min nodes', help: 'Nodes kept running, and billed, even without jobs.', group },
        String(cluster.minNodes),
      ),
      max: wholeNumber(
        {
          label: 'Max nodes',
          help: 'The cluster grows with its queue up to this many nodes. 0 empties it.',
          group,
        },
        String(cluster.maxNodes),
      ),
      idle: seconds(
        { label: 'Idle time', help: 'How long a node without a job waits before it leaves.', group },
        `${cluster.idleSeconds ?? 120}s`,
        { from: 60, to: 86_400, words: 'outside the advised 60 seconds to 24 hours' },
      ),
    },
    name: () => compute.name,
    rules: ({ min, max }) => (min > max ? [`min nodes (${min}) must not exceed max nodes (${max})`] : []),
    warnings: ({ max }) => {
      const busy = cluster.counts.running;
      return max < busy
        ? [`${busy} nodes are running jobs now: with max ${max} some of them have to leave`]
        : [];
    },
    cost: ({ min, max }, facts) => {
      const at = (nodes: number | undefined): number | undefined =>
        nodes === undefined ? undefined : nodesPerHour(cluster.vmSize, nodes, priorityOf(cluster), facts);
      const [atMin, atMax] = [at(min), at(max)];
      return { ...(atMin === undefined ? {} : { atMin }), ...(atMax === undefined ? {} : { atMax }) };
    },
    machines: ({ min, max }, facts) =>
      min === undefined || max === undefined
        ? undefined
        : {
            vmSize: cluster.vmSize,
            priority: priorityOf(cluster),
            minNodes: min,
            maxNodes: max,
            location: compute.location === '' ? facts.location : compute.location,
            heldNodes: Math.max(0, cluster.currentNodes - cluster.counts.preempted),
          },
    claims: ({ min, max }, facts) => ({ ...claimsOf(compute, cluster, facts), minNodes: min, maxNodes: max }),
    body: ({ min, max, idle }) => scaleBody({ min, max, idleSeconds: idle }),
  });

const priorityOf = (cluster: ClusterDetail): 'Dedicated' | 'LowPriority' =>
  cluster.priority.is === 'LowPriority' ? 'LowPriority' : 'Dedicated';

const kindNow = ({ identityType = '' }: Compute): 'none' | 'system' | 'user' =>
  /^SystemAssigned/iu.test(identityType) ? 'system' : /^UserAssigned/iu.test(identityType) ? 'user' : 'none';

/**
 * The form that gives a cluster other identities, or takes them away. Sent as a PATCH with a top-level identity, as the first SDK generation
 * does: the published operation knows the scale only, and a PUT would need secrets that no answer holds. The service has the last word.
 */
const identityForm = (compute: Compute, cluster: ClusterDetail): TargetForm =>
  formOf({
    fields: {
      kind: {
        ...identityKind({
          label: 'Identity',
          help: 'System-assigned or user-assigned, not both.',
          group: 'Identity',
        }),
        initial: kindNow(compute),
      },
      ids: when(chosen('kind', 'user'), {
        ...identityIds({
          label: 'Identities',
          help: 'Enter lists them; or paste resource ids, with commas between them.',
          group: 'Identity',
        }),
        initial: (compute.identityIds ?? []).join(', '),
      }),
    },
    name: () => compute.name,
    rules: () => [],
    warnings: ({ kind, ids }) => [
      'not in the published API for a change: the service has the last word',
      ...identityWarnings(kind, ids),
    ],
    cost: () => undefined,
    // It needs no machine, so it claims none: a cluster short of quota may get another identity.
    claims: ({ ids = [] }, facts) => {
      const { vmSize: _, ...claims } = claimsOf(compute, cluster, facts);
      return { ...claims, identityIds: ids };
    },
    body: ({ kind, ids = [] }, facts): Json => {
      const gone = (compute.identityIds ?? []).filter(
        (id) => kind === 'user' && !ids.some((kept) => sameId(kept, id)),
      );
      return {
        location: compute.location === '' ? facts.location : compute.location,
        properties: {},
        identity: {
          type: kind === 'none' ? 'None' : kind === 'system' ? 'SystemAssigned' : 'UserAssigned',
          ...(kind === 'user'
            ? {
                userAssignedIdentities: Object.fromEntries([
                  ...ids.map((id) => [id, {}] as const),
                  ...gone.map((id) => [id, null] as const),
                ]),
              }
            : {}),
        },
      };
    },
  });

/** The form of a change to a compute; undefined where that cannot be changed. */
export const changeForm = (change: ChangeId, compute: Compute): TargetForm | undefined => {
  if (compute.detail.is !== 'cluster') return undefined;
  switch (change) {
    case 'scale':
      return scaleForm(compute, compute.detail);
    case 'identity':
      return identityForm(compute, compute.detail);
  }
};
