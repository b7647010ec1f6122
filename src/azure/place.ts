/** Where a workspace is. Names compare without regard to case, as everywhere in Azure Resource Manager. */
export type Place = {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
};

const provider = 'Microsoft.MachineLearningServices';

/** The ARM id of a workspace. */
export const workspaceId = (place: Place): string =>
  `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/${provider}/workspaces/${place.workspace}`;

/** The ARM id of a compute in a workspace. */
export const computeId = (place: Place, name: string): string => `${workspaceId(place)}/computes/${name}`;

/** The ARM id of a job in a workspace. */
export const jobId = (place: Place, name: string): string => `${workspaceId(place)}/jobs/${name}`;

/** Two ARM ids name the same resource: case and a trailing slash do not count. */
export const sameId = (a: string, b: string): boolean => idKey(a) === idKey(b);

/** The form of an ARM id that compares with `===`. */
export const idKey = (id: string): string => id.toLowerCase().replace(/\/+$/u, '');

/** The resource's own name: the last segment of its ARM id. */
export const nameOf = (id: string): string => id.replace(/\/+$/u, '').split('/').at(-1) ?? id;

/** The place named by the ARM id of a workspace or of anything inside one; undefined when it is not such an id. */
export const placeOf = (id: string): Place | undefined => {
  const match =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.MachineLearningServices\/workspaces\/([^/]+)/iu.exec(
      id,
    );
  if (match === null) return undefined;
  const [, subscriptionId = '', resourceGroup = '', workspace = ''] = match;
  return { subscriptionId, resourceGroup, workspace };
};
