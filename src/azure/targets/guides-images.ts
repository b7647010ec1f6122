import { noUse } from './uses.ts';
import type { GuideSection } from '../guide.ts';
import { workspaceV1 } from '../next-steps/facts.ts';
import { onlineEndpoint, preparedModel, webService } from '../next-steps/deployments.ts';
import type { GuideFacts, TargetParts } from './target.ts';

const endOfV1 = 'Its SDK (azureml-core) was announced to lose support on 30 June 2026.';

/** Container Instances: made by the service while a model is deployed. */
const containerInstanceSections = ({ place }: GuideFacts): readonly GuideSection[] => [
  {
    title: 'What happens',
    words: [
      'Deploying a model builds a Docker image in the registry of the workspace and starts it as a container group beside the workspace. That is the only way: it cannot be created or attached beforehand, and no compute of the workspace appears.',
      'The container is billed until the service is deleted.',
    ],
    snippets: [],
  },
  {
    title: 'What to prepare',
    words: [
      preparedModel,
      'Said at the deployment: CPU cores, memory in GB, a DNS label, TLS, and whether callers need a key.',
    ],
    snippets: [],
  },
  {
    title: 'Limits',
    words: [
      'CPU only, below 48 GB of memory, models below about 1 GB, and the limits of the region. For tests: production belongs on Kubernetes or on a managed online endpoint.',
      endOfV1,
    ],
    snippets: [],
  },
  {
    title: 'What to run',
    words: [],
    snippets: [
      webService(place, {
        title: 'Deploy to Container Instances (azureml-core)',
        className: 'AciWebservice',
        settings: 'cpu_cores=1, memory_gb=1, auth_enabled=True',
      }),
    ],
  },
  {
    title: 'Instead, today: a managed online endpoint',
    words: ['It scales, speaks TLS by itself, and is billed by its machines for as long as it exists.'],
    snippets: onlineEndpoint(place, { is: 'managed' }),
  },
];

/** Building the image is all that Azure Machine Learning does; the rest is up to the user. */
const imagePackage = (
  { place }: GuideFacts,
  imports: string,
  call: string,
): { readonly language: 'python'; readonly text: string } => ({
  language: 'python',
  text: `from azureml.core import Environment, Workspace
from azureml.core.model import InferenceConfig, Model
${imports}
${workspaceV1(place)}
env = Environment.from_conda_specification("score-env", "conda.yml")
inference_config = InferenceConfig(
    source_directory="./src",
    entry_script="score.py",
    environment=env,
)
image = ${call}
image.wait_for_creation(show_output=True)
print(image.location)
`,
});

const whereItLies =
  'The image lies in the container registry of the workspace, at the address that is printed. Whoever runs it must be let in there:';

/** Azure Functions: an image, deployed by the user. */
const functionsSections = (facts: GuideFacts): readonly GuideSection[] => [
  {
    title: 'What happens',
    words: [
      'Azure Machine Learning builds a Docker image with the model and a trigger: HTTP, a blob, or a queue of Service Bus. It deploys nothing: the function app is yours, and so is its bill. No deployment configuration is needed.',
    ],
    snippets: [],
  },
  {
    title: 'What to prepare',
    words: [
      preparedModel,
      'The package azureml-contrib-functions; a storage account, and a Linux plan that takes containers (Premium or dedicated).',
    ],
    snippets: [],
  },
  {
    title: 'Limits',
    words: [
      `A preview without a service level, not for production, of the first SDK generation only; whether it still works is unconfirmed. ${endOfV1}`,
    ],
    snippets: [],
  },
  {
    title: 'What to run',
    words: [
      `${whereItLies} here by REGISTRY_USER and REGISTRY_PASSWORD from the environment, so that they are in no file.`,
    ],
    snippets: [
      {
        title: 'Build the image (pip install azureml-contrib-functions)',
        ...imagePackage(
          facts,
          'from azureml.contrib.functions import HTTP_TRIGGER, package\n',
          `package(
    ws,
    [Model(ws, "my-model")],
    inference_config,
    functions_enabled=True,
    trigger=HTTP_TRIGGER,
)`,
        ),
      },
      {
        title: 'Run it as a function app',
        language: 'shell',
        text: `IMAGE='my-registry.azurecr.io/package:20200925000000'
az functionapp create --name my-scoring-app \\
  --resource-group my-group --plan my-plan \\
  --storage-account mystorage --functions-version 4 \\
  --image "$IMAGE"
az functionapp config container set --name my-scoring-app \\
  --resource-group my-group --image "$IMAGE" \\
  --registry-server my-registry.azurecr.io \\
  --registry-username "$REGISTRY_USER" \\
  --registry-password "$REGISTRY_PASSWORD"
`,
      },
    ],
  },
];

