import type { Compute } from '#azure/model.ts';
import type { Scale } from '#azure/targets/scale-body.ts';
import type { Line } from './line-edit.ts';
import type { PlanKindId } from './plan-kinds.ts';
import type { SshTarget } from './ssh-target.ts';

/** What actions ask or show before anything is sent. Each is pinned to resources when it opens. */
export type ActsOverlay =
  /** Whether the session is to be read-only for the rest of it. */
  | { readonly is: 'readOnly' }
  /** What would be sent to each of the marked. */
  | {
      readonly is: 'plan';
      readonly kind: PlanKindId;
      readonly ids: readonly string[];
      /** To how many of them something would have been sent when it was first shown. */
      readonly asked: number;
      /** What confirms it. */
      readonly line: Line;
      /** How far its list is scrolled. */
      readonly at: number;
    }
  | { readonly is: 'recycle'; readonly compute: Compute; readonly line: Line }
  /** Back to an earlier scale: of the last change, or of a recycling that did not come to its end. */
  | {
      readonly is: 'undo';
      readonly compute: Compute;
      readonly scale: Scale;
      /** When the change was made, wall time in ms. */
      readonly changedAt: number;
      /** The recycling whose scale it is. */
      readonly recycling?: string;
    }
  | { readonly is: 'ssh'; readonly target: SshTarget }
  /** The key file for the same. */
  | { readonly is: 'sshKey'; readonly target: SshTarget; readonly line: Line };
