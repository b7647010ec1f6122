import type { Cloud } from '#azure/clouds.ts';
import type { ResourceKind } from '#azure/gateway.ts';
import type { Compute, Job, JobDetail, NamedResource, Node, Usage, VmSize, Workspace } from '#azure/model.ts';
import type { Place } from '#azure/place.ts';
import type { Problem, ServiceError } from '#azure/problem.ts';
import type { PickKind } from '#azure/targets/field.ts';
import type { ChangeId } from '#azure/targets/change-titles.ts';
import type { TargetId } from '#azure/targets/target.ts';
import type { Acts, Item, Recycle } from './acts-state.ts';
import type { ActsOverlay } from './acts-overlay.ts';
import type { Calls } from './calls.ts';
import type { Checks, EntryInTheWay } from './checks.ts';
import type { CodeView } from './code-state.ts';
import type { Finding, PaletteOverlay } from './finding.ts';
import type { History } from './history.ts';
import type { Events } from './events/work-event.ts';
import type { Hold } from './holds.ts';
import type { AwaitedNodes } from './job-and-nodes.ts';
import type { Line } from './line-edit.ts';
import type { ListId, ListView } from './lists.ts';
import type { Regions } from './money/regions.ts';
import type { QueuePart } from './queue-part.ts';
import type { MarkedList } from './marks.ts';
import type { NotifyWay } from './notify.ts';
import type { LogView } from './log/log-view.ts';
import type { RecentWorkspace } from './recents.ts';
import type { Remote } from './remote.ts';
import type { Source } from './rhythm.ts';
import type { Family } from './run-family.ts';
import type { Stack } from './routes.ts';
import type { Session } from './session.ts';
import type { Left, SinceById } from './since.ts';
import type { ComputerLook } from './this-computer.ts';

export type PanelId = 'computes' | 'nodes' | 'queue' | 'log' | 'quota';
/** Those that every board shows. */
export const panels: readonly PanelId[] = ['computes', 'nodes', 'queue'];

/** The nodes of one cluster, and since when each is in its state. */
export type ClusterNodes = {
  readonly remote: Remote<readonly Node[]>;
  readonly since: SinceById;
  /** The service's clock at the last good answer, ms. */
  readonly lookedAt?: number;
  /** Wall time of it, also when that was before the workspace was left and opened again. */
  readonly seenAt?: number;
};

/** A workspace that is open, and everything that is polled of it. */
export type Board = {
  readonly workspace: Workspace;
  /** Rises with every workspace opened: an answer to a question of an earlier one is dropped. */
  readonly generation: number;
  /** The user's configuration wants more care here: what destroys or overwrites is confirmed by the workspace's name too. */
  readonly protected: boolean;
  /** The user's configuration allows no change here. */
  readonly readOnly: boolean;
  readonly computes: Remote<readonly Compute[]>;
  /** By compute id: the clusters that have been looked at. Only the one under the cursor is polled. */
  readonly nodes: Readonly<Record<string, ClusterNodes>>;
  /** The rows are in the job index, which lives outside the store; this says how far it is. */
  readonly jobs: {
    /** How many jobs the index holds. */
    readonly remote: Remote<number>;
    /** How the reading beyond the newest page goes: its problem is why the index is not complete. */
    readonly fill: Remote<never>;
    readonly version: number;
    readonly complete: boolean;
    readonly since: SinceById;
    /** The service's clock at the last good answer about the newest page, ms. */
    readonly lookedAt?: number;
    /** When the workspace was open before: what was known then of jobs that may not have been read yet. */
    readonly left?: Left;
  };
  readonly queue: QueuePart;
  /** The job whose page is open. */
  readonly job: { readonly name?: string; readonly remote: Remote<JobDetail> };
  /** By name: what run history says of the jobs whose pages are open or can be gone back to. */
  readonly families: Readonly<Record<string, Family>>;
  /** The log that is looked at, or was last. */
  readonly log?: LogView;
  readonly sizes: Remote<readonly VmSize[]>;
  /** What of the quota of the region is used. */
  readonly usages: Remote<readonly Usage[]>;
  /** The environments of the workspace, once a form has asked for them. */
  readonly environments: Remote<readonly NamedResource[]>;
  /** What workspaces may have of the quota, and sizes and usages of other regions. */
  readonly regions: Regions;
  /** Node counts and queue lengths over time; absent before the first measurement. */
  readonly history?: History;
  readonly panel: PanelId;
  /** The panel that had the keys when the zoom began; absent when nothing is zoomed. */
  readonly zoomedFrom?: PanelId;
};

