import type { ClusterDetail, InstanceState, JobStatus, NodeState, ProvisioningState } from '#azure/model.ts';
import type { GlyphId } from './glyphs.ts';
import type { Tone } from './theme.ts';

/** How a state is drawn beside its word. */
export type Look = { readonly tone: Tone; readonly glyph: GlyphId };

const look = (tone: Tone, glyph: GlyphId): Look => ({ tone, glyph });

const running = look('works', 'running');
const ok = look('works', 'ok');
const changing = look('changing', 'changing');
const leaving = look('changing', 'leaving');
const queued = look('neutral', 'queued');
const idle = look('neutral', 'idle');
const stopped = look('neutral', 'stopped');
const failed = look('needsPerson', 'failed');
const takenAway = look('takenAway', 'takenAway');
const unknown = look('neutral', 'unknown');

/** Colour and glyph of every state word of Azure Machine Learning; 'other' is a word this program does not know. */
export const stateLooks = {
  node: {
    idle,
    running,
    preparing: changing,
    unusable: failed,
    leaving,
    preempted: takenAway,
    other: unknown,
  },
  instance: {
    Creating: changing,
    CreateFailed: failed,
    Deleting: leaving,
    Running: running,
    Restarting: changing,
    JobRunning: running,
    SettingUp: changing,
    SetupFailed: failed,
    Starting: changing,
    Stopped: stopped,
    Stopping: leaving,
    UserSettingUp: changing,
    UserSetupFailed: failed,
    Unknown: unknown,
    Unusable: failed,
    other: unknown,
  },
  job: {
    NotStarted: queued,
    Starting: changing,
    Provisioning: changing,
    Preparing: changing,
    Queued: queued,
    Scheduled: queued,
    Running: running,
    Finalizing: changing,
    CancelRequested: leaving,
    Completed: ok,
    Failed: failed,
    Canceled: stopped,
    NotResponding: failed,
    Paused: stopped,
    Unknown: unknown,
    other: unknown,
  },
  provisioning: {
    Unknown: unknown,
    Updating: changing,
    Creating: changing,
    Deleting: leaving,
    Succeeded: ok,
    Failed: failed,
    Canceled: stopped,
    other: unknown,
  },
  allocation: { Steady: ok, Resizing: changing, other: unknown },
} satisfies {
  readonly node: Readonly<Record<NodeState['is'], Look>>;
  readonly instance: Readonly<Record<InstanceState['is'], Look>>;
  readonly job: Readonly<Record<JobStatus['is'], Look>>;
  readonly provisioning: Readonly<Record<ProvisioningState['is'], Look>>;
  readonly allocation: Readonly<Record<ClusterDetail['allocation']['is'], Look>>;
};
