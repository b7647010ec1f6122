import type { AppState } from '#state/app-state.ts';
import {
  activeList,
  definitions,
  findCompute,
  routeOf,
  selectedCompute,
  selectedRow,
} from '#state/selectors.ts';
import type { Kit } from './context.ts';
import { keyTable, type ActionId } from './keys.ts';

/** What an action works with: the kit, and how many rows a page has on this terminal. */
export type ActionContext = { readonly kit: Kit; readonly pageRows: number; readonly nowMs: number };

type Action = {
  readonly run: (context: ActionContext) => void;
  /** Why it can do nothing now; undefined when it can. */
  readonly unless?: (state: AppState, kit: Kit) => string | undefined;
};

const move =
  (by: (pageRows: number) => number | 'first' | 'last') =>
  ({ kit, pageRows }: ActionContext): void => {
    const { commands, store } = kit.workbench;
    const state = store.getState();
    if (state.overlay?.is === 'help') commands.moveOverlay(by(pageRows), Number.MAX_SAFE_INTEGER);
    else if (state.overlay?.is === 'actions') commands.moveOverlay(by(pageRows), menuRows(state, kit).length);
    else commands.move(by(pageRows));
  };

const panel =
  (to: 'computes' | 'nodes' | 'queue' | 'next' | 'prev') =>
  ({ kit }: ActionContext): void => {
    kit.workbench.commands.panel(to);
  };

const readOnlyReason = (state: AppState): string | undefined =>
  state.about.readOnly ? 'this session is read-only' : undefined;

/** The compute that an action would be about: the one on whose page the user is, else the one under the cursor. */
const subject = (state: AppState): ReturnType<typeof selectedCompute> => {
  const route = routeOf(state);
  return route.screen === 'compute' ? findCompute(state, route.id) : selectedCompute(state);
};

