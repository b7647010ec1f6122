import type { PlainRequest } from '#azure/arm/transport.ts';

/** An address that the gateway asks and that this specification does not have. */
type Outside = {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** Absent where none is asked for. */
  readonly version?: string;
  readonly why: string;
};

const inWorkspace = String.raw`/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\.MachineLearningServices/workspaces/[^/]+`;

const outside: readonly Outside[] = [
  {
    name: 'subscriptions',
    method: 'GET',
    path: /^\/subscriptions$/u,
    version: '2022-12-01',
    why: 'Microsoft.Resources lists subscriptions; Azure Machine Learning has no such address.',
  },
  {
    name: 'subscription',
    method: 'GET',
    path: /^\/subscriptions\/[^/]+$/u,
    version: '2022-12-01',
    why: 'Microsoft.Resources tells the name and the state of a subscription.',
  },
  {
    name: 'resource provider',
    method: 'GET',
    path: /^\/subscriptions\/[^/]+\/providers\/Microsoft\.MachineLearningServices$/u,
    version: '2021-04-01',
    why: 'Microsoft.Resources tells whether a subscription has the provider registered.',
  },
  {
    name: 'Resource Graph',
    method: 'POST',
    path: /^\/providers\/Microsoft\.ResourceGraph\/resources$/u,
    version: '2021-03-01',
    why: 'Microsoft.ResourceGraph finds workspaces, subnets and identities of all subscriptions in one request.',
  },
  {
    name: 'permissions',
    method: 'GET',
    path: new RegExp(`^${inWorkspace}/providers/Microsoft\\.Authorization/permissions$`, 'u'),
    version: '2022-04-01',
    why: 'Microsoft.Authorization tells what the user may do at a resource.',
  },
  {
    name: 'name check',
    method: 'POST',
    path: new RegExp(`^${inWorkspace}/checkComputeNameAvailability$`, 'u'),
    version: '2022-10-01',
    why: "The studio and Microsoft's first SDK ask it; it is in the provider's list of operations, in no specification.",
  },
  {
    name: 'operation',
    method: 'GET',
    path: /^\/subscriptions\/[^/]+\/providers\/Microsoft\.MachineLearningServices\/locations\/[^/]+\/computeOperationsStatus\/[^/]+$/u,
    version: '2022-10-01',
    why: 'A signed address that the service handed out, asked as it is.',
  },
  {
    name: 'discovery',
    method: 'GET',
    path: /^\/discovery$/u,
    why: "Tells where the services of a workspace are; no part of Azure Resource Manager. Microsoft's Python SDK v2 asks it.",
  },
  {
    name: 'run details',
    method: 'GET',
    path: new RegExp(`^/history/v1\\.0${inWorkspace}/runs/[^/]+/details$`, 'u'),
    why: "Run history has no published specification: paths and shapes are those of the client in Microsoft's Python SDK v2.",
  },
  {
    name: 'run children',
    method: 'GET',
    path: new RegExp(`^/history/v1\\.0${inWorkspace}/runs/[^/]+/children$`, 'u'),
    why: 'The same: children of pipeline jobs and sweeps are in no list of Azure Resource Manager.',
  },
  {
    name: 'log file',
    method: 'GET',
    path: /^\/azureml\/ExperimentRun\/dcid\.[^/]+\/.+$/u,
    why: 'A signed address in a storage account that run history handed out, asked as it is.',
  },
];

/** The names of those addresses. */
export const outsideNames: readonly string[] = outside.map(({ name }) => name);

/** Which of those addresses a request asks, with its version; undefined when it is none of them. */
export const outsideOf = ({ method, url }: PlainRequest): string | undefined => {
  const { pathname, searchParams } = new URL(url);
  return outside.find(
    (one) =>
      one.method === method &&
      one.path.test(pathname) &&
      (one.version ?? null) === searchParams.get('api-version'),
  )?.name;
};

/** Headers of single operations that the specification lacks, and why they are sent all the same. */
export const extraHeaders: Readonly<Record<string, string>> = {
  'Compute_CreateOrUpdate header if-none-match: not in the specification':
    "HTTP's own condition that the name be free: none is documented for computes, and a service that ignores it does no harm.",
};
