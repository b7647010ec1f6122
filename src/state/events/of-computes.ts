import type { ClusterDetail, Compute, InstanceDetail } from '#azure/model.ts';
import { idKey } from '#azure/place.ts';
import type { Operation } from '../app-state.ts';
import { computeState } from '../compute-state.ts';
import { errorWords, operationBehind } from './of-operations.ts';
import type { EventTone, Sighting } from './work-event.ts';

/**
 * A change of a compute. `part` says which part of it, where a write of ours would explain it: what is set of it, that it is there at
 * all, or the course that a write takes. What jobs and the platform do by themselves has none.
 */
type Change = {
  readonly words: string;
  readonly tone: EventTone;
  readonly part?: 'settings' | 'presence' | 'course';
};

const figure = (title: string, before: number | undefined, after: number | undefined): readonly string[] =>
  before === after ? [] : [`${title} ${before ?? 'none'} -> ${after ?? 'none'}`];

/** What is set of a cluster: only a request changes it. */
const settingsOf = (before: ClusterDetail, after: ClusterDetail): readonly string[] => [
  ...figure('min nodes', before.minNodes, after.minNodes),
  ...figure('max nodes', before.maxNodes, after.maxNodes),
  ...figure('idle seconds', before.idleSeconds, after.idleSeconds),
];

const risen = (what: string, before: number, after: number, tone: EventTone): readonly Change[] =>
  after > before
    ? [{ words: `${after} ${after === 1 ? 'node' : 'nodes'} ${what}, was ${before}`, tone }]
    : [];

const clusterChanges = (
  before: ClusterDetail,
  after: ClusterDetail,
  nodesAreSeen: boolean,
): readonly Change[] => {
  const settings = settingsOf(before, after);
  const [error] = after.allocationErrors;
  const [known] = before.allocationErrors;
  const settled = before.allocation.is === 'Resizing' && after.allocation.is === 'Steady';
  return [
    ...(settings.length === 0
      ? []
      : [{ words: settings.join(', '), tone: 'neutral', part: 'settings' } as const]),
    ...(before.targetNodes === after.targetNodes
      ? []
      : [{ words: `${before.targetNodes} -> ${after.targetNodes} nodes asked`, tone: 'changing' } as const]),
    ...(settled
      ? [{ words: `steady, ${after.currentNodes} of ${after.targetNodes} nodes`, tone: 'works' } as const]
      : []),
    ...(error === undefined || known?.code === error.code
      ? []
      : [{ words: `gets no nodes: ${errorWords(error)}`, tone: 'needsPerson' } as const]),
    // Where the nodes themselves are looked at, each of them is told.
    ...(nodesAreSeen
      ? []
      : [
          ...risen('unusable', before.counts.unusable, after.counts.unusable, 'needsPerson'),
          ...risen('preempted', before.counts.preempted, after.counts.preempted, 'takenAway'),
        ]),
  ];
};

/** `lastOperation.operationTrigger` in words; a word that is not known is told as it came. */
const triggerWords: Readonly<Partial<Record<string, string>>> = {
  user: 'by a user',
  schedule: 'by schedule',
  idleshutdown: 'by idle shutdown',
};

const triggerOf = ({ lastOperation }: InstanceDetail): string => {
  const trigger = lastOperation?.trigger ?? '';
  return trigger === '' ? '' : ` ${triggerWords[trigger.toLowerCase()] ?? `by ${trigger}`}`;
};

const arrivals: Readonly<Partial<Record<InstanceDetail['state']['is'], Pick<Change, 'words' | 'tone'>>>> = {
  Stopped: { words: 'stopped', tone: 'neutral' },
  Running: { words: 'started', tone: 'works' },
};

const isAtWork = ({ state }: InstanceDetail): boolean => state.is === 'Running' || state.is === 'JobRunning';

