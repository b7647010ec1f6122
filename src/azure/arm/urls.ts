import type { InstanceAction } from '../gateway.ts';
import type { Place } from '../place.ts';

const api = 'api-version=2022-10-01';
const provider = 'providers/Microsoft.MachineLearningServices';

const path = (...segments: readonly string[]): string =>
  segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');

const inWorkspace = (place: Place): string =>
  `${path('subscriptions', place.subscriptionId, 'resourceGroups', place.resourceGroup)}/${provider}${path('workspaces', place.workspace)}`;

const inRegion = (subscriptionId: string, location: string): string =>
  `${path('subscriptions', subscriptionId)}/${provider}${path('locations', location)}`;

/** Paths of Azure Resource Manager, with the query of the version that the SDK's client speaks. */
export const urls = {
  workspace: (place: Place): string => `${inWorkspace(place)}?${api}`,
  computes: (place: Place): string => `${inWorkspace(place)}/computes?${api}`,
  compute: (place: Place, name: string): string => `${inWorkspace(place)}${path('computes', name)}?${api}`,
  removal: (place: Place, name: string, action: 'Delete' | 'Detach'): string =>
    `${inWorkspace(place)}${path('computes', name)}?${api}&underlyingResourceAction=${action}`,
  action: (place: Place, name: string, action: InstanceAction): string =>
    `${inWorkspace(place)}${path('computes', name, action)}?${api}`,
  nameCheck: (place: Place): string => `${inWorkspace(place)}/checkComputeNameAvailability?${api}`,
  permissions: (place: Place): string =>
    `${inWorkspace(place)}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
  nodes: (place: Place, cluster: string): string =>
    `${inWorkspace(place)}${path('computes', cluster, 'listNodes')}?${api}`,
  jobs: (place: Place): string => `${inWorkspace(place)}/jobs?${api}`,
  job: (place: Place, name: string): string => `${inWorkspace(place)}${path('jobs', name)}?${api}`,
  environments: (place: Place): string => `${inWorkspace(place)}/environments?${api}`,
  environment: (place: Place, name: string, version: string): string =>
    `${inWorkspace(place)}${path('environments', name, 'versions', version)}?${api}`,
  cancel: (place: Place, name: string): string =>
    `${inWorkspace(place)}${path('jobs', name, 'cancel')}?${api}`,
  /** A run at the run-history service, which has no api-version in its query. */
  run: (place: Place, name: string, what: 'details' | 'children'): string =>
    `/history/v1.0${inWorkspace(place)}${path('runs', name, what)}`,
  sizes: (subscriptionId: string, location: string): string =>
    `${inRegion(subscriptionId, location)}/vmSizes?${api}`,
  usages: (subscriptionId: string, location: string): string =>
    `${inRegion(subscriptionId, location)}/usages?${api}`,
  quotas: (subscriptionId: string, location: string): string =>
    `${inRegion(subscriptionId, location)}/quotas?${api}`,
  workspacesOf: (subscriptionId: string): string =>
    `${path('subscriptions', subscriptionId)}/${provider}/workspaces?${api}`,
  subscription: (subscriptionId: string): string =>
    `${path('subscriptions', subscriptionId)}?api-version=2022-12-01`,
  registration: (subscriptionId: string): string =>
    `${path('subscriptions', subscriptionId)}/${provider}?api-version=2021-04-01`,
  subscriptions: '/subscriptions?api-version=2022-12-01',
  resourceGraph: '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01',
} as const;
