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

/** An image of Azure Machine Learning with what a conda file adds to it. */
export const environmentYaml = `environment:
  image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
  conda_file: conda.yml`;
