import { workspacePath } from '../world/lookup.ts';
import type { Json, Workspace } from '../world/world.ts';
import { inWorkspace, isoTime, ok, refuse, type Answer, type Ask, type Route } from './exchange.ts';

type Environment = {
  readonly name: string;
  /** Made by the people of the workspace, not by Microsoft. */
  readonly own?: true;
  readonly description: string;
  readonly image: string;
  /** Newest first. */
  readonly versions: readonly string[];
};

/** The curated environments that every workspace has, and one of its own. */
const environments: readonly Environment[] = [
  {
    name: 'AzureML-sklearn-1.5',
    description: 'scikit-learn, xgboost and lightgbm on CPU',
    image: 'mcr.microsoft.com/azureml/curated/sklearn-1.5',
    versions: ['25', '24', '23'],
  },
  {
    name: 'AzureML-pytorch-2.2-cuda12.1',
    description: 'PyTorch with CUDA 12.1',
    image: 'mcr.microsoft.com/azureml/curated/acpt-pytorch-2.2-cuda12.1',
    versions: ['31', '30'],
  },
  {
    name: 'AzureML-tensorflow-2.16-cuda12',
    description: 'TensorFlow with CUDA 12',
    image: 'mcr.microsoft.com/azureml/curated/tensorflow-2.16-cuda12',
    versions: ['11', '10'],
  },
  {
    name: 'AzureML-responsibleai',
    description: 'Responsible AI dashboard',
    image: 'mcr.microsoft.com/azureml/curated/responsibleai',
    versions: ['8'],
  },
  {
    name: 'team-train',
    own: true,
    description: 'What the team trains with',
    image: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04',
    versions: ['4', '3', '2', '1'],
  },
];

const stamp = (workspace: Workspace): Json => ({
  createdAt: isoTime(workspace.createdAt),
  createdBy: 'Microsoft',
  createdByType: 'User',
  lastModifiedAt: isoTime(workspace.createdAt),
  lastModifiedBy: 'Microsoft',
  lastModifiedByType: 'User',
});

const printContainer = (workspace: Workspace, environment: Environment): Json => ({
  id: `${workspacePath(workspace)}/environments/${environment.name}`,
  name: environment.name,
  type: 'Microsoft.MachineLearningServices/workspaces/environments',
  properties: {
    description: environment.description,
    tags: {},
    properties: {},
    isArchived: false,
    latestVersion: environment.versions[0] ?? null,
    nextVersion: String(Number(environment.versions[0] ?? '0') + 1),
  },
  systemData: stamp(workspace),
});

const printVersion = (workspace: Workspace, environment: Environment, version: string): Json => ({
  id: `${workspacePath(workspace)}/environments/${environment.name}/versions/${version}`,
  name: version,
  type: 'Microsoft.MachineLearningServices/workspaces/environments/versions',
  properties: {
    description: environment.description,
    tags: {},
    properties: {},
    isArchived: false,
    isAnonymous: false,
    environmentType: environment.own === true ? 'UserCreated' : 'Curated',
    image: `${environment.image}:${version}`,
    osType: 'Linux',
  },
  systemData: stamp(workspace),
});

const environmentNamed = (name: string): Environment | undefined =>
  environments.find((other) => other.name.toLowerCase() === name.toLowerCase());

/** Whether a workspace has that version of an environment. */
export const hasEnvironment = (name: string, version: string): boolean =>
  environmentNamed(name)?.versions.includes(version) ?? false;

const inEnvironment = (ask: Ask, then: (workspace: Workspace, environment: Environment) => Answer): Answer =>
  inWorkspace(ask, (workspace) => {
    const name = ask.params['name'] ?? '';
    const environment = environmentNamed(name);
    return environment === undefined
      ? refuse(404, 'UserError', `Environment ${name} was not found.`)
      : then(workspace, environment);
  });

const template =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}/environments';

export const environmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    template,
    handle: (ask) =>
      inWorkspace(ask, (workspace) =>
        ok({ value: environments.map((environment) => printContainer(workspace, environment)) }),
      ),
  },
  {
    method: 'GET',
    template: `${template}/{name}`,
    handle: (ask) =>
      inEnvironment(ask, (workspace, environment) => ok(printContainer(workspace, environment))),
  },
  {
    method: 'GET',
    template: `${template}/{name}/versions`,
    handle: (ask) =>
      inEnvironment(ask, (workspace, environment) => {
        const top = Number(ask.query.get('$top') ?? environment.versions.length);
        const shown = environment.versions.slice(0, Number.isSafeInteger(top) && top > 0 ? top : undefined);
        return ok({ value: shown.map((version) => printVersion(workspace, environment, version)) });
      }),
  },
  {
    method: 'GET',
    template: `${template}/{name}/versions/{version}`,
    handle: (ask) =>
      inEnvironment(ask, (workspace, environment) => {
        const version = ask.params['version'] ?? '';
        return environment.versions.includes(version)
          ? ok(printVersion(workspace, environment, version))
          : refuse(404, 'UserError', `Version ${version} of environment ${environment.name} was not found.`);
      }),
  },
];
