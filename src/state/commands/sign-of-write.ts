import type { Compute } from '#azure/model.ts';
import type { Problem } from '#azure/problem.ts';
import { sameScale, scaleOf, type Scale } from '#azure/targets/scale-body.ts';
import type { Operation } from '../app-state.ts';
import type { Clock } from '../clock.ts';
import { markBefore } from '../mark-before.ts';
import { noSign, noSignYet } from '../outcome.ts';
import type { Learned } from './watch-operation.ts';

/** Something that was sent shows by then: the service marks a resource when it accepts a change of it. */
const signWithinMs = 60_000;

/** A write that nobody has seen the service accept: it may never have arrived. Its answer was cut, or the program ended before it. */
export type Unanswered = {
  /** Of a change of scale: what was asked for, where that is known. */
  readonly asked?: Scale | undefined;
  /** What `markBefore` said of the resource before it was sent; absent where there was none, or nothing is known of it. */
  readonly before?: string | undefined;
  /** What came in place of an answer. */
  readonly problem?: Problem | undefined;
};

/** Tells by looks at a resource whether a write without an answer has arrived there. */
export type SignOfWrite = {
  /** Whether this look shows it; what the write has come to is read from the same look then. */
  readonly shownBy: (compute: Compute) => boolean;
  /** Whether a look has shown it. */
  readonly wasShown: () => boolean;
  /** What a look that shows nothing of it says: it is looked for at least a minute long, and its outcome is unknown then. */
  readonly notShown: () => Learned;
};

/** Looks for the sign of a write, from now on. */
export const createSign = (
  does: Operation['does'],
  { asked, before, problem }: Unanswered,
  clock: Clock,
): SignOfWrite => {
  const since = clock.now();
  let [shown, updating] = [false, false];

  /** A cluster that is being updated may be so for the sake of somebody else: in the end the scale has to be the one asked for. */
  const isScaled = ({ detail, provisioning }: Compute): boolean => {
    updating ||= provisioning.is === 'Updating';
    if (provisioning.is !== 'Succeeded') return updating;
    return asked === undefined ? updating : detail.is === 'cluster' && sameScale(scaleOf(detail), asked);
  };

  const isSign = (compute: Compute): boolean => {
    const { detail, provisioning } = compute;
    const isOther = before !== undefined && markBefore(does, compute) !== before;
    switch (does) {
      case 'create':
        return before === undefined || isOther;
      case 'delete':
      case 'detach':
        return provisioning.is === 'Deleting';
      case 'start':
      case 'stop':
      case 'restart': {
        const last = detail.is === 'instance' ? detail.lastOperation : undefined;
        if (last === undefined) return isOther;
        return last.name.toLowerCase() === does && (before === undefined || isOther);
      }
      case 'identity':
        return isOther || provisioning.is === 'Updating';
      case 'scale':
      case 'recycle':
      case 'submit':
      case 'cancel':
        return false;
    }
  };

  return {
    shownBy: (compute) => {
      // What an update for somebody else has looked like is none any more.
      shown = does === 'scale' ? isScaled(compute) : shown || isSign(compute);
      return shown;
    },
    wasShown: () => shown,
    notShown: () =>
      clock.now() - since >= signWithinMs
        ? { state: 'failed', word: '', problem: problem ?? noSign }
        : { word: noSignYet, unanswered: 'looking', ...(problem === undefined ? {} : { problem }) },
  };
};
