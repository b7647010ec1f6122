import { rolesAt } from '../world/roles.ts';
import type { Json, ResourceGroup, Subscription } from '../world/world.ts';
import {
  inResourceGroup,
  inSubscription,
  inWorkspace,
  ok,
  type Answer,
  type Ask,
  type Route,
} from './exchange.ts';

const printSubscription = (subscription: Subscription): Json => ({
  id: `/subscriptions/${subscription.id}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: subscription.id,
  tenantId: subscription.tenantId,
  displayName: subscription.name,
  state: 'Enabled',
});

const printGroup = (group: ResourceGroup): Json => ({
  id: `/subscriptions/${group.subscriptionId}/resourceGroups/${group.name}`,
  name: group.name,
  type: 'Microsoft.Resources/resourceGroups',
  location: group.location,
  tags: group.tags,
  properties: { provisioningState: 'Succeeded' },
});

/** What the user may do at the resource whose permissions are asked for: one entry for each role that reaches it. */
const permissionsAt = ({ world, path }: Ask): Answer => {
  const scope = path.slice(0, path.toLowerCase().indexOf('/providers/microsoft.authorization/'));
  const value = rolesAt(world, scope).map(({ actions, notActions }) => ({
    actions,
    notActions,
    dataActions: [],
    notDataActions: [],
  }));
  return ok({ value });
};

const provider = 'Microsoft.MachineLearningServices';

const group = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';
const workspace = `${group}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}`;
const permissions = 'providers/Microsoft.Authorization/permissions';

export const subscriptionRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/subscriptions',
    handle: ({ world }) =>
      ok({
        value: world.subscriptions.map(printSubscription),
        count: { type: 'Total', value: world.subscriptions.length },
      }),
  },
  {
    method: 'GET',
    template: '/subscriptions/{subscriptionId}',
    handle: (ask) =>
      inSubscription(ask, (id) =>
        ok(
          ask.world.subscriptions
            .filter((subscription) => subscription.id === id)
            .map(printSubscription)[0] ?? null,
        ),
      ),
  },
  {
    method: 'GET',
    template: `/subscriptions/{subscriptionId}/providers/${provider}`,
    handle: (ask) =>
      inSubscription(ask, (id) =>
        ok({
          id: `/subscriptions/${id}/providers/${provider}`,
          namespace: provider,
          registrationPolicy: 'RegistrationRequired',
          registrationState: 'Registered',
          resourceTypes: [],
        }),
      ),
  },
  {
    method: 'GET',
    template: '/subscriptions/{subscriptionId}/resourceGroups',
    handle: (ask) =>
      inSubscription(ask, (id) =>
        ok({
          value: ask.world.resourceGroups.filter((other) => other.subscriptionId === id).map(printGroup),
        }),
      ),
  },
  {
    method: 'GET',
    template: group,
    handle: (ask) =>
      inResourceGroup(ask, (id, name) =>
        ok(
          ask.world.resourceGroups
            .filter((other) => other.subscriptionId === id && other.name === name)
            .map(printGroup)[0] ?? null,
        ),
      ),
  },
  {
    method: 'GET',
    template: `/subscriptions/{subscriptionId}/${permissions}`,
    handle: (ask) => inSubscription(ask, () => permissionsAt(ask)),
  },
  {
    method: 'GET',
    template: `${group}/${permissions}`,
    handle: (ask) => inResourceGroup(ask, () => permissionsAt(ask)),
  },
  {
    method: 'GET',
    template: `${workspace}/${permissions}`,
    handle: (ask) => inWorkspace(ask, () => permissionsAt(ask)),
  },
];
