import { hasForm } from '#azure/targets/index.ts';
import {
  activeList,
  focusedField,
  openForm,
  routeOf,
  selectedRow,
  subjectCompute,
} from '#state/selectors.ts';
import { connect, refresh } from './choose-connection.ts';
import { codeRuns, saveCode } from './code-actions.ts';
import type { Kit } from './context.ts';
import { eventRuns } from './event-actions.ts';
import { findingActions } from './finding-actions.ts';
import { openEvent } from './late-screens.ts';
import type { ActionId } from './keys.ts';
import { guideActions } from './guide-actions.ts';
import { lateRuns } from './late-acting.ts';
import { logActions } from './log-actions.ts';
import { moneyActions } from './money-actions.ts';
import { move } from './moving-actions.ts';
import { menuRows } from './menu-rows.ts';
import { queueActions } from './queue-actions.ts';
import { entryToOpen } from '#state/entry-to-open.ts';
import { instanceActions } from '#state/instance-actions.ts';
import { clear, leave, quit } from './quitting.ts';
import { hasList, whyOff } from './why-off.ts';

/** What an action works with: the kit, and how many rows a page key moves. */
export type ActionContext = { readonly kit: Kit; readonly pageRows: number; readonly nowMs: number };

type Commands = Kit['workbench']['commands'];
type Run = (context: ActionContext) => void;

/** An action that is one command. */
const tell =
  (command: (commands: Commands) => void): Run =>
  ({ kit }) => {
    command(kit.workbench.commands);
  };

const panel = (to: 'computes' | 'nodes' | 'queue' | 'next' | 'prev'): Run =>
  tell((commands) => {
    commands.panel(to);
  });

const cycle =
  (by: 1 | -1): Run =>
  ({ kit }) => {
    const field = focusedField(kit.workbench.store.getState());
    if (field !== undefined) kit.workbench.commands.cycle(field, by);
  };

const open: Run = (context) => {
  const { store, jobs, commands } = context.kit.workbench;
  const state = store.getState();
  switch (activeList(state)) {
    case 'operations': {
      const operation = selectedRow('operations', state, jobs);
      if (operation !== undefined) commands.openOperation(operation.id);
      return;
    }
    case 'events':
      openEvent(context.kit);
      return;
    case 'targets': {
      const target = selectedRow('targets', state, jobs);
      if (target === undefined) return;
      if (hasForm(target)) commands.openForm(target.id);
      else commands.openGuide({ is: 'target', target: target.id });
      return;
    }
    case 'waste': {
      const row = selectedRow('waste', state, jobs);
      if (row?.mend.by === 'recycle') perform('recycle', context);
      else if (row !== undefined) void commands.mend(row);
      return;
    }
    case 'workspaces':
    case 'cost':
    case 'quota':
    case 'computes':
    case 'nodes':
    case 'queue':
    case 'children':
    case 'sizes':
    case 'resources':
    case 'calls':
      commands.open();
      return;
    case undefined: {
      // From a panel that shows a part of something, the whole of it.
      const screen = routeOf(state).screen === 'board' ? state.board?.panel : undefined;
      if (screen === 'log' || screen === 'quota') perform(screen, context);
    }
  }
};

/** Leads to the page of what stands where something new was to be made. */
const openEntry: Run = ({ kit }) => {
  const { commands, store } = kit.workbench;
  const id = entryToOpen(store.getState());
  if (id === undefined) return;
  commands.closeOverlay();
  commands.go({ screen: 'compute', id });
};

const press: Run = ({ kit }) => {
  const { store, commands } = kit.workbench;
  const state = store.getState();
  if (routeOf(state).screen === 'progress') commands.leaveProgress('form');
  else if (hasList(state)) commands.openList();
  else if (openForm(state)?.focus === 'button') commands.review();
  else commands.focus(1);
};

const choose: Run = (context) => {
  const { workbench } = context.kit;
  const state = workbench.store.getState();
  const { overlay } = state;
  if (overlay?.is === 'sizes' || overlay?.is === 'resources') workbench.commands.take();
  if (overlay?.is === 'cancel') workbench.commands.withQueue((queue, each) => queue.answerCancel(each));
  if (overlay?.is === 'instance') {
    const action = instanceActions[overlay.at];
    if (action !== undefined) workbench.commands.act(action);
  }
  if (overlay?.is === 'actions') {
    const row = menuRows(state, workbench.jobs)[overlay.at];
    workbench.commands.closeOverlay();
    if (row !== undefined) perform(row.does, context);
  }
};

const change: Run = ({ kit }) => {
  const { acts, commands, store } = kit.workbench;
  if (acts()?.openPlan('change') === true) return;
  const compute = subjectCompute(store.getState());
  if (compute?.detail.is === 'instance') commands.openInstance();
  else if (compute !== undefined) commands.openChange('scale', compute.id);
};

const identity: Run = ({ kit }) => {
  const compute = subjectCompute(kit.workbench.store.getState());
  if (compute !== undefined) kit.workbench.commands.openChange('identity', compute.id);
};

