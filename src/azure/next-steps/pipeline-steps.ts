import type { GuideSection } from '../guide.ts';
import { workspaceV1, type StepFacts } from './facts.ts';
import { pythonString } from '../quoting.ts';

/** A pipeline of one step; `step` is Python that makes it of `target`. */
const pipeline = (
  { place, name }: StepFacts,
  stepClass: string,
  step: string,
  { words, more = '' }: { readonly words: readonly string[]; readonly more?: string },
): GuideSection => ({
  title: 'Use it as a step of a pipeline',
  words: [
    ...words,
    'Pipeline steps of this kind are of the first SDK generation (azureml-core and azureml-pipeline), whose support was announced to end on 30 June 2026.',
  ],
  snippets: [
    {
      title: `A pipeline with one ${stepClass}`,
      language: 'python',
      text: `from azureml.core import Experiment, Workspace
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ${stepClass}
${more}
${workspaceV1(place)}
target = ws.compute_targets[${pythonString(name)}]
${step}
pipeline = Pipeline(workspace=ws, steps=[step])
run = Experiment(ws, "first-pipeline").submit(pipeline)
run.wait_for_completion(show_output=True)
`,
    },
  ],
});

export const batchStep = (facts: StepFacts): GuideSection =>
  pipeline(
    facts,
    'AzureBatchStep',
    `step = AzureBatchStep(
    name="convert",
    pool_id="my-pool",
    create_pool=False,
    source_directory="./bin",
    executable="convert.cmd",
    arguments=["--fast"],
    compute_target=target,
)`,
    {
      words: [
        'The step runs an executable on the nodes of a pool of the Batch account. Folders cannot be its inputs or outputs.',
      ],
    },
  );

export const databricksStep = (facts: StepFacts): GuideSection =>
  pipeline(
    facts,
    'DatabricksStep',
    `step = DatabricksStep(
    name="prepare",
    num_workers=1,
    notebook_path="/Shared/prepare",
    notebook_params={"day": "2020-09-01"},
    run_name="prepare",
    compute_target=target,
    allow_reuse=False,
)`,
    {
      words: [
        'The step runs a notebook of the Databricks workspace, here on a job cluster of its own; existing_cluster_id names one that runs.',
        'When the access token has run out the step fails with 403: detach, and attach again with a new token.',
      ],
    },
  );

export const dataLakeStep = (facts: StepFacts): GuideSection =>
  pipeline(
    facts,
    'AdlaStep',
    `step = AdlaStep(
    name="aggregate",
    source_directory="./usql",
    script_name="aggregate.usql",
    degree_of_parallelism=2,
    compute_target=target,
)`,
    {
      words: [
        'Data Lake Analytics ended on 29 February 2024: this step fails today, and is here so that old pipelines can be read. Detach the entry.',
        'It read and wrote only the default store of the account; a DataTransferStep brought other data there.',
      ],
    },
  );

export const dataTransferStep = (facts: StepFacts): GuideSection =>
  pipeline(
    facts,
    'DataTransferStep',
    `store = ws.get_default_datastore()
source = DataReference(
    datastore=store,
    data_reference_name="source",
    path_on_datastore="raw/",
)
destination = DataReference(
    datastore=store,
    data_reference_name="destination",
    path_on_datastore="copied/",
)
step = DataTransferStep(
    name="copy",
    source_data_reference=source,
    source_reference_type="directory",
    destination_data_reference=destination,
    destination_reference_type="directory",
    compute_target=target,
)`,
    {
      words: ['The step copies data from one store to another; it runs no training.'],
      more: 'from azureml.data.data_reference import DataReference\n',
    },
  );
