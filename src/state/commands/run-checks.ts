import type { Gateway, Json } from '#azure/gateway.ts';
import { computeActions, mayDo } from '#azure/permissions.ts';
import type { Compute, Usage, VmSize } from '#azure/model.ts';
import { nameOf, sameId, type Place } from '#azure/place.ts';
import type { Answer } from '#azure/problem.ts';
import { quotaVerdicts } from '#azure/quota.ts';
import { usageForFamily } from '#azure/sizes.ts';
import type { Claims, Plan } from '#azure/targets/target.ts';
import type { CheckResult } from '../checks.ts';
import { attachedResource, duplicates } from './check-attachment.ts';
import { differences, type Difference } from '../differences.ts';

type Found = { readonly results: readonly CheckResult[]; readonly overwrites?: readonly Difference[] };

/** Whether the write would make something new, or change what is there. */
export type WriteKind = 'create' | 'change';

/** A question whose answer could not be had is no reason to stop: the service has the last word. */
const untold = (id: string, what: string, answer: Extract<Answer<unknown>, { ok: false }>): CheckResult => ({
  id,
  is: 'unknown',
  words: `${what}: cannot be told (${answer.problem.kind})`,
});

/** May the user write computes here? */
const permission = async (gateway: Gateway, place: Place, signal: AbortSignal): Promise<Found> => {
  const answer = await gateway.listPermissions(place, signal);
  const id = 'permission';
  if (!answer.ok) return { results: [untold(id, 'permission', answer)] };
  return mayDo(answer.value, computeActions.write)
    ? { results: [{ id, is: 'pass', words: 'you may write computes here' }] }
    : {
        results: [
          { id, is: 'block', words: `you may not write computes here: it needs ${computeActions.write}` },
        ],
      };
};

const typeOf = (resource: Json): string => {
  const properties =
    typeof resource === 'object' && resource !== null && 'properties' in resource
      ? resource.properties
      : null;
  const type =
    typeof properties === 'object' && properties !== null && 'computeType' in properties
      ? properties.computeType
      : null;
  return typeof type === 'string' ? type : 'unknown';
};

/** The name as the service has it: it was asked for in any case. */
const nameIn = (resource: Json, asked: string): string =>
  typeof resource === 'object' && resource !== null && 'name' in resource && typeof resource.name === 'string'
    ? resource.name
    : asked;

/** Is there something of that name already, and what would become of it? */
const overwriting = async (
  gateway: Gateway,
  place: Place,
  plan: Plan,
  signal: AbortSignal,
): Promise<Found> => {
  const id = 'overwrite';
  const answer = await gateway.readCompute(place, plan.name, signal);
  if (!answer.ok)
    return answer.problem.kind === 'not-found'
      ? { results: [{ id, is: 'pass', words: `no compute of this workspace is called ${plan.name}` }] }
      : { results: [untold(id, 'whether the name is in use', answer)] };
  const type = typeOf(answer.value);
  if (type.toLowerCase() !== plan.claims.computeType.toLowerCase())
    return {
      results: [{ id, is: 'block', words: `${plan.name} exists already, as ${type}: choose another name` }],
    };
  // An attachment has no update: the way to another setting is to detach it and to attach it again.
  if (plan.claims.attaches !== undefined)
    return {
      results: [
        {
          id,
          is: 'block',
          words: `${plan.name} is attached already: what is attached has to be detached before it is attached anew`,
          inTheWay: { name: nameIn(answer.value, plan.name), overridable: false },
        },
      ],
    };
  if (!plan.claims.scales)
    return {
      results: [
        {
          id,
          is: 'block',
          words: `${plan.name} exists already: use it, or choose another name`,
          inTheWay: { name: nameIn(answer.value, plan.name), overridable: false, use: true },
        },
      ],
    };
  const overwrites = differences(answer.value, plan.body).map((each) =>
    plan.secrets.includes(each.path) ? { ...each, after: '********' } : each,
  );
  const words =
    overwrites.length === 0
      ? `${plan.name} exists already, just like this: sending it changes nothing`
      : `${plan.name} exists already: sending this changes ${overwrites.length} of its fields`;
  return { results: [{ id, is: 'warn', words }], overwrites };
};

/** Names of instances are unique in the whole region, whoever has them. */
const regionalName = async (
  gateway: Gateway,
  place: Place,
  plan: Plan,
  signal: AbortSignal,
): Promise<Found> => {
  if (plan.claims.uniqueIn === 'workspace') return { results: [] };
  const id = 'region-name';
  const answer = await gateway.checkName(place, plan.name, signal);
  if (!answer.ok)
    return { results: [untold(id, `whether the name is free in ${plan.claims.location}`, answer)] };
  const { available, message, reason } = answer.value;
  return available
    ? { results: [{ id, is: 'pass', words: `the name is free in ${plan.claims.location}` }] }
    : {
        results: [
          { id, is: 'block', words: message ?? reason ?? `the name is taken in ${plan.claims.location}` },
        ],
      };
};

