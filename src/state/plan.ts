import { nameOf } from '#azure/place.ts';
import type { AppState } from './app-state.ts';
import type { ActsOverlay } from './acts-overlay.ts';
import { confirmationText, readOnlyReason } from './care.ts';
import { loadWords, type Load } from './consequences.ts';
import type { JobIndex } from './job-index.ts';
import {
  planFamilies,
  planKinds,
  type PlanFamily,
  type PlanKind,
  type PlanKindId,
  type PlanSubject,
} from './plan-kinds.ts';

export type PlanItem = {
  /** Its ARM id. */
  readonly id: string;
  readonly name: string;
  /** Undefined when it is not there any more. */
  readonly subject: PlanSubject | undefined;
  /** Why nothing is sent to it. */
  readonly skip: string | undefined;
};

/** What would be sent, before anything is. */
export type ActionPlan = {
  readonly kind: PlanKind;
  readonly items: readonly PlanItem[];
  /** How many of them something is sent to. */
  readonly count: number;
  /** What goes or ends with all of those, in words. */
  readonly takes: readonly string[];
  /** What follows from them, or goes on costing, a sentence each. */
  readonly follows: readonly string[];
  /** What is typed to confirm it; undefined when Enter alone does. */
  readonly confirmation: string | undefined;
  /**
   * Whether what was typed confirms it. A number that was right while the plan was on the screen stays so when some of the resources need
   * nothing any more: who types must not run after a queue that moves. It never confirms more than was asked about.
   */
  readonly isConfirmedBy: (typed: string) => boolean;
};

const total = (loads: readonly Load[]): Load => {
  let [running, others, nodes] = [0, 0, 0];
  for (const load of loads) {
    running += load.running;
    others += load.others;
    nodes += load.nodes;
  }
  return { running, others, nodes };
};

/** The plan of an overlay with the resources as they are now. Ids that are gone stay in it, and are skipped. */
export const planOf = (
  {
    kind: kindId,
    ids,
    asked = 0,
  }: Pick<Extract<ActsOverlay, { is: 'plan' }>, 'kind' | 'ids'> & { readonly asked?: number },
  state: AppState,
  jobs: JobIndex,
): ActionPlan => {
  const kind = planKinds[kindId];
  const items = ids.map((id): PlanItem => {
    const subject = kind.look(id, state, jobs);
    return subject === undefined
      ? { id, name: nameOf(id), subject, skip: 'it is not there any more' }
      : { id, name: subject.name, subject, skip: subject.skip };
  });
  const sent = items.flatMap(({ subject, skip }) =>
    subject === undefined || skip !== undefined ? [] : [subject],
  );
  return {
    kind,
    items,
    count: sent.length,
    takes: loadWords(total(sent.map(({ load }) => load))),
    follows: [...new Set(sent.flatMap(({ follows }) => follows ?? []))],
    confirmation: kind.destructive ? confirmationText(state, String(sent.length)) : undefined,
    isConfirmedBy: (typed) => {
      if (!kind.destructive) return true;
      const number = Number(/\d+$/u.exec(typed)?.[0]);
      const wasShown = number >= sent.length && number <= Math.max(sent.length, asked);
      return wasShown && typed === confirmationText(state, String(number));
    },
  };
};

/** Why a plan cannot be sent now, in words; undefined when it can. */
export const whyNotSent = (plan: ActionPlan, typed: string, state: AppState): string | undefined => {
  const reason = readOnlyReason(state);
  if (reason !== undefined) return reason;
  if (state.session.signedOut !== undefined) return 'nobody is signed in: A signs in';
  if (plan.count === 0) return 'there is nothing to send: each is skipped';
  return plan.isConfirmedBy(typed.trim()) ? undefined : `type ${plan.confirmation ?? ''} to confirm`;
};

/** The kind of a family that suits most of the resources: the one that a plan begins with. */
export const firstKind = (
  family: PlanFamily,
  ids: readonly string[],
  state: AppState,
  jobs: JobIndex,
): PlanKindId => {
  const [first, ...others]: readonly [PlanKindId, ...PlanKindId[]] = planFamilies[family];
  const countOf = (kind: PlanKindId): number => planOf({ kind, ids }, state, jobs).count;
  let best = first;
  for (const kind of others) if (countOf(kind) > countOf(best)) best = kind;
  return best;
};
