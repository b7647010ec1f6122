import type { GuideSection, Snippet } from '../guide.ts';
import { azMl, schemaLine, workspaceV1, type StepFacts } from './facts.ts';
import { pythonString, yamlString } from '../quoting.ts';

type Service = {
  readonly title: string;
  readonly className: string;
  /** Its arguments in Python. */
  readonly settings: string;
  /** Imports besides the common ones. */
  readonly imports?: string;
  /** The compute it is deployed to; none where the service makes its own. */
  readonly target?: string;
  /** What to do with it once it is there. */
  readonly after?: string;
};

/** A model deployed as a web service by the first SDK generation. */
export const webService = (place: StepFacts['place'], service: Service): Snippet => ({
  title: service.title,
  language: 'python',
  text: `from azureml.core import Environment, Workspace
${service.imports ?? ''}from azureml.core.model import InferenceConfig, Model
from azureml.core.webservice import ${service.className}

${workspaceV1(place)}
env = Environment.from_conda_specification("score-env", "conda.yml")
service = Model.deploy(
    ws,
    "my-service",
    models=[Model(ws, "my-model")],
    inference_config=InferenceConfig(
        source_directory="./src",
        entry_script="score.py",
        environment=env,
    ),
    deployment_config=${service.className}.deploy_configuration(
        ${service.settings}
    ),${service.target === undefined ? '' : `\n    deployment_target=AksCompute(ws, ${pythonString(service.target)}),`}
)
service.wait_for_deployment(show_output=True)
print(${service.after ?? 'service.scoring_uri'})
`,
});

/** What every deployment needs beforehand. */
export const preparedModel =
  'A model registered in the workspace (here my-model), an entry script (./src/score.py with init and run), and conda.yml with what it needs, azureml-defaults among it.';

export const aksService = ({ place, name }: StepFacts): GuideSection => ({
  title: 'Deploy a model to it',
  words: [
    preparedModel,
    'Replicas grow between their least and most with the load. TLS and the load balancer are those that the cluster was created or attached with.',
    'First SDK generation only, whose support was announced to end on 30 June 2026: an AKS cluster attached as Kubernetes takes online endpoints of today.',
  ],
  snippets: [
    webService(place, {
      title: 'A web service on the cluster (azureml-core)',
      className: 'AksWebservice',
      imports: 'from azureml.core.compute import AksCompute\n',
      settings: 'cpu_cores=1, memory_gb=1, autoscale_enabled=True',
      target: name,
    }),
  ],
});

/** The two files of an online endpoint, and what makes it of them. */
export const onlineEndpoint = (
  place: StepFacts['place'],
  kind: { readonly is: 'managed' } | { readonly is: 'kubernetes'; readonly compute: string },
): readonly Snippet[] => {
  const schema = kind.is === 'managed' ? 'managedOnline' : 'kubernetesOnline';
  return [
    {
      title: 'endpoint.yml: the address that is called',
      language: 'yaml',
      text: `${schemaLine(`${schema}Endpoint`)}
name: my-endpoint
auth_mode: key
${kind.is === 'managed' ? '' : `compute: ${yamlString(`azureml:${kind.compute}`)}\n`}`,
    },
    {
      title: 'deployment.yml: the model behind it',
      language: 'yaml',
      text: `${schemaLine(`${schema}Deployment`)}
name: blue
endpoint_name: my-endpoint
${kind.is === 'managed' ? '' : 'type: kubernetes\n'}model: azureml:my-model@latest
code_configuration:
  code: ./src
  scoring_script: score.py
environment:
  image: mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference
  conda_file: conda.yml
instance_type: ${kind.is === 'managed' ? 'Standard_DS3_v2' : 'defaultinstancetype'}
instance_count: 1
`,
    },
    {
      title: 'Make both and send all calls there',
      language: 'shell',
      text: `${azMl(place, 'online-endpoint create --file endpoint.yml')}
${azMl(place, 'online-deployment create --file deployment.yml --all-traffic')}
`,
    },
  ];
};

export const kubernetesEndpoint = ({ place, name }: StepFacts): GuideSection => ({
  title: 'Deploy a model to it',
  words: [
    preparedModel,
    'An endpoint name is unique in the region. The instance type is one of those defined on the cluster.',
  ],
  snippets: onlineEndpoint(place, { is: 'kubernetes', compute: name }),
});
