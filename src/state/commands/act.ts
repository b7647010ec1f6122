import { idKey } from '#azure/place.ts';
import type { ActsOverlay } from '../acts-overlay.ts';
import type { AppState } from '../app-state.ts';
import { confirmationText, readOnlyReason } from '../care.ts';
import type { Keeper } from '../keeper.ts';
import { emptyLine, lineOf, type Line } from '../line-edit.ts';
import {
  actedOn,
  hasMarks,
  markableList,
  markedIds,
  noMarks,
  toggled,
  withoutGone,
  type Marks,
} from '../marks.ts';
import { poppedTo, pushed } from '../routes.ts';
import { definitions, selectedRow, subjectCompute } from '../selectors.ts';
import { sshSubject } from '../ssh-target.ts';
import { lastScale, recyclingOn } from '../undo.ts';
import { update, type Context } from './context.ts';
import type { Operations } from './operate.ts';
import type { Recycling } from './recycle.ts';

const several = (names: readonly string[]): string =>
  names.length === 1
    ? `${names[0]} is gone, and its mark with it`
    : `${names.length} marked are gone, and their marks with them: ${names.join(', ')}`;

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
  const follow = (operation: string): void => {
    change(({ overlay: _, ...now }) => ({
      ...now,
      scroll: 0,
      stack: pushed(poppedTo(now.stack, { screen: 'board' }), { screen: 'progress', operation }),
    }));
  };

  /** Ends an open range by marking what is in it. */
  const endRange = (): void => {
    const state = store.getState();
    const { range } = state.acts.marks;
    if (range === undefined) return;
    const ids = markedIds(range.list, state, jobs);
    setMarks(({ range: _, ...marks }) => ({ ...marks, [range.list]: ids }));
  };

  let recycling: Promise<Recycling> | undefined;
  const loadRecycling = (): Promise<Recycling> =>
    (recycling ??= import('./recycle.ts').then(({ createRecycling }) =>
      createRecycling(context, operations, keeper),
    ));

  let seen: { readonly generation?: number; readonly computes?: unknown; readonly version?: number } = {};
  const end = store.subscribe((state) => {
    const { board } = state;
    const now = {
      ...(board === undefined ? {} : { generation: board.generation, version: board.jobs.version }),
      computes: board?.computes.data,
    };
    const before = seen;
    if (
      before.generation === now.generation &&
      before.computes === now.computes &&
      before.version === now.version
    )
      return;
    seen = now;
    if (!hasMarks(state)) return;
    if (before.generation !== now.generation) {
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
    close: end,

    /** Goes on with the recyclings of earlier runs of the program. */
    resume: (): void => {
      for (const entry of keeper.loadJournal()) {
        const { restore } = entry;
        if (restore !== undefined) void loadRecycling().then((ready) => ready.resume(entry, restore));
      }
    },

    commands: {
      /** Marks the row under the cursor, or takes its mark away. */
      mark(): void {
        endRange();
        const state = store.getState();
        const list = markableList(state);
        if (list === undefined) return;
        const id =
          list === 'computes'
            ? idKey(selectedRow('computes', state, jobs)?.id ?? '')
            : selectedRow('queue', state, jobs)?.name;
        if (id !== undefined && id !== '') setMarks((marks) => toggled(marks, list, id));
      },

      /** Begins a range at the row under the cursor, or ends the one that is open. */
      range(): void {
        const state = store.getState();
        const list = markableList(state);
        if (list === undefined) return;
        if (state.acts.marks.range !== undefined) {
          endRange();
          return;
        }
        const row = list === 'computes' ? selectedRow(list, state, jobs) : selectedRow(list, state, jobs);
        if (row === undefined) return;
        const from = 'status' in row ? row.name : idKey(row.id);
        setMarks((marks) => ({ ...marks, range: { list, from } }));
        say('a range begins here: move, and v ends it');
      },

      /** Takes all marks away. @returns whether there were any */
      clearMarks(): boolean {
        if (!hasMarks(store.getState())) return false;
        setMarks(() => noMarks);
        return true;
      },

      /** Opens the plan of an action on all that is marked. @returns false when nothing is */
      openPlan(family: 'delete' | 'change'): boolean {
        endRange();
        const state = store.getState();
        const acted = actedOn(state, jobs);
        if (acted?.list !== 'computes') return false;
        const ids = [...acted.ids];
        void import('../plan.ts').then(({ firstKind }) => {
          const kind = firstKind(family, ids, store.getState(), jobs);
          openOverlay({ is: 'plan', kind, ids, line: emptyLine, at: 0 });
        });
        return true;
      },

      /** The next kind of action on the same rows. */
      turnPlan(by: 1 | -1): void {
        const { overlay } = store.getState();
        if (overlay?.is !== 'plan') return;
        void import('../plan-kinds.ts').then(({ familyOf }) => {
          const family = familyOf(overlay.kind);
          const at = family.indexOf(overlay.kind) + by + family.length;
          const kind = family[at % family.length] ?? overlay.kind;
          // What was typed was meant for the other one.
          openOverlay({ ...overlay, kind, line: emptyLine });
        });
      },

      /** Sends the plan on the screen, provided that what confirms it has been typed, and follows it. */
      sendPlan(): void {
        const { overlay } = store.getState();
        if (overlay?.is !== 'plan') return;
        void Promise.all([import('../plan.ts'), import('./send-plan.ts')]).then(
          ([{ planOf, whyNotSent }, { sendPlan }]) => {
            const state = store.getState();
            // The key was meant for the plan that was on the screen.
            if (state.overlay !== overlay) return;
            const plan = planOf(overlay, state, jobs);
            const reason = whyNotSent(plan, overlay.line.text, state);
            if (reason !== undefined) {
              say(reason);
              return;
            }
            setMarks(() => noMarks);
            follow(sendPlan(context, operations, plan));
          },
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
        void loadRecycling().then((ready) => {
          const now = store.getState();
          if (now.overlay !== overlay) return;
          const operation = ready.begin(overlay.compute);
          if (operation !== undefined) follow(operation);
        });
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
          if (readOnlyReason(state) === undefined)
            void loadRecycling().then((ready) => {
              ready.restoreNow(operation);
            });
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
    },
  };
};
