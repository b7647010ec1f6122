import { noUse } from './uses.ts';
import type { GuideSection } from '../guide.ts';
import { azMl, trainingJob } from '../next-steps/facts.ts';
import { condaYaml } from '../next-steps/jobs.ts';
import { localRun } from '../next-steps/run-configurations.ts';
import { onlineEndpoint, preparedModel, webService } from '../next-steps/deployments.ts';
import type { GuideFacts, TargetParts } from './target.ts';

/** This computer: nothing to create in the workspace, two things to look at. */
const localSections = ({ place, port }: GuideFacts): readonly GuideSection[] => [
  {
    title: 'Train on this computer',
    words: [
      'There is nothing to create and nothing to pay: submit the run. Its metrics and outputs go to the workspace.',
      'Automated machine learning can run here, steps of a pipeline cannot. The usual way is to start here or on a small VM, and to move the same script to a cluster, which grows with every run submitted.',
      'A job of Azure CLI says compute: local, and is started here, in a container.',
    ],
    snippets: [
      localRun(place),
      {
        title: 'job.yml: a local job (Azure CLI)',
        language: 'yaml',
        text: trainingJob('compute: local'),
      },
      condaYaml,
      {
        title: 'Submit it',
        language: 'shell',
        text: `${azMl(place, 'job create --file job.yml')}\n`,
      },
    ],
  },
  {
    title: 'What this computer has for a web service',
    words: ['The service runs in a container: the Docker engine must answer, and its port must be free.'],
    findings: true,
    snippets: [],
  },
  {
    title: 'A web service on this computer',
    words: [
      preparedModel,
      'It is for tests: nobody but this computer depends on it, and it ends with the engine.',
    ],
    snippets: [
      webService(place, {
        title: `A local web service on port ${port} (azureml-core)`,
        className: 'LocalWebservice',
        settings: `port=${port}`,
        after: 'service.port',
      }),
      ...onlineEndpoint(place, { is: 'managed' }).slice(0, 2),
      {
        title: 'A local endpoint (Azure CLI; it takes a free port itself)',
        language: 'shell',
        text: `${azMl(place, 'online-endpoint create --local --file endpoint.yml')}
${azMl(place, 'online-deployment create --local --file deployment.yml')}
`,
      },
    ],
  },
];

export const localTarget: TargetParts = {
  words: {
    about: 'This computer: nothing to create in the workspace.',
    notes: ['Training needs a run configuration only; a local web service needs Docker and a free port.'],
    uses: { ...noUse, training: true, automl: true, realTime: 'tests' },
  },
  guide: localSections,
};
