import { cancelJob, submit } from '../world/job.ts';
import { computeNamed, isTerminal, jobNamed, removeJob, workspacePath } from '../world/lookup.ts';
import { beginOperation, endOperation } from '../world/operation.ts';
import { between } from '../world/random.ts';
import type { Job, JobType, Json, Operation, Workspace } from '../world/world.ts';
import {
  asRecord,
  badRequest,
  conflict,
  field,
  inWorkspace,
  ok,
  refuse,
  textField,
  type Answer,
  type Ask,
  type Route,
} from './exchange.ts';
import { commandFault } from './job-faults.ts';
import { jobHeaders } from './operations.ts';
import { nextLink, positionOf } from './paging.ts';
import { jobPath, printJob } from './print-job.ts';

const jobTypes: readonly JobType[] = ['Command', 'Sweep', 'Pipeline', 'AutoML'];

/** Where in the list (oldest first) the jobs of an order below `order` end. */
const endBefore = (jobs: readonly Job[], order: number): number => {
  let low = 0;
  let high = jobs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((jobs[middle]?.order ?? Infinity) < order) low = middle + 1;
    else high = middle;
  }
  return low;
};

const filterOf = (ask: Ask): ((job: Job) => boolean) | undefined => {
  const view = ask.query.get('listViewType') ?? 'ActiveOnly';
  if (view !== 'ActiveOnly' && view !== 'ArchivedOnly' && view !== 'All') return undefined;
  const type = ask.query.get('jobType');
  const tag = ask.query.get('tag');
  return (job) =>
    (view === 'All' || job.archived === (view === 'ArchivedOnly')) &&
    (type === null || job.type.toLowerCase() === type.toLowerCase()) &&
    (tag === null || asRecord(job.sent?.['tags'])?.[tag] !== undefined);
};

const list = (ask: Ask): Answer =>
  inWorkspace(ask, (workspace) => {
    const from = positionOf(ask);
    const wanted = filterOf(ask);
    if (from === 'bad') return badRequest('The continuation token is not valid.');
    if (wanted === undefined) return badRequest('listViewType must be ActiveOnly, ArchivedOnly or All.');
    const value: Json[] = [];
    let index = from === undefined ? workspace.jobs.length : endBefore(workspace.jobs, from);
    let last = 0;
    while (index > 0) {
      index -= 1;
      const job = workspace.jobs[index];
      if (job === undefined || !wanted(job)) continue;
      if (value.length === ask.jobsPerPage) return ok({ value, nextLink: nextLink(ask, last) });
      value.push(printJob(workspace, job));
      last = job.order;
    }
    return ok({ value });
  });

const notFound = (workspace: Workspace, name: string): Answer =>
  refuse(404, 'UserError', `Job ${name} was not found in workspace ${workspace.name}.`);

const inJob = (ask: Ask, then: (workspace: Workspace, job: Job) => Answer): Answer =>
  inWorkspace(ask, (workspace) => {
    const name = ask.params['id'] ?? '';
    const job = jobNamed(workspace, name);
    return job === undefined ? notFound(workspace, name) : then(workspace, job);
  });

const minutes = 60_000;

const create = (
  ask: Ask,
  workspace: Workspace,
  name: string,
  properties: { [key: string]: Json },
): Answer => {
  if (!/^[a-z0-9][a-z0-9\-_]{0,254}$/iu.test(name))
    return badRequest(`The job name '${name}' is not valid.`, 'ValidationError');
  const type = jobTypes.find((other) => other === properties['jobType']);
  if (type === undefined)
    return badRequest(
      'The property jobType is required and must be AutoML, Command, Pipeline or Sweep.',
      'ValidationError',
    );
  const fault = type === 'Command' ? commandFault(workspace, properties) : undefined;
  if (fault !== undefined) return badRequest(fault.message, fault.code);
  const computeId = textField(properties, 'computeId') ?? '';
  const prefix = `${workspacePath(workspace)}/computes/`.toLowerCase();
  const key = computeId.toLowerCase().startsWith(prefix)
    ? computeId.slice(prefix.length).toLowerCase()
    : computeId.toLowerCase();
  const compute = key === '' ? undefined : computeNamed(workspace, key);
  if (key !== '' && compute === undefined)
    return badRequest(`The compute '${computeId}' was not found.`, 'ValidationError');
  const count = field(field(properties, 'resources'), 'instanceCount') ?? 1;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1)
    return badRequest('resources.instanceCount must be a whole number of 1 or more.', 'ValidationError');
  if (compute?.detail.kind === 'cluster' && count > compute.detail.maxNodes) {
    return badRequest(
      `The requested job node count of ${count} is more than the maximum of ${compute.detail.maxNodes} nodes of compute '${compute.name}'.`,
      'JobNodeCountExceedsMaxNodes',
    );
  }
  if (compute?.detail.kind === 'instance' && count > 1)
    return badRequest('A compute instance runs jobs of one node only.', 'ValidationError');
  const job = submit(ask.world, workspace, {
    name,
    displayName: textField(properties, 'displayName') ?? name,
    experiment: textField(properties, 'experimentName') ?? 'Default',
    type,
    compute: key,
    createdBy: 'Amara Okafor',
    nodes: count,
    runMs: between(ask.world, 3 * minutes, 20 * minutes),
    fails: false,
    sent: properties,
  });
  return { status: 201, body: printJob(workspace, job) };
};

