import type { ActsOverlay } from '../acts-overlay.ts';
import type { AppState } from '../app-state.ts';
import { confirmationText, readOnlyReason } from '../care.ts';
import type { Keeper } from '../keeper.ts';
import { emptyLine, lineOf, type Line } from '../line-edit.ts';
import { hasMarks, markableList, rangeIds, rowIds, sameIds, toggled, withoutGone } from '../marking.ts';
import { actedOn, markedIds, noMarks, withoutMarksIn, type MarkedList, type Marks } from '../marks.ts';
import { firstKind, planOf, whyNotSent } from '../plan.ts';
import { familyOf, planFamilies, planKinds, type PlanFamily } from '../plan-kinds.ts';
import { cursorOf, definitions, subjectCompute } from '../selectors.ts';
import { sshSubject } from '../ssh-target.ts';
import { lastScale, recyclingOn } from '../undo.ts';
import { update, type Context } from './context.ts';
import { followOperation } from './follow-operation.ts';
import type { Operations } from './operate.ts';
import { createRecycling } from './recycle.ts';
import { sendPlan } from './send-plan.ts';

const several = (names: readonly string[]): string =>
  names.length === 1
    ? `${names[0]} is gone, and its mark with it`
    : `${names.length} marked are gone, and their marks with them: ${names.join(', ')}`;

/** What the keys do to all that is marked in a list. */
const verbs: Readonly<Record<MarkedList, string>> = {
  computes: 's starts or stops, D deletes or detaches',
  queue: 'X cancels them',
};

