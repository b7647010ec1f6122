import type { Job } from '#azure/model.ts';
import type { Cause, Untold } from '#state/why/waiting.ts';
import { meaningOf } from '../explain.ts';
import { serviceWords } from '../service-words.ts';
import type { Tone } from '../theme.ts';
import { count } from '../words.ts';

/** A cause for people: what it is, what shows it, and what helps. */
export type CauseWords = {
  readonly what: string;
  readonly evidence: string;
  readonly next?: string;
  readonly tone: Tone;
};

/** What the words are about besides the cause itself. */
export type CauseFacts = {
  /** The name of the compute. */
  readonly on: string;
  /** For how long the job has its status, as far as seen from here. */
  readonly forHowLong: string;
};

const several = (n: number, one: string, more = `${one}s`): string => `${count(n)} ${n === 1 ? one : more}`;

/** The first names of some jobs, and how many more there are. */
const namesOf = (jobs: readonly Job[]): string => {
  const shown = jobs.slice(0, 3).map(({ displayName }) => displayName);
  const more = jobs.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`;
};

type Write<C extends Cause> = (cause: C, facts: CauseFacts) => CauseWords;

/** Every cause in words. One without an entry does not compile. */
const writers: { readonly [K in Cause['is']]: Write<Extract<Cause, { readonly is: K }>> } = {
  'no-compute': () => ({
    what: 'It names no compute of this workspace.',
    evidence:
      'The steps of a pipeline have computes of their own, and a serverless job has none: what such a job waits for is not told here.',
    tone: 'neutral',
  }),
  'compute-gone': (_cause, { on }) => ({
    what: `Its compute ${on} does not exist in this workspace.`,
    evidence: 'The list of computes does not have it.',
    next: 'X cancels the job; submit it to another compute.',
    tone: 'needsPerson',
  }),
  'too-many-nodes': ({ asked, max }, { on }) => ({
    what: 'It asks for more nodes than its compute may have: it will wait for ever.',
    evidence: `asked ${several(asked, 'node')} at once, max nodes of ${on} is ${count(max)}`,
    next:
      max === 1
        ? 'Submit it with fewer nodes, or to a cluster that may grow so far; X cancels this one.'
        : 'Raise max nodes (s on the cluster), or cancel it (X) and submit it with fewer.',
    tone: 'needsPerson',
  }),
  'compute-state': ({ word }, { on }) => ({
    what: `Its compute cannot take jobs now.`,
    evidence: `provisioning state of ${on}: ${word === '' ? 'Unknown' : word}`,
    tone: 'needsPerson',
  }),
  'image-build': (_cause, { forHowLong }) => ({
    what: 'Its environment is being made ready: the image of it is being built.',
    evidence: `Preparing for ${forHowLong}; a first build takes minutes to tens of minutes, later jobs take what was built`,
    tone: 'changing',
  }),
  'taking-in': ({ word }, { forHowLong }) => ({
    what: 'The service has not queued it yet.',
    evidence: `${word === '' ? 'Unknown' : word} for ${forHowLong}`,
    tone: 'changing',
  }),
  'instance-stopped': ({ word }, { on }) => ({
    what: 'Its compute instance is not running.',
    evidence: `state of ${on}: ${word === '' ? 'Unknown' : word}`,
    next: 'Start the instance (s on it).',
    tone: 'needsPerson',
  }),
  'allocation-error': ({ error }) => ({
    what: 'The cluster cannot get nodes: the service says why.',
    evidence: serviceWords(error),
    ...(meaningOf(error) === undefined ? {} : { next: meaningOf(error) ?? '' }),
    tone: 'needsPerson',
  }),
  quota: ({ of, name, current, limit, needs, nodes }) => ({
    what:
      of === 'workspace'
        ? 'What this workspace may have of the quota leaves no room for its nodes.'
        : `The quota of the ${of} has no room for its nodes.`,
    evidence: `${name}: ${count(current)} of ${count(limit)} vCPUs used, ${count(Math.max(0, limit - current))} left; ${several(nodes, 'more node needs', 'more nodes need')} ${count(needs)}`,
    next: 'Free some (other clusters, stopped instances), or ask for more quota in the studio.',
    tone: 'needsPerson',
  }),
  'low-priority': ({ preempted, current, target }) => ({
    what: 'Low-priority machines are short: Azure gives what it has left over, and takes it back.',
    evidence: `${several(preempted, 'node was', 'nodes were')} taken away; ${count(current)} of ${count(target)} nodes that the cluster wants are there`,
    next: 'It goes on when there is capacity again; a dedicated cluster does not wait for that.',
    tone: 'takenAway',
  }),
  unusable: ({ unusable, current }) => ({
    what: 'Nodes are broken, take room, and are billed.',
    evidence: `${count(unusable)} of ${several(current, 'node')} unusable`,
    next: 'Some heal within 15 to 45 minutes; K on the cluster recycles the rest.',
    tone: 'needsPerson',
  }),
  'nodes-busy': ({ max, running, idle, asked }) => ({
    what: 'The cluster is as large as it may be, and too few of its nodes are free.',
    evidence: `needs ${several(asked, 'node')} at once; max ${count(max)}, running ${count(running)}, idle ${count(idle)}`,
    next: 'It starts when jobs end, or when max nodes is raised (s on the cluster).',
    tone: 'changing',
  }),
  ahead: ({ waiting, nodes }) => ({
    what: `${several(waiting.length, 'job was', 'jobs were')} there before it.`,
    evidence: `${namesOf(waiting)}: ${several(nodes, 'node')} asked in all; by age, the service does not tell its order`,
    tone: 'changing',
  }),
  running: ({ jobs, nodes }) => ({
    what: `${several(jobs.length, 'job runs', 'jobs run')} on it now.`,
    evidence: `${namesOf(jobs)}: ${several(nodes, 'node')} in all`,
    tone: 'changing',
  }),
  growing: ({ current, target, preparing }) => ({
    what:
      current < target ? 'The cluster is still growing.' : 'Nodes of the cluster are still being prepared.',
    evidence: `${count(current)} of ${several(target, 'node')} wanted are there, ${count(preparing)} preparing; a node takes 3 to 10 minutes`,
    tone: 'changing',
  }),
  'not-growing': ({ current, target, max }, { on }) => ({
    what: 'The cluster does not grow, and names no error.',
    evidence: `${on} has ${several(current, 'node')}, wants ${count(target)}, may have ${count(max)}`,
    next: 'It may begin in a moment; else look for a lock on the resource group, a full subnet, or no capacity in the region.',
    tone: 'needsPerson',
  }),
  'about-to-start': ({ idle, asked }) => ({
    what: 'Nothing seen from here: it should start any moment.',
    evidence: `${several(idle, 'node is', 'nodes are')} idle, it asks for ${count(asked)}, and no job is ahead of it`,
    tone: 'works',
  }),
};

/** A cause in words. */
export const causeWords = (cause: Cause, facts: CauseFacts): CauseWords =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has the right function for every cause
  (writers[cause.is] as Write<Cause>)(cause, facts);

/** What cannot be told, in words. */
export const untoldWords: Readonly<Record<Untold, string>> = {
  computes: 'The computes have not been read: whether its compute can take it is not known.',
  'nodes-asked': 'The job itself has not been read: it is taken to ask for the nodes that its row shows.',
  queue: 'The job list has not been read to its end: older jobs may be ahead of it.',
  quota: 'The quota is not known: reading it needs a permission on the subscription.',
  'quota-of-other-region':
    'The quota of its region is not known, or not yet: reading it needs a permission on the subscription.',
  size: 'The size of its machines is not in the list of the region: what they take of the quota is not known.',
};
