import type { GuideSection } from '../guide.ts';
import type { ComputeType } from '../model.ts';
import { aksService, kubernetesEndpoint } from './deployments.ts';
import type { StepFacts } from './facts.ts';
import { identityInCode } from './identity.ts';
import { commandJob, sparkJob, sweepJob } from './jobs.ts';
import { batchStep, databricksStep, dataLakeStep, dataTransferStep } from './pipeline-steps.ts';
import { machineRun, sparkRun } from './run-configurations.ts';
import { temporaryClusters } from './temporary-clusters.ts';

const isolation: GuideSection = {
  title: 'Secure it with a virtual network',
  words: [
    'The subnet is chosen in the form when the compute is created and cannot be changed later. In a virtual network no SSH port need be open; without public node addresses the workspace needs a private endpoint.',
  ],
  snippets: [],
};

/** What to do with a compute of each kind once it is there, in the order of usefulness. */
const ofType: Readonly<Record<ComputeType, (facts: StepFacts) => readonly GuideSection[]>> = {
  AmlCompute: (facts) => [
    commandJob(facts, [
      'The cluster, of CPU or GPU sizes, grows when the job comes and shrinks after it; the first node takes some minutes. The job runs in a container, on one node or on as many as resources: instance_count asks for.',
    ]),
    sweepJob(facts),
    identityInCode,
    isolation,
    temporaryClusters(facts),
  ],
  ComputeInstance: (facts) => [
    commandJob(facts, [
      'The instance must run: s starts it. Several jobs run at once, others wait in its queue; it runs on one machine only, and is billed until it is stopped.',
    ]),
    identityInCode,
    isolation,
  ],
  Kubernetes: (facts) => [
    commandJob(
      facts,
      ['The instance type says which nodes and how much of them; administrators define it on the cluster.'],
      'resources:\n  instance_type: defaultinstancetype\n  instance_count: 1\n',
    ),
    kubernetesEndpoint(facts),
    identityInCode,
  ],
  AKS: (facts) => [aksService(facts)],
  VirtualMachine: (facts) => [machineRun(facts)],
  HDInsight: (facts) => [sparkRun(facts)],
  Batch: (facts) => [batchStep(facts)],
  Databricks: (facts) => [databricksStep(facts)],
  DataLakeAnalytics: (facts) => [dataLakeStep(facts)],
  SynapseSpark: (facts) => [sparkJob(facts)],
  DataFactory: (facts) => [dataTransferStep(facts)],
};

/** What to do with a compute once it is there. Never empty. */
export const nextSteps = (type: ComputeType, facts: StepFacts): readonly GuideSection[] =>
  ofType[type](facts);