/** Marking rows, and what can be done to what is marked, to clusters with unusable nodes, to a scale that was changed, and over SSH. */
export const createActs = (
  context: Context,
  operations: Operations,
  keeper: Keeper,
  forms: {
    readonly openChange: (change: 'scale', computeId: string) => void;
    readonly setLine: (field: string, line: Line) => void;
    readonly review: () => void;
  },
) => {
  const { store, jobs } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };
  const setMarks = (to: (marks: Marks) => Marks): void => {
    change((state) => ({ ...state, acts: { ...state.acts, marks: to(state.acts.marks) } }));
  };
  const openOverlay = (overlay: ActsOverlay): void => {
    change((state) => ({ ...state, overlay }));
  };
  const say = (words: string): void => {
    change((state) => ({ ...state, notice: { words, tone: 'plain' } }));
  };

  /** Which keys act on what is marked. */
  const tellMarked = (list: MarkedList): void => {
    const count = markedIds(list, store.getState()).size;
    if (count > 0) say(`${count} marked: ${verbs[list]}, Esc takes the marks away`);
  };

  /** Ends an open range by marking what is in it. */
  const endRange = (): void => {
    const state = store.getState();
    const { range } = state.acts.marks;
    if (range === undefined) return;
    const ids = markedIds(range.list, state);
    setMarks(({ range: _, ...marks }) => ({ ...marks, [range.list]: ids }));
  };

  let closed = false;
  const recycling = createRecycling(context, operations, keeper);

  /** The id of the row under the cursor of a list. */
  const idAt = (list: 'computes' | 'queue', state: AppState): string | undefined =>
    rowIds(list, state, jobs)[cursorOf(list, state, jobs)];

  /** An open range follows the cursor. */
  const followCursor = (state: AppState): void => {
    const { range } = state.acts.marks;
    if (range === undefined) return;
    const ids = rangeIds(range, state, jobs);
    if (!sameIds(ids, range.ids)) setMarks((marks) => ({ ...marks, range: { ...range, ids } }));
  };

  /** What marks depend on: the workspace that is open, its computes and its jobs. */
  const factsOf = ({ board }: AppState) => [board?.generation, board?.computes.data, board?.jobs.version];
  let seen = factsOf(store.getState());
  const end = store.subscribe((state) => {
    followCursor(state);
    const { board } = state;
    const [before, now] = [seen, factsOf(state)];
    if (now.every((each, index) => each === before[index])) return;
    seen = now;
    if (!hasMarks(state)) return;
    if (before[0] !== now[0]) {
      setMarks(() => noMarks);
      return;
    }
    const there = new Set(board?.computes.data?.map((row) => definitions.computes.id(row)));
    const computes = withoutGone(state.acts.marks, 'computes', (id) => there.has(id));
    const queue = withoutGone(computes.marks, 'queue', (name) => jobs.get(name) !== undefined);
    const gone = [...computes.gone.map((id) => id.split('/').at(-1) ?? id), ...queue.gone];
    if (gone.length === 0) return;
    setMarks(() => queue.marks);
    say(several(gone));
  });

  return {
    close: (): void => {
      closed = true;
      end();
    },

    /** Goes on with the recyclings of earlier runs of the program. */
    resume: (): void => {
      for (const entry of keeper.loadJournal()) {
        const { restore } = entry;
        if (restore !== undefined) recycling.resume(entry, restore);
      }
    },

    /** Marks the row under the cursor, or takes its mark away. */
    mark(): void {
      endRange();
      const state = store.getState();
      const list = markableList(state);
      if (list === undefined) return;
      const id = idAt(list, state);
      if (id === undefined) return;
      setMarks((marks) => toggled(marks, list, id));
      tellMarked(list);
    },

    /** Begins a range at the row under the cursor, or ends the one that is open. */
    range(): void {
      const state = store.getState();
      const list = markableList(state);
      if (list === undefined) return;
      if (state.acts.marks.range !== undefined) {
        endRange();
        tellMarked(list);
        return;
      }
      const from = idAt(list, state);
      if (from === undefined) return;
      setMarks((marks) => ({ ...marks, range: { list, from, ids: new Set([...marks[list], from]) } }));
      say('a range begins here: move, and v ends it');
    },

    /** Takes all marks away. @returns whether there were any */
    clearMarks(): boolean {
      if (!hasMarks(store.getState())) return false;
      setMarks(() => noMarks);
      return true;
    },

    /** Opens the plan of an action on all that is marked. @returns false when nothing is */
    openPlan(family: PlanFamily): boolean {
      endRange();
      const state = store.getState();
      const { list, armId } = planKinds[planFamilies[family][0]];
      const acted = actedOn(list, state);
      const place = state.board?.workspace.place;
      if (acted === undefined || place === undefined) return false;
      const ids = [...acted].map((rowId) => armId(rowId, place));
      const kind = firstKind(family, ids, state, jobs);
      const { count: asked } = planOf({ kind, ids }, state, jobs);
      openOverlay({ is: 'plan', kind, ids, asked, line: emptyLine, at: 0 });
      return true;
    },

    /** The next kind of action on the same rows. */
    turnPlan(by: 1 | -1): void {
      const state = store.getState();
      const { overlay } = state;
      if (overlay?.is !== 'plan') return;
      const family = familyOf(overlay.kind);
      const at = family.indexOf(overlay.kind) + by + family.length;
      const kind = family[at % family.length] ?? overlay.kind;
      // What was typed was meant for the other one.
      const { count: asked } = planOf({ kind, ids: overlay.ids }, state, jobs);
      openOverlay({ ...overlay, kind, asked, line: emptyLine });
    },

    /** Sends the plan on the screen, provided that what confirms it has been typed, and follows it. */
    sendPlan(): void {
      const { overlay } = store.getState();
      if (overlay?.is !== 'plan') return;
      const state = store.getState();
      const plan = planOf(overlay, state, jobs);
      const reason = whyNotSent(plan, overlay.line.text, state);
      if (reason !== undefined) {
        say(reason);
        return;
      }
      setMarks((marks) => withoutMarksIn(plan.kind.list, marks));
      followOperation(
        context,
        sendPlan(context, operations, plan, () => closed),
      );
    },

    /** Asks whether the nodes of the cluster under the cursor are to be recycled. */
    openRecycle(): void {
      const compute = subjectCompute(store.getState());
      if (compute?.detail.is === 'cluster') openOverlay({ is: 'recycle', compute, line: emptyLine });
    },

    /** Recycles the nodes of the pinned cluster, provided that its name has been typed. */
    confirmRecycle(): void {
      const state = store.getState();
      const { overlay } = state;
      if (overlay?.is !== 'recycle' || readOnlyReason(state) !== undefined) return;
      if (overlay.line.text !== confirmationText(state, overlay.compute.name)) return;
      const operation = recycling.begin(overlay.compute);
      followOperation(context, operation);
    },

    /** Shows the way back: to the scale before the last change, or before a recycling that has not ended. */
    openUndo(): void {
      const state = store.getState();
      const compute = subjectCompute(state);
      const stuck = recyclingOn(state);
      if (stuck !== undefined) {
        const { operation, original: scale, compute: cluster } = stuck;
        const { id: recyclingId, startedAt: changedAt } = operation;
        openOverlay({ is: 'undo', compute: cluster, scale, changedAt, recycling: recyclingId });
        return;
      }
      const last = lastScale(state, compute);
      if (compute !== undefined && last !== undefined)
        openOverlay({ is: 'undo', compute, scale: last.scale, changedAt: last.at });
    },

    /** Restores the scale of a recycling; otherwise opens the review of a scale form with the earlier values. */
    confirmUndo(): void {
      const state = store.getState();
      const { overlay } = state;
      if (overlay?.is !== 'undo') return;
      change(({ overlay: _, ...now }) => now);
      const { recycling: operation, compute, scale } = overlay;
      if (operation !== undefined) {
        if (readOnlyReason(state) === undefined) recycling.restoreNow(operation);
        return;
      }
      forms.openChange('scale', compute.id);
      forms.setLine('min', lineOf(String(scale.min)));
      forms.setLine('max', lineOf(String(scale.max)));
      if (scale.idleSeconds !== undefined) forms.setLine('idle', lineOf(`${scale.idleSeconds}s`));
      forms.review();
    },

    /** Opens the card of the SSH connection to the node or instance under the cursor. */
    openSsh(): void {
      const subject = sshSubject(store.getState(), jobs);
      if (subject.is === 'target') openOverlay({ is: 'ssh', target: subject.target });
    },

    /** Says how SSH has ended; the card closes when it has run. */
    closeSsh({ ok, words }: { readonly ok: boolean; readonly words: string }): void {
      change(({ overlay, ...now }) => ({
        ...now,
        ...(overlay === undefined || (ok && overlay.is === 'ssh') ? {} : { overlay }),
        notice: { words, tone: ok ? 'plain' : 'needsPerson' },
      }));
    },

    /** Asks for the key file of SSH; what is typed is remembered until the program ends. */
    typeKeyFile(): void {
      const { overlay, acts } = store.getState();
      if (overlay?.is === 'ssh')
        openOverlay({ is: 'sshKey', target: overlay.target, line: lineOf(acts.keyFile) });
    },

    /** Back to the card. */
    endKeyFile(taken: boolean): void {
      change((state) => {
        const { overlay } = state;
        if (overlay?.is !== 'sshKey') return state;
        return {
          ...state,
          overlay: { is: 'ssh', target: overlay.target },
          ...(taken ? { acts: { ...state.acts, keyFile: overlay.line.text.trim() } } : {}),
        };
      });
    },
  };
};