const changeable = ['description', 'tags', 'properties', 'isArchived'] as const;
const fixed = ['command', 'environmentId', 'computeId', 'experimentName', 'jobType'] as const;

const update = (workspace: Workspace, job: Job, properties: { [key: string]: Json }): Answer => {
  const before = asRecord(printJob(workspace, job)['properties']) ?? {};
  const refused = fixed.find(
    (name) =>
      (properties[name] ?? null) !== null &&
      JSON.stringify(properties[name]) !== JSON.stringify(before[name]),
  );
  if (refused !== undefined)
    return badRequest(`The property ${refused} of an existing job can not be changed.`, 'ValidationError');
  const { status: _status, services: _services, ...kept } = before;
  job.archived = properties['isArchived'] === true;
  job.displayName = textField(properties, 'displayName') ?? job.displayName;
  job.sent = kept;
  for (const name of changeable) {
    const value = properties[name];
    if (value !== undefined) job.sent[name] = value;
  }
  return ok(printJob(workspace, job));
};

const put = (ask: Ask): Answer =>
  inWorkspace(ask, (workspace) => {
    const properties = asRecord(field(ask.body, 'properties'));
    if (properties === undefined)
      return badRequest('The request body must be an object with properties.', 'ValidationError');
    const name = ask.params['id'] ?? '';
    const job = jobNamed(workspace, name);
    return job === undefined ? create(ask, workspace, name, properties) : update(workspace, job, properties);
  });

const begin = (ask: Ask, workspace: Workspace, job: Job): Operation =>
  beginOperation(ask.world, {
    subscriptionId: workspace.subscriptionId,
    location: workspace.location,
    resource: jobPath(workspace, job),
  });

const remove = (ask: Ask): Answer =>
  inWorkspace(ask, (workspace) => {
    const job = jobNamed(workspace, ask.params['id'] ?? '');
    if (job === undefined) return { status: 204 };
    // That only a job which is over can be deleted, and the code of the refusal, could not be confirmed.
    if (!isTerminal(job))
      return conflict(`Job ${job.name} is ${job.status}: cancel it before it is deleted.`);
    const operation = begin(ask, workspace, job);
    removeJob(workspace, job);
    endOperation(ask.world, operation.id, 'Succeeded');
    return {
      status: 202,
      headers: { ...jobHeaders(ask, operation), 'x-ms-async-operation-timeout': 'PT1H' },
    };
  });

const cancel = (ask: Ask): Answer =>
  inJob(ask, (workspace, job) => {
    if (job.status === 'Canceled') return { status: 200 };
    if (isTerminal(job)) return conflict(`Job ${job.name} is ${job.status} and can not be canceled.`);
    // Who asks for the second time is told of the operation under way.
    const going = job.cancelOperation === undefined ? undefined : ask.world.operations[job.cancelOperation];
    const operation = going ?? begin(ask, workspace, job);
    job.cancelOperation = operation.id;
    cancelJob(ask.world, workspace, job);
    return { status: 202, headers: jobHeaders(ask, operation) };
  });

const workspaceTemplate =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}';

export const jobRoutes: readonly Route[] = [
  { method: 'GET', template: `${workspaceTemplate}/jobs`, handle: list },
  {
    method: 'GET',
    template: `${workspaceTemplate}/jobs/{id}`,
    handle: (ask) => inJob(ask, (workspace, job) => ok(printJob(workspace, job))),
  },
  { method: 'PUT', template: `${workspaceTemplate}/jobs/{id}`, handle: put },
  { method: 'DELETE', template: `${workspaceTemplate}/jobs/{id}`, handle: remove },
  { method: 'POST', template: `${workspaceTemplate}/jobs/{id}/cancel`, handle: cancel },
];