const instanceChanges = (before: InstanceDetail, after: InstanceDetail): readonly Change[] => {
  if (before.state.text === after.state.text) return [];
  const steps = `${before.state.text} -> ${after.state.text}`;
  // A job that comes or goes on it is no start of the instance.
  if (isAtWork(before) && isAtWork(after)) return [{ words: steps, tone: 'works' }];
  const arrival = arrivals[after.state.is];
  if (arrival !== undefined)
    return [{ words: `${arrival.words}${triggerOf(after)}`, tone: arrival.tone, part: 'course' }];
  const bad = after.state.is.endsWith('Failed') || after.state.is === 'Unusable';
  const [error] = after.instanceErrors;
  const why = bad && error !== undefined ? `: ${errorWords(error)}` : '';
  return [
    {
      words: `${steps}${bad ? why : triggerOf(after)}`,
      tone: bad ? 'needsPerson' : 'changing',
      ...(bad ? {} : { part: 'course' }),
    },
  ];
};

const provisioningChanges = (before: Compute, after: Compute): readonly Change[] => {
  const [from, to] = [before.provisioning, after.provisioning];
  if (from.text === to.text) return [];
  const bad = to.is === 'Failed' || to.is === 'Canceled';
  const [error] = after.provisioningErrors;
  const why = bad && error !== undefined ? `: ${errorWords(error)}` : '';
  return [
    {
      words: `${from.text} -> ${to.text}${why}`,
      tone: bad ? 'needsPerson' : to.is === 'Succeeded' ? 'works' : 'changing',
      part: 'course',
    },
  ];
};

const changesOf = (before: Compute, after: Compute, nodesAreSeen: boolean): readonly Change[] => [
  ...provisioningChanges(before, after),
  ...(before.detail.is === 'cluster' && after.detail.is === 'cluster'
    ? clusterChanges(before.detail, after.detail, nodesAreSeen)
    : []),
  ...(before.detail.is === 'instance' && after.detail.is === 'instance'
    ? instanceChanges(before.detail, after.detail)
    : []),
  ...(before.identity === after.identity
    ? []
    : [{ words: `identity is ${after.identity ?? 'none'}`, tone: 'neutral', part: 'settings' } as const]),
];

/** What explains the changes of the computes that two answers show. */
export type Circumstances = {
  readonly operations: readonly Operation[];
  /** Wall time of the later answer, ms. */
  readonly now: number;
  /** Whether the nodes of a cluster are looked at themselves. */
  readonly nodesAreSeen: (clusterId: string) => boolean;
};

/** Only a request sets, makes or removes something, and it was none of ours. */
const whoElse = ({ part }: Change): Sighting['who'] =>
  part === 'settings' || part === 'presence' ? 'somebody else' : '';

/** What has become of the computes between two good answers. A write of ours tells its own end: what it does to the resource is told with it, once. */
export const computeSightings = (
  before: readonly Compute[],
  after: readonly Compute[],
  { operations, now, nodesAreSeen }: Circumstances,
): readonly Sighting[] => {
  if (before === after) return [];
  const sightings: Sighting[] = [];
  const tell = ({ id, name }: Compute, change: Change): void => {
    const { words, tone, part } = change;
    const behind = part === undefined ? undefined : operationBehind(operations, id, now);
    if (behind === undefined) {
      const subject = { is: 'compute', id } as const;
      sightings.push({ kind: 'compute', name, change: words, tone, who: whoElse(change), subject });
    } else if (part === 'settings')
      sightings.push({
        kind: 'operation',
        name,
        change: words,
        tone: 'works',
        who: 'you',
        subject: { is: 'operation', id: behind.id },
        ours: { id: behind.id, changes: words },
      });
  };
  const old = new Map(before.map((compute) => [idKey(compute.id), compute]));
  for (const compute of after) {
    const was = old.get(idKey(compute.id));
    old.delete(idKey(compute.id));
    if (was === compute) continue;
    if (was === undefined)
      tell(compute, {
        words: `appeared, ${computeState(compute).word.text}`,
        tone: 'neutral',
        part: 'presence',
      });
    else for (const change of changesOf(was, compute, nodesAreSeen(compute.id))) tell(compute, change);
  }
  for (const compute of old.values()) tell(compute, { words: 'gone', tone: 'neutral', part: 'presence' });
  return sightings;
};
