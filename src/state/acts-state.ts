import type { ClusterDetail } from '#azure/model.ts';
import type { ServiceError, Problem } from '#azure/problem.ts';
import type { Scale } from '#azure/targets/scale-body.ts';
import { noMarks, type Marks } from './marks.ts';

/** What the user has marked, and what actions on computes have to be remembered for; in memory only. */
export type Acts = {
  readonly marks: Marks;
  /** By compute id as `idKey` makes it: the cluster before the last change of its scale that succeeded, and when that was, wall time in ms. */
  readonly scaledFrom: Readonly<Record<string, { readonly detail: ClusterDetail; readonly at: number }>>;
  /** The key file that SSH is given; the agent's or ssh's own default when empty. */
  readonly keyFile: string;
};

export const freshActs: Acts = { marks: noMarks, scaledFrom: {}, keyFile: '' };

/** How it went with one of several. */
export type ItemState =
  /** Not sent yet. */
  | 'waiting'
  | 'sending'
  /** Accepted by the service, and not known to have ended. */
  | 'running'
  | 'done'
  /** The service would not begin it. */
  | 'refused'
  /** It was begun, and failed. */
  | 'failed'
  /** It was sent and no answer came: it may have been done all the same. */
  | 'unknown'
  /** Never sent. */
  | 'skipped';

/** One of the resources that an action on several is about. */
export type Item = {
  readonly id: string;
  readonly name: string;
  readonly state: ItemState;
  /** Why it was not sent; what the service says of it. */
  readonly words: string;
  readonly problem?: Problem;
  readonly errors: readonly ServiceError[];
};

/** How far the recycling of a cluster's nodes is. */
export type RecycleStep =
  /** Taken up from an earlier run of the program: what is there has not been looked at yet. */
  | 'resumed'
  /** Another session of this user on this host is at it: it is only watched. */
  | 'elsewhere'
  | 'emptying'
  | 'waiting'
  | 'restoring'
  | 'restored'
  /** It goes no further by itself, and the scale may not be the original one. */
  | 'stuck'
  /** Over, and nothing is left to restore. */
  | 'over';

export type Recycle = {
  readonly original: Scale;
  readonly step: RecycleStep;
  /** The cluster's nodes at the last look. */
  readonly nodes?: number;
  /** Why it is stuck or over without success. */
  readonly why?: string;
};
