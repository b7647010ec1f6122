import type { AppState } from '#state/app-state.ts';
import { activeList, definitions, visible } from '#state/selectors.ts';
import { briefly } from '../briefly.ts';
import { cut } from '../cells.ts';
import { lateHint } from '../late-acting.ts';
import { newestOfOurs } from '../late-screens.ts';
import { useApp, useKit, type Area, type Kit } from '../context.ts';
import { countOf } from '../figures.ts';
import { hintLine } from '../help-text.ts';
import { keyTable, situations, type Binding, type Scope } from '../keys.ts';
import { situationOf } from '../situation.ts';
import { whyOff } from '../why-off.ts';
import { fieldText } from './field-text.ts';
import { Lines } from './Lines.tsx';

const filterCells = 40;

/** The line above the keys: the filter being typed, the orders to choose from, what was just said, what is under way. */
const messageLine = (state: AppState, kit: Kit, columns: number): string => {
  const { paint, glyphs, workbench } = kit;
  const { overlay, notice } = state;
  if (overlay?.is === 'filter') {
    const shown = visible[overlay.list](state, workbench.jobs);
    const { filterProblem, filterNote } = shown;
    // Where there is something to say the field gives way.
    const cells = Math.min(
      filterProblem === undefined && filterNote === undefined ? filterCells : 18,
      columns - 20,
    );
    const field = fieldText(overlay.line, { cells, focused: true }, paint);
    const room = Math.max(0, columns - cells - 5);
    const words =
      filterProblem === undefined
        ? cut([countOf(shown), filterNote?.says ?? ''].filter((part) => part !== '').join('  '), room)
        : paint.needsPerson(cut(filterProblem, room));
    return ` / ${field} ${words}`;
  }
  if (overlay?.is === 'find')
    return ` find: ${fieldText(overlay.line, { cells: Math.min(filterCells, columns - 20), focused: true }, paint)}`;
  if (overlay?.is === 'sort' && state.session.card === undefined) {
    const view = state.lists[overlay.list];
    const orders = Object.entries(definitions[overlay.list].sorts).map(
      ([letter, { title }]) =>
        `${paint.bold(letter)} ${title}${view.sort?.by === letter ? ' (turn round)' : ''}`,
    );
    return ` sort by: ${orders.join('   ')}`;
  }
  if (notice !== undefined)
    return ` ${paint[notice.tone === 'plain' ? 'where' : 'needsPerson'](cut(notice.words, columns - 2))}`;
  const going = state.operations.find((each) => each.endedAt === undefined);
  if (going !== undefined)
    return ` ${paint.changing(`${glyphs.changing} ${going.does} ${cut(going.name, 40)}: ${going.word === '' ? 'sending' : going.word}`)}`;
  const trouble = workbench.trouble();
  const told =
    trouble === undefined ? newestOfOurs(state, columns) : briefly([`not kept: ${trouble}`], columns - 2);
  const list = activeList(state);
  const view = list === undefined ? undefined : state.lists[list];
  if (list === undefined || view === undefined || (view.filter === '' && !view.faults))
    return told === undefined ? '' : ` ${paint.secondary(told)}`;
  const words = [view.filter === '' ? '' : `filter ${view.filter}`, view.faults ? 'faults only' : '']
    .filter((part) => part !== '')
    .join(', ');
  const shown = visible[list](state, workbench.jobs);
  const said =
    shown.filterProblem ??
    [countOf(shown), shown.filterNote?.says ?? ''].filter((part) => part !== '').join(', ');
  return ` ${paint.where(cut(`${words}: ${said}`, columns - 16))}  Esc clears`;
};

const ofQueue: ReadonlySet<Scope> = new Set(['job', 'queue', 'explained']);

/** The scopes whose keys are worth a hint: those of jobs are not while the cursor is on something else. */
const hinted = (state: AppState): readonly Scope[] => {
  const scopes: readonly Scope[] = situations[situationOf(state)].scopes;
  return scopes.includes('board') && state.board?.panel !== 'queue'
    ? scopes.filter((scope) => !ofQueue.has(scope))
    : scopes;
};

/** The keys that do something here and now, each with what that is. */
const possible = (state: AppState, { workbench }: Kit, scopes: readonly Scope[]): readonly Binding[] =>
  keyTable.flatMap((row) =>
    row.hint === undefined ||
    !scopes.includes(row.in) ||
    whyOff(row.does, state, workbench.jobs) !== undefined
      ? []
      : [{ ...row, label: lateHint(row.does, state) ?? row.label }],
  );
/** The fields that there are, in place of the keys while a filter that names another is typed: there alone they have room. */
const fieldsInstead = (state: AppState, { workbench }: Kit): string | undefined =>
  state.overlay?.is === 'filter'
    ? visible[state.overlay.list](state, workbench.jobs).filterNote?.fields
    : undefined;

/** The two last lines of every screen: what is going on, and which keys do what here. */
export const Footer = ({ columns }: Pick<Area, 'columns'>) => {
  const kit = useKit();
  const message = useApp((state) => messageLine(state, kit, columns));
  const hints = useApp((state) => {
    const fields = fieldsInstead(state, kit);
    if (fields !== undefined) return cut(fields, columns - 2);
    const scopes = hinted(state);
    return hintLine(possible(state, kit, scopes), scopes, columns - 2);
  });
  return <Lines lines={[message, ` ${kit.paint.secondary(hints)}`]} />;
};