/** What a form is about: a compute to be made, a change to one that exists, or a job to be submitted. */
export type FormSubject =
  | { readonly is: 'create'; readonly target: TargetId }
  | { readonly is: 'change'; readonly change: ChangeId; readonly computeId: string }
  /** A command job in that workspace. */
  | { readonly is: 'job'; readonly workspaceId: string };

/** Where the keys go in a form: into a field, or onto its button. */
export type FormFocus = { readonly field: string } | 'button';

/** A form while it is filled: a text line per field, kept until it has been sent and has succeeded. */
export type FormState = {
  readonly subject: FormSubject;
  readonly lines: Readonly<Record<string, Line>>;
  readonly focus: FormFocus;
  /** Verdicts are shown for fields that the user has touched. */
  readonly touched: Readonly<Record<string, true>>;
  /** Of a form that changes something: what the service had, by field, when it was opened or when the field followed it last. */
  readonly opened?: Readonly<Record<string, string>>;
  /** Wall time of the last text typed into it, ms. */
  readonly typedAt?: number;
  /** It was opened with what had been typed before and not sent, or not known to have arrived: the wall time of that, ms. */
  readonly draftOf?: number;
};

/** A write that was begun. Holds no body and no signed URL. */
export type Operation = {
  readonly id: string;
  readonly does:
    | 'create'
    | 'scale'
    | 'identity'
    | 'start'
    | 'stop'
    | 'restart'
    | 'delete'
    | 'detach'
    | 'recycle'
    | 'submit'
    | 'cancel';
  /** The ARM id of what it is about: a compute, or the job that is submitted. */
  readonly computeId: string;
  readonly name: string;
  /** Of a creation: the kind of target whose form made it. */
  readonly target?: string;
  /** Of a creation: what is made is an entry for a resource that exists. */
  readonly attaching?: true;
  /** Wall time. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly state: 'sending' | 'running' | 'succeeded' | 'failed';
  /** The service's own word of the moment. */
  readonly word: string;
  /** Where what came of it is found on the web. */
  readonly link?: string;
  readonly problem?: Problem;
  /** Nobody has seen an answer to it: whether it has arrived is looked for, or how it ended was concluded from looking. */
  readonly unanswered?: 'looking' | 'concluded';
  readonly errors: readonly ServiceError[];
  /** Of an action on several: how it goes with each. Its own `computeId` is empty: each of them is an operation of its own, too. */
  readonly items?: readonly Item[];
  /** Of the same: where they were marked. */
  readonly markedIn?: MarkedList;
  /** Of a recycling: how far it is. */
  readonly recycle?: Recycle;
};

/** What lies over the screen. One at a time. */
export type Overlay =
  | ActsOverlay
  | PaletteOverlay
  | { readonly is: 'filter'; readonly list: ListId; readonly line: Line; readonly before: string }
  | { readonly is: 'sort'; readonly list: ListId }
  | { readonly is: 'help'; readonly line: Line; readonly at: number }
  | { readonly is: 'actions'; readonly at: number }
  | {
      /** Pinned to the resource when it opens, whatever the cursor does meanwhile. */
      readonly is: 'remove';
      readonly compute: Compute;
      readonly action: 'Delete' | 'Detach';
      /** What goes with it, in words. */
      readonly consequences: readonly string[];
      readonly line: Line;
    }
  /** What to look for in the log. */
  | { readonly is: 'find'; readonly line: Line }
  /** Where the code on the screen, or the log, is to be written. `taken` is the path of a file that is there, and was asked about. */
  | { readonly is: 'save'; readonly line: Line; readonly taken?: string; readonly what?: 'log' }
  /** How each source of the data is. */
  | { readonly is: 'sources'; readonly at: number }
  | { readonly is: 'sizes'; readonly line: Line }
  | { readonly is: 'resources'; readonly of: PickKind; readonly line: Line }
  /** An existing compute of that name would be changed, or broken by a second attachment. Its name is asked for before that. */
  | { readonly is: 'overwrite'; readonly name: string; readonly line: Line; readonly breaks?: EntryInTheWay }
  /** Whether a job is to be cancelled. Pinned to the job when it opens. `at` 0 is no, 1 is yes. */
  | { readonly is: 'cancel'; readonly job: Job; readonly at: number }
  /** What an instance can be told. Pinned to the instance when it opens. */
  | {
      readonly is: 'instance';
      readonly compute: Compute;
      readonly at: number;
      readonly consequences: readonly string[];
    };

