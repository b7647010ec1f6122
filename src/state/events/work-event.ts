import type { Operation } from '../app-state.ts';

/** How an event is to be taken; the screens colour it by this. */
export type EventTone = 'neutral' | 'works' | 'changing' | 'needsPerson' | 'takenAway';

/** What an event is about, to be opened from it. */
export type EventSubject =
  | { readonly is: 'compute'; readonly id: string }
  | { readonly is: 'node'; readonly clusterId: string; readonly id: string }
  | { readonly is: 'job'; readonly name: string }
  | { readonly is: 'operation'; readonly id: string };

/** One thing that has changed, as two looks tell it. Its words are `name` and `change`; `who` is known only of changes that a person or a rule makes. */
export type Sighting = {
  readonly kind: EventSubject['is'];
  readonly name: string;
  readonly change: string;
  /** What of the change others have in common, where that is less than all of it: said when several are summed up. */
  readonly alike?: string;
  readonly tone: EventTone;
  /** Empty where Azure Machine Learning does it by itself. */
  readonly who: '' | 'you' | 'somebody else';
  readonly subject: EventSubject;
  /** Of an operation of ours: what it has changed, as seen on the resource, and how long it took, ms. Both may come later. */
  readonly ours?: {
    readonly id: Operation['id'];
    readonly changes?: string;
    readonly tookMs?: number;
  };
};

/** A sighting with its time, or several alike in one. */
export type WorkEvent = Omit<Sighting, 'subject'> & {
  readonly id: string;
  /** Wall time of the answer that showed it, ms. */
  readonly at: number;
  /** How many things have changed alike in one answer. */
  readonly count: number;
  /** Absent of an event that sums up several. */
  readonly subject?: EventSubject;
};

/** What has happened since the workspace was opened, newest first, and how many events there have ever been. */
export type Events = {
  readonly rows: readonly WorkEvent[];
  readonly seen: number;
  /** The id of the event of an operation of ours that is not told at the foot of the screen any more. */
  readonly told?: string;
};

export const noEvents: Events = { rows: [], seen: 0 };
