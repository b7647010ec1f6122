import type { Compute, Job } from '#azure/model.ts';
import type { Problem } from '#azure/problem.ts';
import { removalOf } from '#azure/targets/index.ts';
import type { AppState, Operation } from './app-state.ts';
import type { Sending } from './commands/sending.ts';
import { loadOf, several, type Load } from './consequences.ts';
import { instanceActions, whyNot, type InstanceAction } from './instance-actions.ts';
import type { JobIndex } from './job-index.ts';
import { jobPhase } from './job-phase.ts';
import { computePlans, jobPlans, type PlanList } from './plan-lists.ts';
import { writeUnderWay } from './selectors.ts';
import { whyNotCancelled } from './why/refusals.ts';

/** What can be done to several at once. */
export type PlanKindId = 'delete' | 'cancel' | InstanceAction;

/** What a kind of action does to a row of its list. */
type OnRow<Row> = {
  /** What is sent, in words. */
  readonly request: (row: Row) => string;
  /** Why nothing is sent, in words; undefined when it is sent. */
  readonly skip: (row: Row, state: AppState) => string | undefined;
  /** What goes or ends with it. */
  readonly load: (row: Row, jobs: JobIndex) => Load;
  /** The row in few words, where there is little room. */
  readonly about: (row: Row, load: Load) => string;
  /** What follows from it, or goes on costing, in a sentence; undefined when nothing does. */
  readonly follows: (row: Row) => string | undefined;
  /**
   * Sends it, and tells how it goes.
   * @returns settled when the service has answered: with the problem when it was not accepted. Undefined when another write runs, and
   * nothing is sent
   */
  readonly begin: (row: Row, sending: Sending) => Promise<Problem | undefined> | undefined;
};

/** One of the marked as it is now, and what an action would do to it. */
export type PlanSubject = {
  readonly name: string;
  readonly skip: string | undefined;
  readonly request: string;
  readonly load: Load;
  readonly about: string;
  readonly follows: string | undefined;
  readonly begin: (sending: Sending) => Promise<Problem | undefined> | undefined;
};

/** One kind of action on several resources: a new one is one more entry of the table. */
export type PlanKind = Pick<PlanList<never>, 'list' | 'called' | 'armId' | 'isKnown'> & {
  /** As the title says it. */
  readonly title: string;
  readonly does: Operation['does'];
  /** It ends or destroys something: the number of resources is typed to confirm it. */
  readonly destructive: boolean;
  /** How what goes or ends with all of them is said: before it, or in place of it where there is nothing. Absent when nothing can end. */
  readonly ends?: { readonly some: string; readonly none: string };
  /** What is at an ARM id of the open board; undefined when nothing is there any more. */
  readonly look: (id: string, state: AppState, jobs: JobIndex) => PlanSubject | undefined;
};

const kindOf = <Row>(
  { find, nameOf, ...list }: PlanList<Row>,
  said: Pick<PlanKind, 'title' | 'does' | 'destructive' | 'ends'>,
  on: OnRow<Row>,
): PlanKind => ({
  ...list,
  ...said,
  look: (id, state, jobs) => {
    const row = find(id, state, jobs);
    if (row === undefined) return undefined;
    const load = on.load(row, jobs);
    return {
      name: nameOf(row),
      skip: on.skip(row, state),
      request: on.request(row),
      load,
      about: on.about(row, load),
      follows: on.follows(row),
      begin: (sending) => on.begin(row, sending),
    };
  },
});

const noLoad: Load = { running: 0, others: 0, nodes: 0 };

const loadInShort = (_: Compute, { running, others, nodes }: Load): string =>
  [
    ...(running > 0 ? [`${running} run`] : []),
    ...(others > 0 ? [`${others} wait`] : []),
    ...(nodes > 0 ? [several(nodes, 'node', 'nodes')] : []),
  ].join(', ');

const underWay = ({ id }: Compute, state: AppState): string | undefined => {
  const going = writeUnderWay(state, id);
  return going === undefined ? undefined : `${going.does} is under way`;
};

const bills: Readonly<Record<InstanceAction, string>> = {
  start: 'Machines that are started are billed until they are stopped.',
  stop: 'Disks and addresses of stopped instances go on costing.',
  restart: 'Machines that are restarted go on being billed.',
};

const onThem = { some: 'On them now', none: 'No job is known on them now.' };

const instanceKind = (action: InstanceAction): PlanKind => {
  const ends = action !== 'start';
  return kindOf(
    computePlans,
    {
      title: { start: 'Start', stop: 'Stop', restart: 'Restart' }[action],
      does: action,
      destructive: ends,
      ...(ends ? { ends: onThem } : {}),
    },
    {
      request: () => `POST ${action}`,
      skip: (row, state) => underWay(row, state) ?? whyNot(row, action),
      // Nodes go only with what is deleted.
      load: (row, jobs) => (ends ? { ...loadOf(row, jobs), nodes: 0 } : noLoad),
      about: loadInShort,
      follows: () => bills[action],
      begin: (row, { operations, followed }) => followed(operations.act(row, action)),
    },
  );
};

export const planKinds: Readonly<Record<PlanKindId, PlanKind>> = {
  delete: kindOf(
    computePlans,
    {
      title: 'Delete or detach',
      does: 'delete',
      destructive: true,
      ends: { some: 'With them go', none: onThem.none },
    },
    {
      request: (row) =>
        removalOf(row) === 'Delete' ? 'DELETE, machines destroyed' : 'DELETE, only detached',
      skip: (row, state) =>
        row.provisioning.is === 'Deleting' ? 'it is being deleted' : underWay(row, state),
      load: loadOf,
      about: loadInShort,
      follows: (row) =>
        removalOf(row) === 'Detach' ? 'What is detached stays, and keeps billing where it is.' : undefined,
      begin: (row, { operations, followed }) => followed(operations.remove(row, removalOf(row))),
    },
  ),
  cancel: kindOf(
    jobPlans,
    {
      title: 'Cancel',
      does: 'cancel',
      destructive: true,
      ends: { some: 'What ends', none: 'No job ends.' },
    },
    {
      request: () => 'POST cancel',
      skip: whyNotCancelled,
      load: ({ status }) =>
        jobPhase(status) === 'running' ? { ...noLoad, running: 1 } : { ...noLoad, others: 1 },
      about: ({ status, nodes, compute }: Job) =>
        `${status.text}, ${several(nodes, 'node', 'nodes')}${compute === '' ? '' : `, ${compute}`}`,
      follows: () => 'What they have not written by then is lost; none of them can be resumed.',
      begin: (row, { cancel }) => cancel(row),
    },
  ),
  start: instanceKind('start'),
  stop: instanceKind('stop'),
  restart: instanceKind('restart'),
};

type Kinds = readonly [PlanKindId, ...PlanKindId[]];

/** The kinds that one key leads to; Tab goes from one to the next. All of a family are about the same list. */
export const planFamilies = {
  delete: ['delete'],
  cancel: ['cancel'],
  change: instanceActions,
} as const satisfies Readonly<Record<string, Kinds>>;

export type PlanFamily = keyof typeof planFamilies;

/** The kinds among which Tab goes on from one. */
export const familyOf = (kind: PlanKindId): Kinds =>
  Object.values(planFamilies).find((kinds: Kinds) => kinds.includes(kind)) ?? [kind];
