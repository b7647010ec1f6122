import type { GuideSection } from '../guide.ts';
import { kubernetesEndpoint } from './deployments.ts';
import { oneMachine, type StepFacts } from './facts.ts';
import { identityInCode } from './identity.ts';
import { commandJob, sweepJob } from './jobs.ts';
import { temporaryClusters } from './temporary-clusters.ts';

const isolation: GuideSection = {
  title: 'Secure it with a virtual network',
  words: [
    'The subnet is chosen in the form when the compute is created and cannot be changed later. In a virtual network no SSH port need be open; without public node addresses the workspace needs a private endpoint.',
  ],
  snippets: [],
};

/** What to do with a cluster once it is there. */
export const clusterSteps = (facts: StepFacts): readonly GuideSection[] => [
  commandJob(facts, [
    'The cluster, of CPU or GPU sizes, grows when the job comes and shrinks after it; the first node takes some minutes. The job runs in a container, on one node or on as many as resources: instance_count asks for.',
  ]),
  sweepJob(facts),
  identityInCode,
  isolation,
  temporaryClusters(facts),
];

/** What to do with an instance once it is there. */
export const instanceSteps = (facts: StepFacts): readonly GuideSection[] => [
  commandJob(facts, [
    'The instance must run: s starts it. Several jobs run at once, others wait in its queue; it runs on one machine only, and is billed until it is stopped.',
  ]),
  identityInCode,
  isolation,
];

/** What to do with a Kubernetes cluster once it is attached. */
export const kubernetesSteps = (facts: StepFacts): readonly GuideSection[] => [
  commandJob(
    facts,
    ['The instance type says which nodes and how much of them; administrators define it on the cluster.'],
    oneMachine('defaultinstancetype'),
  ),
  kubernetesEndpoint(facts),
  identityInCode,
];
