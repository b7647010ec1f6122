import { reconcile } from '../world/cluster.ts';
import { finishLater } from '../world/compute.ts';
import { planIdleShutdown } from '../world/idle.ts';
import { computeNamed } from '../world/lookup.ts';
import { makeCompute } from '../world/make.ts';
import { managedIn, quotaOf, regionOf } from '../world/quota.ts';
import { between } from '../world/random.ts';
import { planSchedules } from '../world/schedule.ts';
import { planTrouble } from '../world/trouble.ts';
import type { Compute, Json, Workspace } from '../world/world.ts';
import { begin, busy, inCompute, isBusy } from './compute-exchange.ts';
import {
  asRecord,
  badRequest,
  conflict,
  field,
  inWorkspace,
  refuse,
  textField,
  type Answer,
  type Ask,
} from './exchange.ts';
import { fixedProblem } from './fixed.ts';
import { readIdentity } from './identity.ts';
import { linkedProblem } from './linked.ts';
import { isTaken, nameProblem } from './names.ts';
import { operationHeaders } from './operations.ts';
import { printCompute } from './print-compute.ts';
import { readDetail, readScale } from './read-compute.ts';

const tagsOf = (body: Json | undefined): { [key: string]: string } =>
  Object.fromEntries(
    Object.entries(asRecord(field(body, 'tags')) ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

const create = (ask: Ask, workspace: Workspace, name: string): Answer => {
  const { world, body } = ask;
  const properties = field(body, 'properties');
  const location = textField(body, 'location') ?? '';
  const computeLocation = textField(properties, 'computeLocation') ?? null;
  const region = (computeLocation ?? location).replaceAll(' ', '').toLowerCase();
  const where = { subscriptionId: workspace.subscriptionId, region };
  const detail = readDetail(world, where, properties, true);
  if (!detail.ok) return badRequest(detail.failure.message, detail.failure.code);
  const identity = readIdentity(world, field(body, 'identity'), null, 'PUT');
  if (!identity.ok) return badRequest(identity.failure.message, identity.failure.code);
  const problem = nameProblem(name, detail.value.kind);
  if (problem !== undefined) return badRequest(problem, 'BadArgument');
  if (detail.value.kind === 'instance' && region !== workspace.location) {
    return badRequest(
      `A compute instance must be in region '${workspace.location}' of its workspace, not in '${region}'.`,
      'BadArgument',
    );
  }
  if (detail.value.kind === 'instance' && isTaken(world, workspace, name)) {
    return conflict(`The name '${name}' is taken by a compute instance in region ${workspace.location}.`);
  }
  const resourceId = textField(properties, 'resourceId');
  const linked = linkedProblem(world, { region, detail: detail.value, identity: identity.value, resourceId });
  if (linked !== undefined) return linked;
  const quota = quotaOf(world, workspace.subscriptionId, region);
  if (
    detail.value.kind !== 'attached' &&
    managedIn(world, workspace.subscriptionId, region).length >= quota.computes
  ) {
    return badRequest(
      `Operation results in exceeding quota limits of Microsoft.BatchAI clusters. Maximum allowed: ${quota.computes}.`,
      'ClusterQuotaReached',
    );
  }
  const compute = makeCompute(
    world,
    {
      name,
      computeType: textField(properties, 'computeType') ?? '',
      location: location.replaceAll(' ', '').toLowerCase(),
      computeLocation,
      createdBy: 'amara.okafor@contoso.example',
      description: textField(properties, 'description') ?? null,
      tags: tagsOf(body),
      identity: identity.value,
      disableLocalAuth: field(properties, 'disableLocalAuth') === true,
      resourceId: resourceId ?? null,
    },
    detail.value,
  );
  compute.provisioningState = 'Creating';
  if (detail.value.kind === 'attached') compute.isAttached = compute.resourceId !== null;
  if (detail.value.kind === 'instance') {
    detail.value.lastOperation = { name: 'Create', at: world.now, status: 'InProgress', trigger: 'User' };
  }
  workspace.computes.push(compute);
  const operation = begin(ask, workspace, compute);
  finishLater(
    world,
    workspace,
    compute,
    between(world, compute.isAttached ? 20_000 : 60_000, compute.isAttached ? 60_000 : 180_000),
  );
  planTrouble(world, workspace, compute);
  planSchedules(world, workspace, compute);
  return {
    status: 201,
    body: printCompute(world, workspace, compute),
    headers: operationHeaders(ask, operation, 'status'),
  };
};

const keptOfCluster = ['minNodes', 'maxNodes', 'idleMs'] as const;

const update = (ask: Ask, workspace: Workspace, compute: Compute): Answer => {
  const { world, body } = ask;
  if (isBusy(compute)) return busy(compute);
  const properties = field(body, 'properties');
  const type = textField(properties, 'computeType');
  if (type !== compute.computeType) {
    return badRequest(
      `A compute named '${compute.name}' of type ${compute.computeType} exists already; its type can not be changed to ${type ?? '(none)'}.`,
      'BadArgument',
    );
  }
  const where = { subscriptionId: workspace.subscriptionId, region: regionOf(compute) };
  const detail = readDetail(world, where, properties, false);
  if (!detail.ok) return badRequest(detail.failure.message, detail.failure.code);
  const identity = readIdentity(world, field(body, 'identity'), compute.identity, 'PUT');
  if (!identity.ok) return badRequest(identity.failure.message, identity.failure.code);
  const fixed = fixedProblem(compute, detail.value, properties);
  if (fixed !== undefined) return badRequest(fixed, 'BadArgument');
  const linked = linkedProblem(world, {
    region: where.region,
    detail: detail.value,
    identity: identity.value,
    resourceId: textField(properties, 'resourceId'),
  });
  if (linked !== undefined) return linked;
  if (compute.detail.kind === 'cluster' && detail.value.kind === 'cluster') {
    for (const name of keptOfCluster) compute.detail[name] = detail.value[name];
  }
  if (compute.detail.kind === 'instance' && detail.value.kind === 'instance') {
    compute.detail.schedules = detail.value.schedules;
    compute.detail.idleShutdownMs = detail.value.idleShutdownMs;
    if (compute.provisioningState === 'Failed') compute.detail.setupScripts = detail.value.setupScripts;
    planSchedules(world, workspace, compute);
    planIdleShutdown(world, workspace, compute);
  }
  if (compute.detail.kind === 'attached' && detail.value.kind === 'attached')
    compute.detail.settings = detail.value.settings;
  compute.description = textField(properties, 'description') ?? compute.description;
  if (field(body, 'tags') !== undefined) compute.tags = tagsOf(body);
  compute.identity = identity.value;
  return updating(ask, workspace, compute, true);
};

const updating = (ask: Ask, workspace: Workspace, compute: Compute, whole: boolean): Answer => {
  const { world } = ask;
  // What failed to be made is made anew: with its new settings it may succeed, or fail again.
  compute.provisioningState = compute.provisioningState === 'Failed' ? 'Creating' : 'Updating';
  compute.provisioningErrors = [];
  if (compute.provisioningState === 'Creating' && compute.detail.kind === 'instance') {
    compute.detail.state = 'Creating';
    compute.detail.errors = [];
  }
  compute.modifiedAt = world.now;
  const operation = begin(ask, workspace, compute);
  finishLater(world, workspace, compute, between(world, 5_000, 15_000));
  reconcile(world, workspace, compute);
  const body = printCompute(world, workspace, compute);
  const { properties: _, ...outer } = asRecord(body['properties']) ?? {};
  return {
    status: 200,
    body: whole ? body : { ...body, properties: outer },
    headers: operationHeaders(ask, operation, 'status'),
  };
};

/** Creates a compute, or updates the one of that name and type. */
export const put = (ask: Ask): Answer =>
  inWorkspace(ask, (workspace) => {
    const name = ask.params['computeName'] ?? '';
    if (asRecord(field(ask.body, 'properties')) === undefined) {
      return badRequest('The request body must be an object with properties.', 'InvalidRequestContent');
    }
    if (textField(ask.body, 'location') === undefined)
      return badRequest('The location property is required for this definition.', 'LocationRequired');
    const existing = computeNamed(workspace, name);
    if (existing !== undefined && ask.onlyIfNew)
      return refuse(
        412,
        'PreconditionFailed',
        'The condition specified using HTTP conditional header(s) is not met.',
      );
    return existing === undefined ? create(ask, workspace, name) : update(ask, workspace, existing);
  });

const onlyHas = (value: Json | undefined, names: readonly string[]): boolean =>
  Object.keys(asRecord(value) ?? {}).every((name) => names.includes(name));

/** Whether a PATCH speaks of nothing but what can be changed so. */
const isPatch = (body: Json | undefined): boolean => {
  const properties = field(body, 'properties');
  return (
    onlyHas(body, ['location', 'identity', 'properties']) &&
    onlyHas(properties, ['properties']) &&
    onlyHas(field(properties, 'properties'), ['scaleSettings'])
  );
};

/** Changes the scale of a cluster, its identity, or both. */
export const patch = (ask: Ask): Answer =>
  inCompute(ask, (workspace, compute) => {
    const { world } = ask;
    const sent = field(ask.body, 'identity');
    const scale = field(field(field(ask.body, 'properties'), 'properties'), 'scaleSettings');
    const cluster = compute.detail;
    if (cluster.kind !== 'cluster' || !isPatch(ask.body) || (scale === undefined && sent === undefined)) {
      return badRequest(
        'Only scaleSettings and identity of a compute of type AmlCompute can be updated.',
        'BadArgument',
      );
    }
    if (compute.provisioningState !== 'Succeeded') return busy(compute);
    const { minNodes: minNodeCount, maxNodes: maxNodeCount, idleMs } = cluster;
    const kept = scale === undefined ? { minNodeCount, maxNodeCount } : { minNodeCount };
    const read = readScale({ ...kept, ...asRecord(scale) }, idleMs);
    if (!read.ok) return badRequest(read.failure.message, read.failure.code);
    const identity = readIdentity(world, sent, compute.identity, 'PATCH');
    if (!identity.ok) return badRequest(identity.failure.message, identity.failure.code);
    const linked = linkedProblem(world, {
      region: regionOf(compute),
      detail: cluster,
      identity: identity.value,
      resourceId: undefined,
    });
    if (linked !== undefined) return linked;
    for (const name of keptOfCluster) cluster[name] = read.value[name];
    compute.identity = identity.value;
    return updating(ask, workspace, compute, false);
  });