/** IoT Edge: an image, brought to the device by the user's own hub. */
const edgeSections = (facts: GuideFacts): readonly GuideSection[] => [
  {
    title: 'What happens',
    words: [
      'Azure Machine Learning builds a Docker image with the model. IoT Edge brings it to the device as a module, as a deployment manifest of your IoT Hub says; data can stay on the device.',
    ],
    snippets: [],
  },
  {
    title: 'What to prepare',
    words: [
      preparedModel,
      'An IoT Hub with the device registered in it, and the IoT Edge runtime on the device. Azure Data Box Edge is reached this way, too.',
    ],
    snippets: [],
  },
  {
    title: 'Limits',
    words: [
      `A preview without a service level, not for production; today's standing is unconfirmed. The image must fit the device: its processor, its memory. ${endOfV1}`,
    ],
    snippets: [],
  },
  {
    title: 'What to run',
    words: [
      `${whereItLies} the credentials belong into the registryCredentials of the deployment that the device has already, which this one is laid over.`,
    ],
    snippets: [
      {
        title: 'Build the image (azureml-core)',
        ...imagePackage(facts, '', 'Model.package(ws, [Model(ws, "my-model")], inference_config)'),
      },
      {
        title: 'scoring.json: the module, as a layer over what the device runs',
        language: 'json',
        text: `${JSON.stringify(
          {
            modulesContent: {
              $edgeAgent: {
                'properties.desired.modules.scoring': {
                  type: 'docker',
                  version: '1.0',
                  status: 'running',
                  restartPolicy: 'always',
                  settings: { image: 'my-registry.azurecr.io/package:20200925000000', createOptions: '{}' },
                },
              },
            },
          },
          undefined,
          2,
        )}\n`,
      },
      {
        title: 'Deploy it to the device',
        language: 'shell',
        text: `az iot edge deployment create --hub-name my-hub \\
  --deployment-id scoring-1 --content scoring.json --layered \\
  --target-condition "deviceId='my-device'" --priority 10
`,
      },
    ],
  },
];

export const containerInstancesTarget: TargetParts = {
  words: {
    about: 'Made while a model is deployed; cannot be created or attached any other way.',
    notes: ['For small CPU models, below 48 GB of memory.'],
    uses: { ...noUse, realTime: 'tests' },
    standingNote: 'managed online endpoints replaced it',
  },
  guide: containerInstanceSections,
};

export const functionsTarget: TargetParts = {
  words: {
    about: 'Azure Machine Learning builds the image; deploying it is up to you.',
    notes: ['First SDK generation only.'],
    uses: { ...noUse, realTime: 'image only' },
    standingNote: 'no service level; not for production',
  },
  guide: functionsSections,
};

export const iotEdgeTarget: TargetParts = {
  words: {
    about: 'Azure Machine Learning builds the image; the device gets it through IoT Edge.',
    notes: ["Today's standing of this preview is unconfirmed."],
    uses: { ...noUse, realTime: 'image only' },
    standingNote: 'no service level; not for production',
  },
  guide: edgeSections,
};
