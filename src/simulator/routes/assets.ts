import { workspacePath } from '../world/lookup.ts';
import type { Json, Workspace } from '../world/world.ts';
import { inWorkspace, isoTime, ok, refuse, type Answer, type Ask, type Route } from './exchange.ts';

/*
 * What Microsoft's SDK for Python and its CLI read of a workspace before they submit: the store that it begins with, and code, of which
 * there is none until somebody uploads it; nobody can here.
 */

const storeName = 'workspaceblobstore';

const printStore = (workspace: Workspace): Json => ({
  id: `${workspacePath(workspace)}/datastores/${storeName}`,
  name: storeName,
  type: 'Microsoft.MachineLearningServices/workspaces/datastores',
  properties: {
    description: null,
    tags: null,
    properties: null,
    isDefault: true,
    credentials: { credentialsType: 'None' },
    datastoreType: 'AzureBlob',
    accountName: `${workspace.name
      .replaceAll(/[^a-z\d]/giu, '')
      .toLowerCase()
      .slice(0, 18)}store`,
    containerName: `azureml-blobstore-${workspace.workspaceGuid}`,
    endpoint: 'core.windows.net',
    protocol: 'https',
    serviceDataAccessAuthIdentity: 'WorkspaceSystemAssignedIdentity',
  },
  systemData: { createdAt: isoTime(workspace.createdAt), createdBy: 'Microsoft', createdByType: 'User' },
});

const notFound = (kind: string, name: string | undefined): Answer =>
  refuse(404, 'UserError', `${kind} ${name ?? ''} was not found.`);

const noCode = (ask: Ask): Answer => inWorkspace(ask, () => notFound('Code', ask.params['name']));

const workspace =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}';

export const assetRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: `${workspace}/datastores`,
    handle: (ask) => inWorkspace(ask, (found) => ok({ value: [printStore(found)] })),
  },
  {
    method: 'GET',
    template: `${workspace}/datastores/{name}`,
    handle: (ask) =>
      inWorkspace(ask, (found) =>
        ask.params['name']?.toLowerCase() === storeName
          ? ok(printStore(found))
          : notFound('Datastore', ask.params['name']),
      ),
  },
  {
    method: 'GET',
    template: `${workspace}/codes`,
    handle: (ask) => inWorkspace(ask, () => ok({ value: [] })),
  },
  { method: 'GET', template: `${workspace}/codes/{name}`, handle: noCode },
  { method: 'GET', template: `${workspace}/codes/{name}/versions`, handle: noCode },
];
