import type { Gateway } from '#azure/gateway.ts';
import { readEnvironmentId } from '#azure/jobs/environment-id.ts';
import { whyNoJobs } from '#azure/jobs/runs-jobs.ts';
import type { ClusterDetail, Compute } from '#azure/model.ts';
import { mayDo, submitJobs } from '#azure/permissions.ts';
import type { Place } from '#azure/place.ts';
import type { Problem } from '#azure/problem.ts';
import { quotaVerdicts } from '#azure/quota.ts';
import type { JobPlan } from '#azure/targets/target.ts';
import type { CheckResult } from '../checks.ts';

type Results = readonly CheckResult[];

/** A question whose answer could not be had is no reason to stop: the service has the last word. */
const untold = (id: string, what: string, { kind }: Problem): Results => [
  { id, is: 'unknown', words: `${what}: cannot be told (${kind})` },
];

const permission = async (gateway: Gateway, place: Place, signal: AbortSignal): Promise<Results> => {
  const id = 'permission';
  const answer = await gateway.listPermissions(place, signal);
  if (!answer.ok) return untold(id, 'permission', answer.problem);
  return mayDo(answer.value, submitJobs)
    ? [{ id, is: 'pass', words: 'you may submit jobs here' }]
    : [{ id, is: 'block', words: `you may not submit jobs here: it needs ${submitJobs}` }];
};

/** A PUT on a job that exists would change that one. */
const freeName = async (
  gateway: Gateway,
  place: Place,
  name: string,
  signal: AbortSignal,
): Promise<Results> => {
  const id = 'name';
  const answer = await gateway.getJob(place, name, signal);
  if (answer.ok)
    return [
      {
        id,
        is: 'block',
        words: `a job ${name} exists already (${answer.value.status.text}): choose another name`,
      },
    ];
  return answer.problem.kind === 'not-found'
    ? [{ id, is: 'pass', words: `no job of this workspace is called ${name}` }]
    : untold(id, 'whether the name is in use', answer.problem);
};

/** Whether the quota has room for the nodes that would have to come: a hint, as others may take or give back cores meanwhile. */
const quota = async (
  gateway: Gateway,
  place: Place,
  compute: Compute,
  cluster: ClusterDetail,
  count: number,
  signal: AbortSignal,
): Promise<Results> => {
  const missing = Math.min(count, cluster.maxNodes) - cluster.currentNodes;
  if (missing <= 0) return [];
  const [sizes, usages] = await Promise.all([
    gateway.listSizes(place.subscriptionId, compute.location, signal),
    gateway.listUsages(place.subscriptionId, compute.location, signal),
  ]);
  const size = sizes.ok
    ? sizes.value.find(({ name }) => name.toLowerCase() === cluster.vmSize.toLowerCase())
    : undefined;
  if (size === undefined || !usages.ok) return [];
  const claims = {
    computeType: 'AmlCompute',
    location: compute.location,
    uniqueIn: 'workspace',
    vmSize: cluster.vmSize,
    priority: cluster.priority.is === 'LowPriority' ? 'LowPriority' : 'Dedicated',
    minNodes: 0,
    maxNodes: missing,
    scales: true,
    identityIds: [],
  } as const;
  // No compute is made: their number does not count.
  const cores = usages.value.filter(({ scope }) => scope !== 'computes');
  return quotaVerdicts(claims, size, cores)
    .filter(({ is }) => is !== 'pass')
    .map(({ words }, index) => ({ id: `quota-${index}`, is: 'warn', words: `quota: ${words}` }));
};

const capacity = (compute: Compute, count: number): Results => {
  const id = 'compute';
  const { name, detail } = compute;
  switch (detail.is) {
    case 'cluster': {
      const { maxNodes, allocationErrors } = detail;
      if (count > maxNodes)
        return [{ id, is: 'block', words: `${count} instances, but ${name} has at most ${maxNodes} nodes` }];
      const [trouble] = allocationErrors;
      return [
        { id, is: 'pass', words: `${count} of at most ${maxNodes} nodes of ${name}` },
        ...(trouble === undefined
          ? []
          : [{ id: 'allocation', is: 'warn', words: `${name} gets no nodes: ${trouble.code}` } as const]),
      ];
    }
    case 'instance': {
      if (count > 1) return [{ id, is: 'block', words: `${name} is one instance: instances must be 1` }];
      const state = detail.state.text;
      return detail.state.is === 'Running' || detail.state.is === 'JobRunning'
        ? [{ id, is: 'pass', words: `${name} is ${state}` }]
        : [{ id, is: 'warn', words: `${name} is ${state}: the job waits until it is Running` }];
    }
    case 'other':
      return [{ id, is: 'pass', words: `${name} is ${compute.provisioning.text}` }];
  }
};

const usable = async (
  gateway: Gateway,
  place: Place,
  { compute: name, count }: JobPlan['job'],
  signal: AbortSignal,
): Promise<Results> => {
  const id = 'compute';
  const answer = await gateway.getCompute(place, name, signal);
  if (!answer.ok)
    return answer.problem.kind === 'not-found'
      ? [{ id, is: 'block', words: `this workspace has no compute ${name} any more` }]
      : untold(id, name, answer.problem);
  const compute = answer.value;
  const why = whyNoJobs(compute);
  if (why !== undefined) return [{ id, is: 'block', words: why }];
  const { detail } = compute;
  return [
    ...capacity(compute, count),
    ...(detail.is === 'cluster' ? await quota(gateway, place, compute, detail, count, signal) : []),
  ];
};

const environment = async (
  gateway: Gateway,
  { environmentId }: JobPlan['job'],
  signal: AbortSignal,
): Promise<Results> => {
  const id = 'environment';
  const named = readEnvironmentId(environmentId);
  if (named?.in === 'registry')
    return [
      {
        id,
        is: 'unknown',
        words: `environment ${named.name}: only the service can look into the registry ${named.registry}`,
      },
    ];
  const answer = await gateway.getEnvironment(environmentId, signal);
  const called = named === undefined ? environmentId : `${named.name} version ${named.version}`;
  if (answer.ok) return [{ id, is: 'pass', words: `the environment ${called} exists` }];
  return answer.problem.kind === 'not-found'
    ? [{ id, is: 'block', words: `there is no environment ${called}` }]
    : untold(id, `the environment ${called}`, answer.problem);
};

/**
 * Everything that is looked into before a job is submitted, side by side. Only reads; may be aborted at any time.
 * @returns the findings in a fixed order
 */
export const runJobChecks = async (
  gateway: Gateway,
  place: Place,
  { name, job }: JobPlan,
  signal: AbortSignal,
): Promise<{ readonly results: Results }> => {
  const found = await Promise.all([
    permission(gateway, place, signal),
    freeName(gateway, place, name, signal),
    usable(gateway, place, job, signal),
    environment(gateway, job, signal),
  ]);
  return { results: found.flat() };
};
