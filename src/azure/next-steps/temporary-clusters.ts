import type { GuideSection } from '../guide.ts';
import { azMl, oneMachine, trainingJob, type StepFacts } from './facts.ts';
import { runBasedCluster } from './run-configurations.ts';

/** Clusters that a run made for itself, and what came after them. */
export const temporaryClusters = ({ place }: StepFacts): GuideSection => ({
  title: 'Without a cluster: run-based then, serverless today',
  words: [
    'A cluster of this workspace stays and is used again by the next job. The first SDK generation could also make one for a single run and remove it afterwards: it could not be used again, was a preview, and did not serve hyperparameter tuning or automated machine learning.',
    'Serverless compute replaced that: a job that names no compute gets machines of the size it asks for, and they go when it ends. It uses the same core quota as clusters.',
  ],
  snippets: [
    runBasedCluster(place),
    {
      title: 'serverless.yml: today, a job without a compute',
      language: 'yaml',
      text: trainingJob(oneMachine('Standard_DS3_v2')),
    },
    {
      title: 'Submit the job without a compute',
      language: 'shell',
      text: `${azMl(place, 'job create --file serverless.yml --stream')}\n`,
    },
  ],
});
