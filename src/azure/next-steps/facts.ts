import type { Place } from '../place.ts';
import { pythonString, shellWord } from '../quoting.ts';

/** What snippets are made for. */
export type StepFacts = {
  readonly place: Place;
  /** Of the compute; a made-up one where there is none yet. */
  readonly name: string;
};

/** A command of the `ml` extension of Azure CLI, in the workspace, one option a line. */
export const azMl = (place: Place, command: string): string =>
  [
    `az ml ${command}`,
    `--subscription ${shellWord(place.subscriptionId)}`,
    `--resource-group ${shellWord(place.resourceGroup)}`,
    `--workspace-name ${shellWord(place.workspace)}`,
  ].join(' \\\n  ');

/** The workspace in the first SDK generation, as `ws`. */
export const workspaceV1 = (place: Place): string => `ws = Workspace.get(
    name=${pythonString(place.workspace)},
    subscription_id=${pythonString(place.subscriptionId)},
    resource_group=${pythonString(place.resourceGroup)},
)`;

/** The workspace in the second SDK generation, as `ml`. */
export const clientV2 = (place: Place): string => `ml = MLClient(
    DefaultAzureCredential(),
    subscription_id=${pythonString(place.subscriptionId)},
    resource_group_name=${pythonString(place.resourceGroup)},
    workspace_name=${pythonString(place.workspace)},
)`;

const schemas = 'https://azuremlschemas.azureedge.net/latest';

/** The first line of a YAML file of Azure CLI: what editors check it by. */
export const schemaLine = (name: string): string => `$schema: ${schemas}/${name}.schema.json`;

/** One machine of a type, in a job file. */
export const oneMachine = (type: string): string =>
  `resources:\n  instance_type: ${type}\n  instance_count: 1`;

/** A job file that runs a script in an image of Azure Machine Learning, with what a conda file adds to it. `where` are the lines of its compute. */
export const trainingJob = (where: string): string => `${schemaLine('commandJob')}
type: command
code: ./src
command: python train.py
environment:
  image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
  conda_file: conda.yml
${where}
experiment_name: first-run
`;
