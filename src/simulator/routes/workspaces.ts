import { dataOrigins } from '../data-plane/origins.ts';
import { workspacePath } from '../world/lookup.ts';
import type { Json, Workspace } from '../world/world.ts';
import {
  badRequest,
  inResourceGroup,
  inSubscription,
  inWorkspace,
  isoTime,
  ok,
  type Answer,
  type Ask,
  type Route,
} from './exchange.ts';
import { page } from './paging.ts';

const printWorkspace = (workspace: Workspace, tenantId: string, origin: string): Json => {
  const group = `/subscriptions/${workspace.subscriptionId}/resourceGroups/${workspace.resourceGroup}/providers`;
  const short = workspace.name.replaceAll(/[^a-z0-9]/giu, '').toLowerCase();
  return {
    id: workspacePath(workspace),
    name: workspace.name,
    type: 'Microsoft.MachineLearningServices/workspaces',
    location: workspace.location,
    tags: workspace.tags,
    kind: workspace.kind,
    etag: null,
    sku: { name: 'Basic', tier: 'Basic' },
    identity: { type: 'SystemAssigned', principalId: workspace.workspaceGuid, tenantId },
    properties: {
      friendlyName: workspace.friendlyName,
      description: workspace.description,
      storageAccount: `${group}/Microsoft.Storage/storageAccounts/st${short}`,
      keyVault: `${group}/Microsoft.Keyvault/vaults/kv-${short}`,
      applicationInsights: `${group}/Microsoft.insights/components/appi-${short}`,
      containerRegistry: null,
      hbiWorkspace: false,
      tenantId,
      imageBuildCompute: '',
      provisioningState: 'Succeeded',
      v1LegacyMode: false,
      workspaceId: workspace.workspaceGuid,
      discoveryUrl: `${dataOrigins(origin, workspace).api}/discovery`,
      mlFlowTrackingUri: `azureml://${workspace.location}.api.azureml.ms/mlflow/v1.0${workspacePath(workspace)}`,
      publicNetworkAccess: 'Enabled',
      privateLinkCount: 0,
      allowPublicAccessWhenBehindVnet: false,
      storageHnsEnabled: false,
    },
    systemData: {
      createdAt: isoTime(workspace.createdAt),
      createdBy: workspace.createdBy,
      createdByType: 'User',
      lastModifiedAt: isoTime(workspace.createdAt),
      lastModifiedBy: workspace.createdBy,
      lastModifiedByType: 'User',
    },
  };
};

const list = (ask: Ask, mine: (workspace: Workspace) => boolean): Answer => {
  const numbered = ask.world.workspaces.map((workspace, index) => ({ serial: index + 1, workspace }));
  const found = page(
    ask,
    numbered.filter(({ workspace }) => mine(workspace)),
    100,
  );
  if (found === 'bad') return badRequest('The continuation token is not valid.');
  const value = found.items.map(({ workspace }) =>
    printWorkspace(workspace, tenantOf(ask, workspace), ask.origin),
  );
  return ok(found.next === undefined ? { value } : { value, nextLink: found.next });
};

const tenantOf = (ask: Ask, workspace: Workspace): string =>
  ask.world.subscriptions.find((subscription) => subscription.id === workspace.subscriptionId)?.tenantId ??
  '';

const provider = 'providers/Microsoft.MachineLearningServices/workspaces';

export const workspaceRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: `/subscriptions/{subscriptionId}/${provider}`,
    handle: (ask) => inSubscription(ask, (id) => list(ask, (workspace) => workspace.subscriptionId === id)),
  },
  {
    method: 'GET',
    template: `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/${provider}`,
    handle: (ask) =>
      inResourceGroup(ask, (id, group) =>
        list(ask, (workspace) => workspace.subscriptionId === id && workspace.resourceGroup === group),
      ),
  },
  {
    method: 'GET',
    template: `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/${provider}/{workspaceName}`,
    handle: (ask) =>
      inWorkspace(ask, (workspace) => ok(printWorkspace(workspace, tenantOf(ask, workspace), ask.origin))),
  },
];
