import { changeIdleShutdown, changeSchedules } from './instance-settings.ts';
import { move, remove } from './compute-actions.ts';
import { inCompute } from './compute-exchange.ts';
import { patch, put } from './compute-writes.ts';
import { badRequest, inWorkspace, ok, textField, type Answer, type Ask, type Route } from './exchange.ts';
import { isTaken, nameProblem } from './names.ts';
import { page } from './paging.ts';
import { printCompute, printNode } from './print-compute.ts';

const pageSize = 100;

const list = (ask: Ask): Answer =>
  inWorkspace(ask, (workspace) => {
    const found = page(ask, workspace.computes, pageSize);
    if (found === 'bad') return badRequest('The continuation token is not valid.');
    const value = found.items.map((compute) => printCompute(ask.world, workspace, compute));
    return ok(found.next === undefined ? { value } : { value, nextLink: found.next });
  });

const listNodes = (ask: Ask): Answer =>
  inCompute(ask, (_, compute) => {
    if (compute.detail.kind !== 'cluster') {
      return badRequest(
        `ComputeListNodes with computeType ${compute.computeType} is not supported.`,
        'NotSupported',
      );
    }
    const found = page(ask, compute.detail.nodes, pageSize);
    if (found === 'bad') return badRequest('The continuation token is not valid.');
    const nodes = found.items.map(printNode);
    return ok(found.next === undefined ? { nodes } : { nodes, nextLink: found.next });
  });

const withSecrets = new Set(['AKS', 'VirtualMachine', 'HDInsight', 'Databricks']);

/** What the service keeps of the secrets of a compute: here none, so that the answer names the type alone. */
const listKeys = (ask: Ask): Answer =>
  inCompute(ask, (_, { computeType }) =>
    withSecrets.has(computeType)
      ? ok({ computeType })
      : badRequest(`ComputeListKeys with computeType ${computeType} is not supported.`, 'NotSupported'),
  );

const checkName = (ask: Ask): Answer =>
  inWorkspace(ask, (workspace) => {
    const name = textField(ask.body, 'Name') ?? textField(ask.body, 'name') ?? '';
    const problem = nameProblem(name, 'instance');
    if (problem !== undefined) return ok({ nameAvailable: false, reason: 'Invalid', message: problem });
    return isTaken(ask.world, workspace, name)
      ? ok({
          nameAvailable: false,
          reason: 'AlreadyExists',
          message: `The name '${name}' is taken in region ${workspace.location}.`,
        })
      : ok({ nameAvailable: true, reason: null, message: null });
  });

const workspaceTemplate =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}';
const template = `${workspaceTemplate}/computes/{computeName}`;

export const computeRoutes: readonly Route[] = [
  { method: 'GET', template: `${workspaceTemplate}/computes`, handle: list },
  {
    method: 'GET',
    template,
    handle: (ask) => inCompute(ask, (workspace, compute) => ok(printCompute(ask.world, workspace, compute))),
  },
  { method: 'PUT', template, handle: put },
  { method: 'PATCH', template, handle: patch },
  { method: 'DELETE', template, handle: remove },
  { method: 'POST', template: `${template}/start`, handle: move('Start') },
  { method: 'POST', template: `${template}/stop`, handle: move('Stop') },
  { method: 'POST', template: `${template}/restart`, handle: move('Restart') },
  { method: 'POST', template: `${template}/updateSchedules`, handle: changeSchedules },
  { method: 'POST', template: `${template}/updateIdleShutdownSetting`, handle: changeIdleShutdown },
  { method: 'POST', template: `${template}/listNodes`, handle: listNodes },
  { method: 'POST', template: `${template}/listKeys`, handle: listKeys },
  { method: 'GET', template: `${template}/listNodes`, handle: listNodes },
  { method: 'POST', template: `${workspaceTemplate}/checkComputeNameAvailability`, handle: checkName },
];
