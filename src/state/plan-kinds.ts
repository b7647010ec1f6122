import type { Compute, Job } from '#azure/model.ts';
import { removalOf } from '#azure/targets/index.ts';
import type { AppState, Operation } from './app-state.ts';
import type { Operations } from './commands/operate.ts';
import { instanceActions, whyNot, type InstanceAction } from './instance-actions.ts';
import type { MarkedList } from './marks.ts';
import { writeUnderWay } from './selectors.ts';

/** The row type of each list that can be marked. */
export type MarkedRows = { readonly computes: Compute; readonly queue: Job };

/** What can be done to several at once. */
export type PlanKindId = 'delete' | InstanceAction;

/** One kind of action on several resources: a new one is one more entry of the table. */
export type PlanKind<L extends MarkedList = 'computes'> = {
  readonly list: L;
  /** As the title says it. */
  readonly title: string;
  readonly does: Operation['does'];
  /** It ends or destroys something: the number of resources is typed to confirm it. */
  readonly destructive: boolean;
  /** What is sent to one of them, in words. */
  readonly request: (row: MarkedRows[L]) => string;
  /** Why nothing is sent to one of them, in words; undefined when it is sent. */
  readonly skip: (row: MarkedRows[L], state: AppState) => string | undefined;
  /** What on it goes or ends with it: nodes go only with what is deleted. */
  readonly takes: 'jobs' | 'jobs and nodes' | 'nothing';
  /** What goes on costing, or begins to, in a sentence; undefined when nothing does. */
  readonly bills: (row: MarkedRows[L]) => string | undefined;
  /** Sends it. @returns the operation that it is; undefined when another write to it runs */
  readonly begin: (row: MarkedRows[L], operations: Operations) => string | undefined;
};

const underWay = ({ id }: Compute, state: AppState): string | undefined => {
  const going = writeUnderWay(state, id);
  return going === undefined ? undefined : `${going.does} is under way`;
};

const bills: Readonly<Record<InstanceAction, string>> = {
  start: 'Machines that are started are billed until they are stopped.',
  stop: 'Disks and addresses of stopped instances go on costing.',
  restart: 'Machines that are restarted go on being billed.',
};

const instanceKind = (action: InstanceAction): PlanKind => ({
  list: 'computes',
  title: { start: 'Start', stop: 'Stop', restart: 'Restart' }[action],
  does: action,
  destructive: action !== 'start',
  request: () => `POST ${action}`,
  skip: (row, state) => underWay(row, state) ?? whyNot(row, action),
  takes: action === 'start' ? 'nothing' : 'jobs',
  bills: () => bills[action],
  begin: (row, operations) => operations.act(row, action),
});

export const planKinds: { readonly [K in PlanKindId]: PlanKind } = {
  delete: {
    list: 'computes',
    title: 'Delete or detach',
    does: 'delete',
    destructive: true,
    request: (row) => (removalOf(row) === 'Delete' ? 'DELETE, machines destroyed' : 'DELETE, only detached'),
    skip: (row, state) => (row.provisioning.is === 'Deleting' ? 'it is being deleted' : underWay(row, state)),
    takes: 'jobs and nodes',
    bills: (row) =>
      removalOf(row) === 'Detach' ? 'What is detached stays, and keeps billing where it is.' : undefined,
    begin: (row, operations) => operations.remove(row, removalOf(row)),
  },
  start: instanceKind('start'),
  stop: instanceKind('stop'),
  restart: instanceKind('restart'),
};

/** The kinds that one key leads to; Tab goes from one to the next. */
export const planFamilies: Readonly<Record<'delete' | 'change', readonly PlanKindId[]>> = {
  delete: ['delete'],
  change: instanceActions,
};

export const familyOf = (kind: PlanKindId): readonly PlanKindId[] =>
  kind === 'delete' ? planFamilies.delete : planFamilies.change;
