import type { GuideSection, Snippet } from '../guide.ts';
import { workspaceV1, type StepFacts } from './facts.ts';
import { pythonString } from '../quoting.ts';

const firstGeneration =
  'This is the first SDK generation (azureml-core), the one that knows run configurations. Its support was announced to end on 30 June 2026.';

/** Sends the script and waits for its end. `how` are the arguments that say where and in what it runs. */
const submitted = (...how: readonly string[]): string => `run = Experiment(ws, "first-run").submit(
    ScriptRunConfig(
        ${['source_directory="./src"', 'script="train.py"', ...how].join(',\n        ')},
    )
)
run.wait_for_completion(show_output=True)
`;

const onTarget = (name: string): string => `compute_target=ws.compute_targets[${pythonString(name)}]`;

const containers = ({ place, name }: StepFacts): Snippet => ({
  title: 'In a container: the default CPU or GPU image',
  language: 'python',
  text: `from azureml.core import Environment, Experiment
from azureml.core import ScriptRunConfig, Workspace
from azureml.core.conda_dependencies import CondaDependencies
from azureml.core.runconfig import DEFAULT_CPU_IMAGE, DockerConfiguration

${workspaceV1(place)}
env = Environment("train-env")
# On a machine with a GPU: DEFAULT_GPU_IMAGE
env.docker.base_image = DEFAULT_CPU_IMAGE
env.python.conda_dependencies = CondaDependencies.create(
    conda_packages=["scikit-learn"], pip_packages=["azureml-defaults"]
)
${submitted(onTarget(name), 'environment=env', 'docker_runtime_config=DockerConfiguration(use_docker=True)')}`,
});

const ownPython = ({ place, name }: StepFacts): Snippet => ({
  title: 'With a Python that is on the machine already',
  language: 'python',
  text: `from azureml.core import Environment, Experiment
from azureml.core import ScriptRunConfig, Workspace

${workspaceV1(place)}
env = Environment("own-python")
env.python.user_managed_dependencies = True
env.python.interpreter_path = "/anaconda/envs/py38/bin/python"
${submitted(onTarget(name), 'environment=env')}`,
});

/** How a script runs on an attached machine. */
export const machineRun = (facts: StepFacts): GuideSection => ({
  title: 'Run configuration',
  words: [
    'The environment is one of three: conda, built by the system on the machine; a Python that is there; or a container, for which the Docker engine must run on the machine.',
    'Without use_docker the first snippet builds the conda environment on the machine itself.',
    firstGeneration,
  ],
  snippets: [containers(facts), ownPython(facts)],
});

/** How a PySpark script runs on an attached cluster. */
export const sparkRun = ({ place, name }: StepFacts): GuideSection => ({
  title: 'Run configuration',
  words: ['The framework is PySpark; conda adds what the script needs on the nodes.', firstGeneration],
  snippets: [
    {
      title: 'A PySpark run',
      language: 'python',
      text: `from azureml.core import Experiment, ScriptRunConfig, Workspace
from azureml.core.conda_dependencies import CondaDependencies
from azureml.core.runconfig import RunConfiguration

${workspaceV1(place)}
config = RunConfiguration(framework="pyspark")
config.target = ${pythonString(name)}
config.environment.python.conda_dependencies = CondaDependencies.create(
    conda_packages=["numpy"]
)
${submitted('run_config=config')}`,
    },
  ],
});

/** Training on this very computer. */
export const localRun = (place: StepFacts['place']): Snippet => ({
  title: 'A local run (azureml-core)',
  language: 'python',
  text: `from azureml.core import Environment, Experiment
from azureml.core import ScriptRunConfig, Workspace

${workspaceV1(place)}
env = Environment("this-python")
env.python.user_managed_dependencies = True
${submitted('compute_target="local"', 'environment=env')}`,
});

/** A cluster that a run made for itself. */
export const runBasedCluster = (place: StepFacts['place']): Snippet => ({
  title: 'How it was written (azureml-core)',
  language: 'python',
  text: `from azureml.core import Experiment, ScriptRunConfig, Workspace
from azureml.core.runconfig import RunConfiguration

${workspaceV1(place)}
config = RunConfiguration()
config.target = "amlcompute"
config.amlcompute.vm_size = "STANDARD_D2_V2"
${submitted('run_config=config')}`,
});
