import type { GuideSection, Snippet } from '../guide.ts';
import { azMl, clientV2, schemaLine, trainingJob, type StepFacts } from './facts.ts';
import { pythonString, yamlString } from '../quoting.ts';

export const condaYaml: Snippet = {
  title: 'conda.yml: what the script needs',
  language: 'yaml',
  text: `channels:
  - conda-forge
dependencies:
  - python=3.10
  - scikit-learn
  - pip
  - pip:
      - mlflow
      - azureml-mlflow
`,
};

/** `more` are lines of the job below its compute. */
const jobYaml = (name: string, ...more: readonly string[]): string =>
  trainingJob([`compute: ${yamlString(`azureml:${name}`)}`, ...more].join('\n'));

const submit = ({ place }: StepFacts): Snippet => ({
  title: 'Submit it and follow its output',
  language: 'shell',
  text: `${azMl(place, 'job create --file job.yml --stream')}\n`,
});

const python = ({ place, name }: StepFacts): Snippet => ({
  title: 'The same in Python (azure-ai-ml)',
  language: 'python',
  text: `from azure.ai.ml import MLClient, command
from azure.ai.ml.entities import Environment
from azure.identity import DefaultAzureCredential

${clientV2(place)}
job = command(
    code="./src",
    command="python train.py",
    environment=Environment(
        image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
        conda_file="conda.yml",
    ),
    compute=${pythonString(name)},
    experiment_name="first-run",
)
submitted = ml.jobs.create_or_update(job)
ml.jobs.stream(submitted.name)
`,
});

/**
 * A command job on it.
 * @param more lines of the job that this kind of compute wants
 */
export const commandJob = (
  facts: StepFacts,
  words: readonly string[],
  ...more: readonly string[]
): GuideSection => ({
  title: 'Submit a job',
  words: ['Put the script into ./src/train.py; the folder is uploaded with the job.', ...words],
  snippets: [
    { title: 'job.yml: a command job', language: 'yaml', text: jobYaml(facts.name, ...more) },
    condaYaml,
    submit(facts),
    python(facts),
  ],
});

/** Many runs of one script with different hyperparameters. */
export const sweepJob = ({ place, name }: StepFacts): GuideSection => ({
  title: 'Tune hyperparameters',
  words: [
    'A sweep submits one trial for each set of values. The script logs the metric by the name given here; a cluster grows to as many nodes as trials run at once.',
  ],
  snippets: [
    {
      title: 'sweep.yml: a sweep job',
      language: 'yaml',
      text: `${schemaLine('sweepJob')}
type: sweep
trial:
  code: ./src
  command: >-
    python train.py --rate \${{search_space.rate}}
  environment:
    image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
    conda_file: conda.yml
compute: ${yamlString(`azureml:${name}`)}
sampling_algorithm: random
search_space:
  rate:
    type: uniform
    min_value: 0.001
    max_value: 0.1
objective:
  goal: maximize
  primary_metric: accuracy
limits:
  max_total_trials: 20
  max_concurrent_trials: 4
`,
    },
    {
      title: 'Submit the sweep',
      language: 'shell',
      text: `${azMl(place, 'job create --file sweep.yml')}\n`,
    },
  ],
});

/** A Spark job on an attached pool. */
export const sparkJob = (facts: StepFacts): GuideSection => ({
  title: 'Submit a Spark job',
  words: [
    'Put the script into ./src/prepare.py. The identity of the job needs rights on the data; that of the attachment needs the role Synapse Administrator in the Synapse workspace.',
  ],
  snippets: [
    {
      title: 'job.yml: a Spark job',
      language: 'yaml',
      text: `${schemaLine('sparkJob')}
type: spark
code: ./src
entry:
  file: prepare.py
conf:
  spark.driver.cores: 1
  spark.driver.memory: 2g
  spark.executor.cores: 2
  spark.executor.memory: 2g
  spark.executor.instances: 2
identity:
  type: managed
compute: ${yamlString(facts.name)}
experiment_name: first-spark-run
`,
    },
    submit(facts),
  ],
});