/** What each action does. One without an entry does not compile. */
export const actions: Readonly<Record<ActionId, Action>> = {
  'row.next': { run: move(() => 1) },
  'row.prev': { run: move(() => -1) },
  'row.first': { run: move(() => 'first') },
  'row.last': { run: move(() => 'last') },
  'page.next': { run: move((rows) => rows) },
  'page.prev': { run: move((rows) => -rows) },
  open: {
    run: ({ kit }) => {
      const { store, jobs, commands } = kit.workbench;
      const state = store.getState();
      if (activeList(state) !== 'targets') {
        commands.open();
        return;
      }
      const target = selectedRow('targets', state, jobs);
      if (target !== undefined) commands.openForm(target.id);
    },
    unless: (state, kit) => {
      if (activeList(state) !== 'targets') return undefined;
      const target = selectedRow('targets', state, kit.workbench.jobs);
      if (target === undefined || target.form !== undefined) return undefined;
      return target.verb === 'guide'
        ? `${target.title}: there is nothing to create in the workspace`
        : `${target.title}: its form is not in this version yet`;
    },
  },
  back: {
    run: ({ kit }) => {
      if (!kit.workbench.commands.back()) kit.quit();
    },
  },
  'panel.next': { run: panel('next') },
  'panel.prev': { run: panel('prev') },
  'panel.1': { run: panel('computes') },
  'panel.2': { run: panel('nodes') },
  'panel.3': { run: panel('queue') },
  zoom: {
    run: ({ kit }) => {
      kit.workbench.commands.zoom();
    },
  },
  'filter.open': {
    run: ({ kit }) => {
      kit.workbench.commands.openFilter();
    },
  },
  'filter.accept': {
    run: ({ kit }) => {
      kit.workbench.commands.acceptFilter();
    },
  },
  'sort.open': {
    run: ({ kit }) => {
      kit.workbench.commands.openSort();
    },
  },
  'sort.reverse': {
    run: ({ kit }) => {
      kit.workbench.commands.reverseSort();
    },
    unless: (state) => {
      const list = activeList(state);
      return list !== undefined && state.lists[list].sort === undefined
        ? 'o chooses an order first'
        : undefined;
    },
  },
  faults: {
    run: ({ kit }) => {
      kit.workbench.commands.faults();
    },
    unless: (state) => {
      const list = activeList(state);
      return list !== undefined && definitions[list].fault === undefined
        ? 'nothing here can be at fault'
        : undefined;
    },
  },
  actions: {
    run: ({ kit }) => {
      kit.workbench.commands.openActions();
    },
  },
  targets: {
    run: ({ kit }) => {
      kit.workbench.commands.go({ screen: 'targets' });
    },
    unless: readOnlyReason,
  },
  delete: {
    run: ({ kit }) => {
      kit.workbench.commands.openRemove();
    },
    unless: (state) => {
      const compute = subject(state);
      if (compute === undefined) return 'no compute is selected';
      if (compute.provisioning.is === 'Deleting') return `${compute.name} is being deleted already`;
      return readOnlyReason(state);
    },
  },
  'field.next': {
    run: ({ kit }) => {
      kit.workbench.commands.focus(1);
    },
  },
  'field.prev': {
    run: ({ kit }) => {
      kit.workbench.commands.focus(-1);
    },
  },
  'field.list': {
    run: ({ kit }) => {
      kit.workbench.commands.openSizes();
    },
    unless: (state) => (state.form?.focus === 'size' ? undefined : 'this field has no list'),
  },
  press: {
    run: ({ kit }) => {
      const { store, commands } = kit.workbench;
      const state = store.getState();
      if (routeOf(state).screen === 'progress') commands.leaveProgress();
      else if (state.form?.focus === 'size') commands.openSizes();
      else if (state.form?.focus === 'send') commands.review();
      else commands.focus(1);
    },
  },
  choose: {
    run: (context) => {
      const { workbench } = context.kit;
      const { overlay } = workbench.store.getState();
      if (overlay?.is === 'sizes') {
        workbench.commands.takeSize();
        return;
      }
      if (overlay?.is !== 'actions') return;
      const row = menuRows(workbench.store.getState(), context.kit)[overlay.at];
      workbench.commands.closeOverlay();
      if (row !== undefined) perform(row.does, context);
    },
  },
  send: {
    run: ({ kit }) => {
      kit.workbench.commands.send();
    },
    unless: readOnlyReason,
  },
  confirm: {
    run: ({ kit }) => {
      kit.workbench.commands.confirmRemove();
    },
    unless: (state) =>
      state.overlay?.is === 'remove' && state.overlay.line.text !== state.overlay.compute.name
        ? `type ${state.overlay.compute.name} to confirm`
        : readOnlyReason(state),
  },
  'overlay.close': {
    run: ({ kit }) => {
      kit.workbench.commands.closeOverlay();
    },
  },
  refresh: {
    run: ({ kit }) => {
      kit.workbench.commands.refresh();
    },
    unless: (state) => (state.paused ? 'asking is paused: p goes on' : undefined),
  },
  pause: {
    run: ({ kit }) => {
      kit.workbench.commands.togglePause();
    },
  },
  readOnly: {
    run: ({ kit }) => {
      kit.workbench.commands.setReadOnly();
    },
    unless: (state) => (state.about.readOnly ? 'it is read-only already' : undefined),
  },
  help: {
    run: ({ kit }) => {
      kit.workbench.commands.openHelp();
    },
  },
  redraw: {
    run: ({ kit }) => {
      kit.redraw();
    },
  },
  suspend: {
    run: ({ kit }) => {
      kit.suspend();
    },
  },
  quit: {
    run: ({ kit, nowMs }) => {
      const { commands, store } = kit.workbench;
      if (kit.quitRequestedAt.last !== undefined && nowMs - kit.quitRequestedAt.last <= quitWithinMs) {
        kit.quit();
        return;
      }
      kit.quitRequestedAt.last = nowMs;
      if (store.getState().overlay !== undefined) commands.closeOverlay();
      commands.notice('Ctrl-C again quits');
    },
  },
};

/** Two Ctrl-C within this time quit. */
const quitWithinMs = 2000;

/** Runs an action, or says why it can do nothing now. */
export const perform = (does: ActionId, context: ActionContext): void => {
  const action = actions[does];
  const reason = action.unless?.(context.kit.workbench.store.getState(), context.kit);
  if (reason === undefined) action.run(context);
  else context.kit.workbench.commands.notice(reason);
};

export type MenuRow = {
  readonly does: ActionId;
  readonly key: string;
  readonly label: string;
  /** Why it is off now. */
  readonly reason?: string;
};

/** What the menu of a row offers: everything that can be done, but for moving about. */
const offered: readonly ActionId[] = [
  'open',
  'zoom',
  'delete',
  'targets',
  'filter.open',
  'sort.open',
  'faults',
  'refresh',
  'pause',
  'readOnly',
];

/** The verbs of the row under the cursor, each with its key, and why it is off when it is. */
export const menuRows = ({ overlay: _, ...beneath }: AppState, kit: Kit): readonly MenuRow[] =>
  offered.flatMap((does) => {
    const binding = keyTable.find((row) => row.does === does);
    if (binding === undefined) return [];
    const reason = actions[does].unless?.(beneath, kit);
    const row = { does, key: binding.keys[0] ?? '', label: binding.label };
    return [reason === undefined ? row : { ...row, reason }];
  });
