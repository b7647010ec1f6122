import { idKey } from '#azure/place.ts';
import type { Scale } from '#azure/targets/scale-body.ts';
import type { TargetId } from '#azure/targets/target.ts';

/** What an operation in the journal does. */
export const journaledVerbs = [
  'create',
  'scale',
  'identity',
  'start',
  'stop',
  'restart',
  'delete',
  'detach',
  'recycle',
  'submit',
] as const;

/** An operation that was begun: resource ids and names only, never a body or a signed URL. `startedAt` is wall time in ms. */
export type JournalEntry = {
  readonly id: string;
  readonly does: (typeof journaledVerbs)[number];
  readonly computeId: string;
  readonly name: string;
  readonly target?: TargetId;
  readonly startedAt: number;
  /** The service has accepted it: without this it may never have arrived. */
  readonly accepted?: true;
  /** Of a change of scale: what was asked for. */
  readonly asked?: Scale;
  /** What the resource said of itself before it, see `markBefore`. */
  readonly before?: string;
  /** Of a recycling: the scale that the cluster had, and is to have again. */
  readonly restore?: Scale;
  /** Of the same: the process that is at it. */
  readonly session?: number;
  /** Said when it is read: that process is another one, and still runs. */
  readonly elsewhere?: true;
};

/** What was typed into the form of one target in one workspace, by field. `savedAt` is wall time in ms. */
export type KeptForm = {
  readonly target: string;
  readonly workspaceId: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly savedAt: number;
};

/** Begun operations older than this are no longer looked for. */
export const journalDays = 7;

/**
 * What outlives the program. Every call is over when it returns (a hang-up leaves no time to wait) and none throws: what cannot be
 * kept for good is kept until the program ends.
 */
export type Keeper = {
  /** The unfinished form of a target in a workspace. Its texts are as they were typed; whoever shows them cleans them. */
  readonly loadForm: (workspaceId: string, target: string) => KeptForm | undefined;
  /** Keeps a form in place of the one before. Must not hold a secret: the caller leaves those fields out. */
  readonly saveForm: (form: KeptForm) => void;
  /** Forgets a form, unless another session has saved a different one since this one last saw it. */
  readonly dropForm: (workspaceId: string, target: string) => void;
  /** Operations begun and not known to have ended, of this user on this host, oldest first, at most 7 days old. */
  readonly loadJournal: () => readonly JournalEntry[];
  readonly noteBegun: (entry: JournalEntry) => void;
  /** The service has accepted what was begun: from now on it is known to have arrived. */
  readonly noteAccepted: (id: string) => void;
  readonly noteEnded: (id: string) => void;
  /** What cannot be kept for good, in words, once it is known; undefined while everything is kept. */
  readonly trouble: () => string | undefined;
};

/** An id for a journal entry, unlike that of any other session. */
export const newEntryId = (): string => crypto.randomUUID();

/** What the form of a target in a workspace is kept under: ids of Azure compare without regard to case. */
export const formKey = ({ workspaceId, target }: Pick<KeptForm, 'workspaceId' | 'target'>): string =>
  `${idKey(workspaceId)}\n${target}`;

/** The journal as it is read: what is not too old, the oldest first. */
export const inJournal = (entries: readonly JournalEntry[], now: number): readonly JournalEntry[] =>
  entries
    .filter(({ startedAt }) => now - startedAt <= journalDays * 86_400_000)
    .sort((a, b) => a.startedAt - b.startedAt);

/** Keeps everything until the program ends, and nothing longer. */
export const createForgetful = (now: () => number = Date.now): Keeper => {
  const forms = new Map<string, KeptForm>();
  const journal = new Map<string, JournalEntry>();
  return {
    loadForm: (workspaceId, target) => forms.get(formKey({ workspaceId, target })),
    saveForm: (form) => void forms.set(formKey(form), form),
    dropForm: (workspaceId, target) => void forms.delete(formKey({ workspaceId, target })),
    loadJournal: () => inJournal([...journal.values()], now()),
    noteBegun: (entry) => void journal.set(entry.id, entry),
    noteAccepted: (id) => {
      const entry = journal.get(id);
      if (entry !== undefined) journal.set(id, { ...entry, accepted: true });
    },
    noteEnded: (id) => void journal.delete(id),
    trouble: () => undefined,
  };
};
