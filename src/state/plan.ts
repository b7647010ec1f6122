import type { Compute } from '#azure/model.ts';
import type { AppState } from './app-state.ts';
import type { ActsOverlay } from './acts-overlay.ts';
import { confirmationText, readOnlyReason } from './care.ts';
import { loadOf, loadWords, several, type Load } from './consequences.ts';
import type { JobIndex } from './job-index.ts';
import { findCompute } from './selectors.ts';
import { planFamilies, planKinds, type PlanKind, type PlanKindId } from './plan-kinds.ts';

export type PlanItem = {
  readonly id: string;
  readonly name: string;
  /** Undefined when it is not there any more. */
  readonly row: Compute | undefined;
  /** Why nothing is sent to it. */
  readonly skip: string | undefined;
  readonly request: string;
  /** What goes or ends with it, in words. */
  readonly takes: string;
};

/** What would be sent, before anything is. */
export type ActionPlan = {
  readonly kind: PlanKind;
  readonly items: readonly PlanItem[];
  /** How many of them something is sent to. */
  readonly count: number;
  /** What goes or ends with all of those, in words. */
  readonly takes: readonly string[];
  /** What goes on costing, a sentence each. */
  readonly bills: readonly string[];
  /** What is typed to confirm it; undefined when Enter alone does. */
  readonly confirmation: string | undefined;
};

const noLoad: Load = { running: 0, others: 0, nodes: 0 };

/** What goes or ends with one, where there is little room. */
const shortLoad = ({ running, others, nodes }: Load): string =>
  [
    ...(running > 0 ? [`${running} run`] : []),
    ...(others > 0 ? [`${others} wait`] : []),
    ...(nodes > 0 ? [several(nodes, 'node', 'nodes')] : []),
  ].join(', ');

const total = (loads: readonly Load[]): Load => {
  let [running, others, nodes] = [0, 0, 0];
  for (const load of loads) {
    running += load.running;
    others += load.others;
    nodes += load.nodes;
  }
  return { running, others, nodes };
};

const loadTaken = (kind: PlanKind, row: Compute, jobs: JobIndex): Load => {
  if (kind.takes === 'nothing') return noLoad;
  const load = loadOf(row, jobs);
  return kind.takes === 'jobs and nodes' ? load : { ...load, nodes: 0 };
};

/** The plan of an overlay with the resources as they are now. Ids that are gone stay in it, and are skipped. */
export const planOf = (
  { kind: kindId, ids }: Pick<Extract<ActsOverlay, { is: 'plan' }>, 'kind' | 'ids'>,
  state: AppState,
  jobs: JobIndex,
): ActionPlan => {
  const kind = planKinds[kindId];
  const loads: Load[] = [];
  const bills = new Set<string>();
  const items = ids.map((id): PlanItem => {
    const row = findCompute(state, id);
    const name = row?.name ?? id.split('/').at(-1) ?? id;
    if (row === undefined) return { id, name, row, skip: 'it is not there any more', request: '', takes: '' };
    const skip = kind.skip(row, state);
    const load = loadTaken(kind, row, jobs);
    const bill = kind.bills(row);
    if (skip === undefined) loads.push(load);
    if (skip === undefined && bill !== undefined) bills.add(bill);
    return { id, name, row, skip, request: kind.request(row), takes: shortLoad(load) };
  });
  return {
    kind,
    items,
    count: loads.length,
    takes: loadWords(total(loads)),
    bills: [...bills],
    confirmation: kind.destructive ? confirmationText(state, String(loads.length)) : undefined,
  };
};

/** Why a plan cannot be sent now, in words; undefined when it can. */
export const whyNotSent = (plan: ActionPlan, typed: string, state: AppState): string | undefined => {
  const reason = readOnlyReason(state);
  if (reason !== undefined) return reason;
  if (state.session.signedOut !== undefined) return 'nobody is signed in: A signs in';
  if (plan.count === 0) return 'there is nothing to send: each is skipped';
  return plan.confirmation === undefined || typed.trim() === plan.confirmation
    ? undefined
    : `type ${plan.confirmation} to confirm`;
};

/** The kind of a family that suits most of the rows: the one that a plan begins with. */
export const firstKind = (
  family: keyof typeof planFamilies,
  ids: readonly string[],
  state: AppState,
  jobs: JobIndex,
): PlanKindId => {
  const [first = 'delete', ...others] = planFamilies[family];
  const countOf = (kind: PlanKindId): number => planOf({ kind, ids }, state, jobs).count;
  let best = first;
  for (const kind of others) if (countOf(kind) > countOf(best)) best = kind;
  return best;
};
