import type { ClusterDetail, Compute, InstanceDetail, Job, JobDetail, Node, VmSize } from '#azure/model.ts';
import type { ServiceError } from '#azure/problem.ts';
import { computeState, moneyOf } from '#state/compute-state.ts';
import { jobPhase } from '#state/job-phase.ts';
import { meaningOf } from '../explain.ts';
import { moment, shortSize } from '../figures.ts';
import { serviceWords } from '../service-words.ts';
import { stateWord } from '../tables/compute-table.ts';
import { count, money, seconds } from '../words.ts';

/** What is known of a row, a sentence each, and what is wrong with it; nothing is wrong when `wrong` is empty. */
export type Sentences = { readonly facts: readonly string[]; readonly wrong: readonly string[] };

const several = (n: number, one: string, more = `${one}s`): string => `${count(n)} ${n === 1 ? one : more}`;

const some = (...sentences: readonly (string | undefined)[]): readonly string[] =>
  sentences.filter((each) => each !== undefined);

const errorSentences = (errors: readonly ServiceError[]): readonly string[] =>
  errors.flatMap((error) => some(`The service says: ${serviceWords(error)}`, meaningOf(error)));

const nodeCounts = ({ counts, currentNodes }: ClusterDetail): string => {
  const parts = (['running', 'idle', 'preparing', 'leaving', 'unusable', 'preempted'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${count(counts[state])} ${state}`);
  return currentNodes === 0 && parts.length === 0
    ? 'It has no nodes now.'
    : `It has ${several(currentNodes, 'node')} now${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`;
};

const clusterSentences = (cluster: ClusterDetail): readonly string[] =>
  some(
    nodeCounts(cluster),
    `It may have ${count(cluster.minNodes)} to ${several(cluster.maxNodes, 'node')}; it wants ${count(cluster.targetNodes)}${cluster.idleSeconds === undefined ? '' : `, and lets a node go that was idle for ${seconds(cluster.idleSeconds)}`}.`,
    `Its machines are ${shortSize(cluster.vmSize)}, ${cluster.priority.is === 'LowPriority' ? 'low priority: Azure may take them away at any time' : cluster.priority.text.toLowerCase()}.`,
  );

const instanceSentences = ({
  vmSize,
  lastOperation,
  assignedUser,
  schedules,
}: InstanceDetail): readonly string[] =>
  some(
    `Its machine is a ${shortSize(vmSize)}.`,
    lastOperation === undefined
      ? undefined
      : `The last operation was ${lastOperation.name}${lastOperation.trigger === undefined ? '' : `, by ${lastOperation.trigger}`}${lastOperation.at === undefined ? '' : `, at ${moment(lastOperation.at) ?? ''}`}: ${lastOperation.status}.`,
    assignedUser === undefined ? undefined : `It is assigned to ${assignedUser}.`,
    ...schedules.map((schedule) => `It has a schedule: ${schedule}.`),
  );

const wrongWithDetail = ({ detail }: Compute): readonly string[] => {
  switch (detail.is) {
    case 'cluster':
      return [
        ...errorSentences(detail.allocationErrors),
        ...(detail.counts.unusable > 0
          ? [
              `${several(detail.counts.unusable, 'node is', 'nodes are')} unusable, and billed: K on the row of the cluster recycles its nodes.`,
            ]
          : []),
        ...(detail.counts.preempted > 0
          ? [`Azure has taken ${several(detail.counts.preempted, 'low-priority node')} away.`]
          : []),
      ];
    case 'instance':
      return [
        ...(detail.state.is.endsWith('Failed') || detail.state.is === 'Unusable'
          ? [`Its state is ${detail.state.text}.`]
          : []),
        ...errorSentences(detail.instanceErrors),
      ];
    case 'other':
      return [];
  }
};

/** A compute in sentences. `live` are its jobs that have not ended. */
export const computeSentences = (
  compute: Compute,
  live: readonly Job[],
  sizes: ReadonlyMap<string, VmSize> | undefined,
): Sentences => {
  const { detail, name, type, location, provisioning } = compute;
  const [now, atMax] = [moneyOf(compute, sizes).now, moneyOf(compute, sizes).atMax];
  const running = live.filter(({ status }) => jobPhase(status) === 'running').length;
  const waiting = live.filter(({ status }) => jobPhase(status) === 'waiting').length;
  const failed = provisioning.is === 'Failed' || provisioning.is === 'Canceled';
  return {
    facts: some(
      `${name} is ${type.text === '' ? 'a compute' : `of type ${type.text}`} in ${location}; its state is ${stateWord(compute)}${computeState(compute).from === 'provisioning' ? '' : `, provisioning ${provisioning.text}`}.`,
      ...(detail.is === 'cluster' ? clusterSentences(detail) : []),
      ...(detail.is === 'instance' ? instanceSentences(detail) : []),
      compute.attached
        ? 'It is attached: it lives, and is billed, outside of this workspace.'
        : `It costs ${money(now)} now and ${money(atMax)} at most, by list price and for machines only.`,
      `${several(running, 'job runs', 'jobs run')} on it and ${several(waiting, 'waits', 'wait')} for it, as far as the job list has been read.`,
      compute.createdAt === undefined ? undefined : `It was made at ${moment(compute.createdAt) ?? ''}.`,
      compute.description === undefined ? undefined : `Its description: ${compute.description}`,
    ),
    wrong: [
      ...(failed ? [`Its provisioning state is ${provisioning.text}.`] : []),
      ...errorSentences(compute.provisioningErrors),
      ...wrongWithDetail(compute),
    ],
  };
};

const nodeMeanings: Readonly<Record<Node['state']['is'], string | undefined>> = {
  preparing: 'Its machine comes up; it is billed already.',
  idle: 'It is ready and billed, and leaves when it has been idle for long enough, unless the cluster keeps it as one of its minimum.',
  running: 'It runs a job, and is billed.',
  leaving: 'It is being let go, and billed until it is gone.',
  unusable: undefined,
  preempted: undefined,
  other: 'That word is not known to this program: it is shown as the service says it.',
};

const nodeFaults: Readonly<Partial<Record<Node['state']['is'], string>>> = {
  unusable:
    'It is broken, takes room and is billed. Network rules, DNS, the image or a full disk are the usual reasons. Some heal within 15 to 45 minutes; K on the row of the cluster recycles the rest.',
  preempted:
    'Azure has taken this low-priority machine away. It is not billed; what ran on it is lost or begins again.',
};

/** A node in sentences. `forHowLong` as the node table shows it. */
export const nodeSentences = (
  node: Node,
  {
    cluster,
    job,
    forHowLong,
  }: { readonly cluster: string; readonly job: Job | undefined; readonly forHowLong: string },
): Sentences => ({
  facts: some(
    `${node.id} is a node of ${cluster}; its state is ${node.state.text === '' ? 'not told' : node.state.text}, for ${forHowLong} as seen from here.`,
    nodeMeanings[node.state.is],
    node.jobName === undefined
      ? 'No job is on it.'
      : `On it is ${job?.displayName ?? node.jobName}${job === undefined ? '' : `, ${job.status.text}, of ${job.createdBy}`}.`,
    node.privateIp === undefined ? undefined : `Its private address is ${node.privateIp}.`,
    node.publicIp === undefined
      ? 'It has no public address.'
      : `SSH reaches it at ${node.publicIp}${node.sshPort === undefined ? '' : `, port ${node.sshPort}`}, if the cluster allows it.`,
  ),
  wrong: some(nodeFaults[node.state.is]),
});

const jobFaults: Readonly<Partial<Record<Job['status']['is'], string>>> = {
  Failed: 'It has failed. Azure Resource Manager does not say why: its logs do.',
  NotResponding: 'It sends no sign of life. It may still come back, or its node is lost.',
  Paused: 'It is paused until somebody resumes it.',
  Unknown: 'The service itself does not know its status.',
  other: 'Its status is not known to this program: it is shown as the service says it.',
};

/** A job in sentences; `job` with what its own page says once that has been read. */
export const jobSentences = (
  job: Job | JobDetail,
  { forHowLong, age }: { readonly forHowLong: string; readonly age: string },
): Sentences => {
  const detail = 'tags' in job ? job : undefined;
  return {
    facts: some(
      `${job.displayName} is a ${job.type === '' ? '' : `${job.type} `}job${job.createdBy === '' ? '' : ` of ${job.createdBy}`}${job.experiment === '' ? '' : `, in experiment ${job.experiment}`}; its name is ${job.name}.`,
      `Its status is ${job.status.text === '' ? 'not told' : job.status.text}, for ${forHowLong} as seen from here; it was made ${age} ago.`,
      job.compute === ''
        ? 'It names no compute of this workspace.'
        : `It is for ${job.compute} and asks for ${several(job.nodes, 'node')}.`,
      detail?.timeoutSeconds === undefined ? undefined : `It may run for ${seconds(detail.timeoutSeconds)}.`,
      detail?.command === undefined ? undefined : `It runs: ${detail.command}`,
      detail?.environment === undefined ? undefined : `Its environment is ${detail.environment}.`,
      detail?.description === undefined ? undefined : `Its description: ${detail.description}`,
    ),
    wrong: some(jobFaults[job.status.is]),
  };
};
