import type { Compute } from '#azure/model.ts';
import { idKey } from '#azure/place.ts';
import type { Money } from '../compute-state.ts';

/** What one compute costs. */
export type CostRow = {
  readonly id: string;
  readonly compute: Compute;
  /** Of its machines, as its region spells it; absent of what has none, or one that is not listed. */
  readonly size?: string;
  readonly money: Money;
};

/** A way in which a compute burns money, or holds quota, for nothing. */
export type WasteKind =
  /** Nodes of a cluster have nothing to do, and nothing waits for them. */
  | 'idle'
  /** The same, for long, of nodes that the cluster's minimum keeps from leaving. */
  | 'kept'
  /** Nodes that are broken, and billed. */
  | 'unusable'
  /** An instance that has been running for a day or more, without a job now. */
  | 'running'
  /** An instance that is broken, and billed. */
  | 'broken'
  /** An instance that is stopped: its quota is held all the same. */
  | 'stopped';

/** A time of the service's clock, ms. Not exact: it was so before anybody looked. */
export type WasteSince = { readonly at: number; readonly exact: boolean };

/** One compute, one way in which it wastes, and the one thing to do about it. */
export type WasteRow = {
  readonly id: string;
  readonly compute: Compute;
  readonly kind: WasteKind;
  /** Nodes; of instances 1. */
  readonly nodes: number;
  /** vCPUs of the quota that are held; undefined when the size is unknown. */
  readonly vCpus?: number;
  /** US dollars an hour at list price, VM only; undefined when the price is unknown, and of what is not billed. */
  readonly perHour?: number;
  readonly since?: WasteSince;
  /** When the newest job that names the cluster was made; 0 when none is known. */
  readonly lastJobAt?: number;
  readonly mend: Mend;
};

/** What is done about a waste, by the commands and the confirmations that there are: a form with other numbers in it, or a question. */
export type Mend =
  | { readonly by: 'scale'; readonly min: number; readonly idleSeconds?: number }
  /** Emptied, waited for, and given its scale back. */
  | { readonly by: 'recycle' }
  | { readonly by: 'stop' }
  | { readonly by: 'delete' };

/** vCPUs that a compute of this workspace holds of a limit, and would hold at its maximum. */
export type QuotaUse = { readonly name: string; readonly now: number; readonly atMax: number };

/** A limit of a region, how much of it is used, and by which computes of this workspace. */
export type QuotaRow = {
  readonly id: string;
  readonly region: string;
  readonly counts: 'computes' | 'vCPUs' | 'unknown';
  readonly label: string;
  readonly priority?: 'dedicated' | 'low priority';
  readonly current: number;
  /** Undefined means no limit of its own. */
  readonly limit?: number;
  /** What of it this workspace may have, when that is less. */
  readonly cap?: number;
  readonly uses: readonly QuotaUse[];
};

/** How full a limit is, 0 to 1 and beyond; undefined without one, and where nothing was ever granted. */
export const fullness = ({ current, limit }: Pick<QuotaRow, 'current' | 'limit'>): number | undefined =>
  limit === undefined || (limit === 0 && current === 0) ? undefined : limit === 0 ? 1 : current / limit;

/** Ids of rows: the key of the compute stands before the first space. */
export const costId = (compute: Compute): string => idKey(compute.id);
export const wasteId = (compute: Compute, kind: WasteKind): string => `${idKey(compute.id)} ${kind}`;
