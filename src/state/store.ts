import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Workspace } from '#azure/model.ts';
import type { SignInWay } from '#azure/sign-in.ts';
import { freshActs } from './acts-state.ts';
import { panels, type AppState, type Board } from './app-state.ts';
import { noCalls } from './calls.ts';
import { freshCode } from './code-state.ts';
import { noEvents } from './events/work-event.ts';
import { freshFinding } from './finding.ts';
import { freshView } from './lists.ts';
import type { NotifyWay } from './notify.ts';
import { freshQueue } from './queue-part.ts';
import { unknown } from './remote.ts';

export type Store = StoreApi<AppState>;

/** The state before anything has been asked or typed. */
export const initialState = ({
  suggested,
  way = 'default',
  notify = 'off',
  ...options
}: Pick<AppState, 'about' | 'wanted' | 'folderPlace'> & {
  readonly suggested?: string;
  readonly way?: SignInWay;
  readonly notify?: NotifyWay;
}): AppState => ({
  ...options,
  session: { before: way },
  stack: [{ screen: 'workspaces' }],
  workspaces: unknown(),
  recents: [],
  lists: {
    workspaces: suggested === undefined ? freshView : { ...freshView, cursor: { id: suggested, index: -1 } },
    computes: freshView,
    nodes: freshView,
    queue: freshView,
    children: freshView,
    targets: freshView,
    sizes: freshView,
    resources: freshView,
    operations: freshView,
    cost: freshView,
    waste: freshView,
    quota: freshView,
    events: freshView,
    calls: freshView,
  },
  finding: freshFinding,
  forms: {},
  code: freshCode,
  resources: {
    subnet: unknown(),
    identity: unknown(),
    aks: unknown(),
    kubernetes: unknown(),
    'virtual-machine': unknown(),
    hdinsight: unknown(),
    batch: unknown(),
    databricks: unknown(),
    'data-lake-analytics': unknown(),
    'synapse-spark': unknown(),
    'data-factory': unknown(),
  },
  events: noEvents,
  calls: noCalls,
  notify,
  shownPanels: panels,
  operations: [],
  acts: freshActs,
  scroll: 0,
  paused: false,
  due: {},
  overdue: {},
  holds: {},
});

export const freshBoard = (
  workspace: Workspace,
  generation: number,
  care: Pick<Board, 'protected' | 'readOnly'> = { protected: false, readOnly: false },
): Board => ({
  workspace,
  generation,
  ...care,
  computes: unknown(),
  nodes: {},
  jobs: { remote: unknown(), fill: unknown(), version: 0, complete: false, since: new Map() },
  queue: freshQueue,
  job: { remote: unknown() },
  families: {},
  sizes: unknown(),
  usages: unknown(),
  environments: unknown(),
  regions: unknown(),
  panel: 'computes',
});

export const createAppStore = (initial: AppState): Store => createStore<AppState>()(() => initial);
