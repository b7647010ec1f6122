import {
  createSimulator,
  mainPlace,
  type PlainResponse,
  type Scale,
  type Simulator,
  type SimulatorOptions,
  type World,
} from '#simulator/simulator.ts';

/** A clock moved by hand. */
export type HandClock = { readonly now: () => number; readonly advance: (ms: number) => void };

/** Monday 16 November 2026, 10:00 UTC. */
export const mondayMorning = Date.UTC(2026, 10, 16, 10);

export const handClock = (startMs = mondayMorning): HandClock => {
  let now = startMs;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
};

/** The parts of answers that tests read; which of them are there depends on what was asked. */
export type Body = {
  readonly name: string;
  readonly status: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly value: readonly Item[];
  readonly data: readonly Item[];
  readonly nodes: readonly { readonly runId: string | null; readonly nodeState: string }[];
  readonly nextLink?: string;
  readonly $skipToken?: string;
  readonly properties: Properties;
};
export type Item = { readonly name: string; readonly systemData: { readonly createdAt: string } };
export type Properties = {
  readonly status: string;
  readonly state: string;
  readonly provisioningState: string;
  readonly targetNodeCount: number;
  readonly nodeStateCounts: { readonly runningNodeCount: number };
  readonly scaleSettings: unknown;
  readonly properties: Properties;
};

export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; an empty object when there is none. */
  readonly json: Body;
  readonly text: string;
};

export type Bench = {
  readonly simulator: Simulator;
  readonly clock: HandClock;
  /** World time passes (speed 1). */
  readonly pass: (minutes: number) => void;
  readonly world: () => World;
  /** Sends a request to a path, or to an absolute address; adds the api-version when there is none. */
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answered>;
};

export const host = 'https://management.azure.com';

/** The ARM path of the main workspace. */
export const mainPath = `/subscriptions/${mainPlace.subscriptionId}/resourceGroups/${mainPlace.resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${mainPlace.workspace}`;

const inGroup = (path: string): string =>
  `/subscriptions/${mainPlace.subscriptionId}/resourceGroups/${mainPlace.resourceGroup}/providers/${path}`;

/** By compute type: a resource of the simulator's tenant, attached to nothing yet. */
export const freeResources = {
  AKS: inGroup('Microsoft.ContainerService/managedClusters/aks-batch'),
  Kubernetes: inGroup('Microsoft.ContainerService/managedClusters/aks-batch'),
  VirtualMachine: inGroup('Microsoft.Compute/virtualMachines/dsvm-team'),
  HDInsight: inGroup('Microsoft.HDInsight/clusters/hdi-events'),
  Batch: inGroup('Microsoft.Batch/batchAccounts/teambatch'),
  Databricks: inGroup('Microsoft.Databricks/workspaces/dbx-team'),
  DataLakeAnalytics: inGroup('Microsoft.DataLakeAnalytics/accounts/contosoadla').replace(
    mainPlace.resourceGroup,
    'rg-shared-data',
  ),
  SynapseSpark: inGroup('Microsoft.Synapse/workspaces/syn-contoso/bigDataPools/large').replace(
    mainPlace.resourceGroup,
    'rg-shared-data',
  ),
  DataFactory: inGroup('Microsoft.DataFactory/factories/adf-team'),
} as const;

/** Where the main workspace's region is asked about. */
export const regionPath = `/subscriptions/${mainPlace.subscriptionId}/providers/Microsoft.MachineLearningServices/locations/westeurope`;

const parse = (answer: PlainResponse): Answered => ({
  status: answer.status,
  headers: answer.headers,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border where answers enter the tests
  json: JSON.parse(answer.body === '' ? '{}' : answer.body) as Body,
  text: answer.body,
});

/** A simulator on a clock moved by hand, one world second per second. */
export const simulatorBench = ({
  startMs,
  ...options
}: { scale?: Scale; seed?: number; startMs?: number } & Pick<
  SimulatorOptions,
  'faults' | 'jobs' | 'latencyMs' | 'sleep' | 'signIn' | 'passesOverConditions'
> = {}): Bench => {
  const clock = handClock(startMs);
  const simulator = createSimulator({
    scale: 'small',
    seed: 1,
    ...options,
    speed: 1,
    now: clock.now,
  });
  return {
    simulator,
    clock,
    pass: (minutes) => {
      clock.advance(minutes * 60_000);
    },
    world: () => simulator.world(),
    ask: async (method, path, body, headers = { authorization: 'Bearer token' }) => {
      const address = path.startsWith('https:') ? path : `${host}${path}`;
      const url = address.includes('api-version=')
        ? address
        : `${address}${address.includes('?') ? '&' : '?'}api-version=2022-10-01`;
      return parse(
        await simulator.send({
          method,
          url,
          headers: { 'content-type': 'application/json', ...headers },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    },
  };
};

/** The body of a cluster of four-core machines. */
export const clusterBody = (properties: Record<string, unknown> = {}) => ({
  location: 'westeurope',
  properties: {
    computeType: 'AmlCompute',
    properties: {
      vmSize: 'Standard_DS3_v2',
      scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT120S' },
      ...properties,
    },
  },
});

/** The body of a job that runs a command on a compute of the main workspace. */
export const jobBody = (compute: string, nodes = 1) => ({
  properties: {
    jobType: 'Command',
    command: 'python train.py',
    environmentId: 'azureml://registries/azureml/environments/sklearn-1.5/versions/1',
    computeId: `${mainPath}/computes/${compute}`,
    resources: { instanceCount: nodes },
  },
});