const back: Run = ({ kit }) => {
  const { acts, commands, store } = kit.workbench;
  const state = store.getState();
  if (routeOf(state).screen === 'progress') commands.leaveProgress('board');
  else if (routeOf(state).screen === 'board' && state.overlay === undefined && acts()?.clearMarks() === true)
    return;
  else commands.back();
};

/** What each action does. One without an entry does not compile. */
const runs: Readonly<Record<ActionId, Run>> = {
  'row.next': move(() => 1),
  'row.prev': move(() => -1),
  'row.first': move(() => 'first'),
  'row.last': move(() => 'last'),
  'page.next': move((rows) => rows),
  'page.prev': move((rows) => -rows),
  open,
  back,
  clear,
  leave,
  'panel.next': panel('next'),
  'panel.prev': panel('prev'),
  'panel.1': panel('computes'),
  'panel.2': panel('nodes'),
  'panel.3': panel('queue'),
  zoom: tell((commands) => {
    commands.zoom();
  }),
  'filter.open': tell((commands) => {
    commands.openFilter();
  }),
  'filter.accept': tell((commands) => {
    commands.acceptFilter();
  }),
  'sort.open': tell((commands) => {
    commands.openSort();
  }),
  'sort.next': tell((commands) => {
    commands.nextSort();
  }),
  'sort.reverse': tell((commands) => {
    commands.reverseSort();
  }),
  faults: tell((commands) => {
    commands.faults();
  }),
  actions: tell((commands) => {
    commands.openActions();
  }),
  targets: tell((commands) => {
    commands.go({ screen: 'targets' });
  }),
  operations: tell((commands) => {
    commands.go({ screen: 'operations' });
  }),
  delete: ({ kit: { workbench } }) => {
    if (workbench.acts()?.openPlan('delete') !== true) workbench.commands.openRemove();
  },
  change,
  identity,
  submit: ({ kit }) => {
    const compute = subjectCompute(kit.workbench.store.getState());
    if (compute !== undefined) kit.workbench.commands.openJobForm(compute.name);
  },
  ...guideActions,
  ...moneyActions,
  ...queueActions,
  cross: tell((commands) => {
    commands.cross();
  }),
  ...logActions,
  'field.next': tell((commands) => {
    commands.focus(1);
  }),
  'field.prev': tell((commands) => {
    commands.focus(-1);
  }),
  'field.list': (context) => {
    if (hasList(context.kit.workbench.store.getState())) context.kit.workbench.commands.openList();
    else openEntry(context);
  },
  'choice.next': cycle(1),
  'choice.prev': cycle(-1),
  'check.again': tell((commands) => {
    commands.checkAgain();
  }),
  press,
  choose,
  send: tell((commands) => {
    commands.send();
  }),
  ...codeRuns,
  ...lateRuns,
  ...findingActions,
  ...eventRuns,
  confirm: ({ kit }) => {
    const { commands, store } = kit.workbench;
    const { overlay } = store.getState();
    if (overlay?.is === 'save') saveCode(kit, overlay);
    else if (overlay?.is === 'overwrite') commands.confirmOverwrite();
    else if (overlay?.is === 'recycle') kit.workbench.acts()?.confirmRecycle();
    else commands.confirmRemove();
  },
  'entry.open': openEntry,
  'overlay.close': ({ kit }) => {
    const { acts, commands, store } = kit.workbench;
    if (store.getState().overlay?.is === 'sshKey') acts()?.endKeyFile(false);
    else commands.closeOverlay();
  },
  refresh,
  sources: tell((commands) => {
    commands.openSources();
  }),
  'connect.open': tell((commands) => {
    commands.openConnect();
  }),
  'connect.close': tell((commands) => {
    commands.closeConnect();
  }),
  'connect.choose': connect,
  'connect.copy': ({ kit }) => {
    const { commands, store } = kit.workbench;
    const { prompt } = store.getState().session.signingIn ?? {};
    if (prompt === undefined) return;
    kit.copy(prompt.userCode, (sent) => {
      commands.notice(`the code was ${sent}`);
    });
  },
  pause: tell((commands) => {
    commands.togglePause();
  }),
  readOnly: tell((commands) => {
    commands.openReadOnly();
  }),
  'readOnly.confirm': tell((commands) => {
    commands.setReadOnly();
  }),
  redact: ({ kit }) => {
    kit.redact();
  },
  help: tell((commands) => {
    commands.openHelp();
  }),
  redraw: ({ kit }) => {
    kit.redraw();
  },
  edit: ({ kit }) => {
    kit.edit();
  },
  suspend: ({ kit }) => {
    kit.suspend();
  },
  quit,
};

/** Runs an action, or says why it can do nothing now. */
export const perform = (does: ActionId, context: ActionContext): void => {
  const { store, jobs, commands } = context.kit.workbench;
  const reason = whyOff(does, store.getState(), jobs);
  if (reason === undefined) runs[does](context);
  else commands.notice(reason);
};
