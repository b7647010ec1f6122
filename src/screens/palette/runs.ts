import { hasForm } from '#azure/targets/index.ts';
import type { AppState } from '#state/app-state.ts';
import type { JobIndex } from '#state/job-index.ts';
import { activeList } from '#state/selectors.ts';
import { perform, type ActionContext } from '../actions.ts';
import type { FindingAction } from '../finding-actions.ts';
import type { ViewId } from './items.ts';
import { namedRow } from './named-row.ts';
import { chosenItem } from './rows.ts';

type Run = (context: ActionContext) => void;

const toView = (view: ViewId, { kit }: ActionContext): void => {
  const { commands, store } = kit.workbench;
  const find = commands.find();
  switch (view) {
    case 'workspaces':
      find?.toWorkspaces();
      return;
    case 'board':
      find?.toBoard();
      return;
    case 'computes':
    case 'nodes':
    case 'queue':
      find?.toBoard(view);
      return;
    case 'quit': {
      const going = store.getState().operations.filter((each) => each.endedAt === undefined).length;
      if (going === 0) kit.quit();
      else
        commands.notice(`${going} under way, which ${going === 1 ? 'goes' : 'go'} on without you: :q! quits`);
      return;
    }
    case 'quit!':
      kit.quit();
  }
};

/** Does what was chosen in the palette and closes it; what is off stays where it is, and says why. */
const runChosen: Run = (context) => {
  const { store, jobs, commands } = context.kit.workbench;
  const item = chosenItem(store.getState(), jobs);
  if (item === undefined || item.reason !== undefined) {
    commands.notice(item?.reason ?? 'nothing here is called that');
    return;
  }
  const find = commands.find();
  find?.leavePalette(item.key);
  const { does } = item;
  switch (does.is) {
    case 'view':
      toView(does.view, context);
      return;
    case 'action':
      if (does.away) find?.toBoard();
      perform(does.does, context);
      return;
    case 'compute':
      find?.toCompute(does.id);
      return;
    case 'target':
      if (hasForm(does.target)) commands.openForm(does.target.id);
      else commands.openGuide({ is: 'target', target: does.target.id });
      return;
    case 'workspace':
      commands.openWorkspace(does.workspace);
      return;
    case 'job':
      commands.openJob(does.name);
  }
};

const copy =
  (which: 'name' | 'id'): Run =>
  ({ kit }) => {
    const { commands, store, jobs } = kit.workbench;
    const text = namedRow(store.getState(), jobs)?.[which];
    if (text === undefined) return;
    kit.copy(text, (sent) => {
      commands.notice(`${which === 'name' ? text : 'the resource id'} was ${sent}`);
    });
  };

/** What the actions of finding things do. */
export const runs: Readonly<Record<FindingAction, Run>> = {
  palette: ({ kit }) => kit.workbench.commands.find()?.openPalette(),
  'palette.run': runChosen,
  'palette.complete': ({ kit }) => {
    const { store, jobs, commands } = kit.workbench;
    const item = chosenItem(store.getState(), jobs);
    if (item !== undefined) commands.find()?.openPalette(item.name);
  },
  'view.last': ({ kit }) => kit.workbench.commands.find()?.lastView(),
  'view.back': ({ kit }) => kit.workbench.commands.find()?.stepView(-1),
  'view.forward': ({ kit }) => kit.workbench.commands.find()?.stepView(1),
  wide: ({ kit }) => kit.workbench.commands.find()?.toggleWide(),
  'name.copy': copy('name'),
  'id.copy': copy('id'),
};

const unnamed = (state: AppState, jobs: JobIndex): string | undefined =>
  namedRow(state, jobs) === undefined ? 'there is nothing here with a name to copy' : undefined;

/** Why they can do nothing now. */
export const reasons = {
  wide: (state: AppState) => {
    const list = activeList(state);
    return list === 'computes' || list === 'nodes' || list === 'queue'
      ? undefined
      : 'this list has no other columns';
  },
  'name.copy': unnamed,
  'id.copy': (state: AppState, jobs: JobIndex) =>
    unnamed(state, jobs) ??
    (namedRow(state, jobs)?.id === undefined ? 'a node has no resource id of its own' : undefined),
} as const;