/** The usages without what a cluster holds itself: its own nodes do not stand in the way of its change. */
const withoutOwn = (
  usages: readonly Usage[],
  size: VmSize,
  { priority }: Claims,
  { detail }: Compute,
): readonly Usage[] => {
  const nodes = detail.is === 'cluster' ? Math.max(0, detail.currentNodes - detail.counts.preempted) : 0;
  const family = usageForFamily(usages, size.family);
  const total = priority === 'LowPriority' ? 'low-priority-cores' : 'dedicated-cores';
  return usages
    .filter(({ scope }) => scope !== 'computes')
    .map((row) =>
      row === family || row.scope === total ? { ...row, current: row.current - nodes * size.vCpus } : row,
    );
};

/** Is the size offered, and does the quota allow it? */
const capacity = async (
  gateway: Gateway,
  place: Place,
  { name: compute, claims }: Plan,
  kind: WriteKind,
  signal: AbortSignal,
): Promise<Found> => {
  if (claims.vmSize === undefined) return { results: [] };
  const [sizes, usages, own] = await Promise.all([
    gateway.listSizes(place.subscriptionId, claims.location, signal),
    gateway.listUsages(place.subscriptionId, claims.location, signal),
    kind === 'change' ? gateway.getCompute(place, compute, signal) : undefined,
  ]);
  if (!sizes.ok) return { results: [untold('size', 'sizes of the region', sizes)] };
  const wanted = claims.vmSize.toLowerCase();
  const size = sizes.value.find((each) => each.name.toLowerCase() === wanted);
  if (size === undefined)
    return {
      results: [{ id: 'size', is: 'block', words: `${claims.location} does not offer ${claims.vmSize}` }],
    };
  const offered: CheckResult = {
    id: 'size',
    is: 'pass',
    words: `${size.name} is offered in ${claims.location}`,
  };
  if (!usages.ok) return { results: [offered, untold('quota', 'quota', usages)] };
  if (own?.ok === false) return { results: [offered, untold('quota', 'quota', own)] };
  const others = own === undefined ? usages.value : withoutOwn(usages.value, size, claims, own.value);
  const quota = quotaVerdicts(claims, size, others).map((verdict, index) => ({
    ...verdict,
    id: `quota-${index}`,
  }));
  return { results: [offered, ...quota] };
};

/** Does the subnet exist, in the region of the machines? */
const network = async (
  gateway: Gateway,
  { subnetId, location }: Claims,
  signal: AbortSignal,
): Promise<Found> => {
  if (subnetId === undefined) return { results: [] };
  const id = 'subnet';
  const answer = await gateway.listResources('subnet', signal);
  if (!answer.ok) return { results: [untold(id, 'the subnet', answer)] };
  const subnet = answer.value.find((each) => sameId(each.id, subnetId));
  if (subnet === undefined)
    return { results: [{ id, is: 'warn', words: 'the subnet is not among those that you may read' }] };
  return subnet.location.toLowerCase() === location.toLowerCase()
    ? { results: [{ id, is: 'pass', words: `the subnet ${subnet.name} is in ${location}` }] }
    : {
        results: [
          {
            id,
            is: 'block',
            words: `the subnet is in ${subnet.location}, the machines would be in ${location}`,
          },
        ],
      };
};

const identities = async (gateway: Gateway, { identityIds }: Claims, signal: AbortSignal): Promise<Found> => {
  if (identityIds.length === 0) return { results: [] };
  const answer = await gateway.listResources('identity', signal);
  if (!answer.ok) return { results: [untold('identity', 'the identity', answer)] };
  return {
    results: identityIds.map((wanted) => {
      const id = `identity-${wanted}`;
      return answer.value.some((each) => sameId(each.id, wanted))
        ? { id, is: 'pass', words: `the identity ${nameOf(wanted)} exists` }
        : { id, is: 'warn', words: `the identity ${nameOf(wanted)} is not among those that you may read` };
    }),
  };
};

const nodeCount = ({ maxNodes }: Claims): readonly CheckResult[] =>
  maxNodes > 100
    ? [{ id: 'nodes', is: 'warn', words: `${maxNodes} nodes: more than 100 need a support request first` }]
    : [];

/**
 * Everything that is looked into before a plan is sent, side by side. Only reads; may be aborted at any time.
 * @returns the findings in a fixed order, and what of an existing resource the plan would change
 */
export const runChecks = async (
  gateway: Gateway,
  place: Place,
  plan: Plan,
  kind: WriteKind,
  signal: AbortSignal,
): Promise<Found> => {
  const nothing: Found = { results: [] };
  const attaching = [attachedResource(gateway, plan, signal), duplicates(gateway, place, plan, signal)].map(
    async (results): Promise<Found> => ({ results: await results }),
  );
  const found = await Promise.all([
    permission(gateway, place, signal),
    kind === 'create' ? overwriting(gateway, place, plan, signal) : nothing,
    kind === 'create' ? regionalName(gateway, place, plan, signal) : nothing,
    capacity(gateway, place, plan, kind, signal),
    network(gateway, plan.claims, signal),
    identities(gateway, plan.claims, signal),
    ...attaching,
  ]);
  const overwrites = found.find((each) => each.overwrites !== undefined)?.overwrites;
  const all = [...found.flatMap((each) => each.results), ...nodeCount(plan.claims)];
  // That it is taken in this workspace says that it is in the region: once is enough.
  const taken = all.some(({ id, is }) => id === 'overwrite' && is === 'block');
  const results = taken ? all.filter(({ id }) => id !== 'region-name') : all;
  return overwrites === undefined ? { results } : { results, overwrites };
};