export type AppState = {
  readonly about: {
    readonly mode: 'demo' | 'azure';
    readonly readOnly: boolean;
    /** What is shown are stand-ins for names, identifiers and addresses. */
    readonly redacted?: true;
    /** Seconds of the demo's world in a second; absent with Azure. */
    readonly demoSpeed?: number;
    /** The steady pace of what a board polls, 5 to 300 s; 15 s without. */
    readonly refreshSeconds?: number;
    /** The cloud of Azure; absent in the demo. */
    readonly cloud?: Cloud['id'];
    /** What is wrong with the configuration file, a sentence each. */
    readonly faults?: readonly string[];
  };
  readonly session: Session;
  readonly stack: Stack;
  readonly overlay?: Overlay;
  /** One line for the user: why a key did nothing, what was done. Gone with the next key. */
  readonly notice?: { readonly words: string; readonly tone: 'plain' | 'needsPerson' };
  readonly workspaces: Remote<readonly Workspace[]>;
  /** Workspaces opened lately, the newest first. */
  readonly recents: readonly RecentWorkspace[];
  /** The workspace that the folder's own `config.json` names, as far as it does. */
  readonly folderPlace?: Partial<Place>;
  /** Why the place asked for at the start could not be opened. */
  readonly workspaceProblem?: Problem;
  /** The place asked for at the start, until it is opened. */
  readonly wanted?: Partial<Place>;
  readonly board?: Board;
  readonly lists: Readonly<Record<ListId, ListView>>;
  readonly finding: Finding;
  /** Every form that was begun, by `subjectKey`. */
  readonly forms: Readonly<Record<string, FormState>>;
  /** What of the same action as code is shown. */
  readonly code: CodeView;
  /** What was looked into for the plan of the form that is open. */
  readonly checks?: Checks;
  /** What a form can name, as far as it has been asked for. */
  readonly resources: Readonly<Record<ResourceKind, Remote<readonly NamedResource[]>>>;
  readonly acts: Acts;
  /** What has changed, by whom. */
  readonly events: Events;
  /** The requests sent last. */
  readonly calls: Calls;
  /** How the user is told that something of theirs has ended. */
  readonly notify: NotifyWay;
  /** The terminal has said that its window has not the focus, for long enough that nothing is asked. */
  readonly unfocused?: true;
  /** The panels that the board shows on this terminal, in the order of their numbers. */
  readonly shownPanels: readonly PanelId[];
  /** Newest first; bounded. */
  readonly operations: readonly Operation[];
  /** The service's clock at the last good answer, ms: ages of things in Azure are counted to it. */
  readonly serverTimeMs?: number;
  /** The nodes of a job that the cursor goes to once they are listed. */
  readonly awaitedNodes?: AwaitedNodes;
  /** How far a page of facts is scrolled, in lines; back to 0 with every change of screen. */
  readonly scroll: number;
  /** Of the page of guidance opened last: which piece of its code is marked, and what was found on this computer. */
  readonly guide?: { readonly at: number; readonly look?: ComputerLook };
  readonly paused: boolean;
  /** Wall time at which each source is asked next, ms; absent when it waits to be told. */
  readonly due: Readonly<Partial<Record<Source, number>>>;
  /** Wall time at which each source was asked that has not answered for too long, ms. */
  readonly overdue: Readonly<Partial<Record<Source, number>>>;
  /** By subscription id, lower-cased: those that asked to slow down. */
  readonly holds: Readonly<Record<string, Hold>>;
  /** The lowest number of requests that the service said to be left lately, and the wall time when it did, ms. */
  readonly budget?: { readonly remaining: number; readonly at: number };
};
