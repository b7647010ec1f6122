import type { FieldInfo } from '#azure/targets/target.ts';
import { idKey } from '#azure/place.ts';
import type { AppState, FormFocus, FormState } from '../app-state.ts';
import type { Keeper } from '../keeper.ts';
import { emptyLine, lineOf, type Line } from '../line-edit.ts';
import { freshView, type ListView } from '../lists.ts';
import { focusedField, openForm, selectedRow, sizesByName, visibleFields } from '../selectors.ts';
import { withForm } from './change-form.ts';
import { update, type Context } from './context.ts';
import { createFormOpening } from './open-form.ts';
import type { Operations } from './operate.ts';
import { lateCommands, sendingModule } from '../late-commands.ts';

/** The places that the keys can go to in the open form, in order. */
const stopsOf = (state: AppState): readonly FormFocus[] => [
  ...visibleFields(state).map(({ name }) => ({ field: name })),
  'button',
];

const sameStop = (a: FormFocus, b: FormFocus): boolean =>
  a === 'button' || b === 'button' ? a === b : a.field === b.field;

const touchedAt = (form: FormState): FormState['touched'] =>
  form.focus === 'button' ? form.touched : { ...form.touched, [form.focus.field]: true };

/** Forms: opening, filling, reviewing and sending them. */
export const createForms = (context: Context, operations: Operations, keeper: Keeper) => {
  const { store, jobs } = context;
  const opening = createFormOpening(context, keeper);
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };

  const setLine = (field: string, line: Line): void => {
    change((state) =>
      withForm(state, (form) => ({
        ...form,
        lines: { ...form.lines, [field]: line },
        touched: { ...form.touched, [field]: true },
        typedAt: context.clock.now(),
      })),
    );
  };

  const focus = (by: 1 | -1): void => {
    change((state) => {
      const stops = stopsOf(state);
      return withForm(state, (form) => {
        const at = stops.findIndex((stop) => sameStop(stop, form.focus));
        const next = stops[(at + by + stops.length) % stops.length] ?? 'button';
        return { ...form, focus: next, touched: touchedAt(form) };
      });
    });
  };

  return {
    setLine,
    focus,
    ...opening,
    ...lateCommands(
      sendingModule,
      ({ createFormSending }) => createFormSending(context, operations, opening.keepForm),
      ['review', 'send', 'confirmOverwrite'],
    ),

    /** Puts the next or the previous of a field's values into it. */
    cycle(field: FieldInfo, by: 1 | -1): void {
      if (field.kind.is !== 'choice') return;
      const { options } = field.kind;
      const text = openForm(store.getState())?.lines[field.name]?.text;
      const at = options.findIndex(({ value }) => value === text);
      const next = options[(at + by + options.length) % options.length];
      if (next !== undefined) setLine(field.name, lineOf(next.value));
    },

    /** Opens the list that the focused field is filled from. */
    openList(): void {
      const state = store.getState();
      const field = focusedField(state);
      const text = field === undefined ? undefined : openForm(state)?.lines[field.name]?.text;
      const opensAt = (id: string): ListView => (id === '' ? freshView : { ...freshView, cursor: { id } });
      const filled = text?.trim() ?? '';
      if (field?.kind.is === 'size')
        change((now) => ({
          ...now,
          overlay: { is: 'sizes', line: emptyLine },
          lists: {
            ...now.lists,
            sizes: opensAt(sizesByName(state)?.get(filled.toLowerCase())?.name ?? filled),
          },
        }));
      if (field?.kind.is === 'resource') {
        const { of } = field.kind;
        change((now) => ({
          ...now,
          overlay: { is: 'resources', of, line: emptyLine },
          lists: { ...now.lists, resources: opensAt(idKey(filled.split(',')[0] ?? '')) },
        }));
        context.wake('resources');
      }
    },

    /** Takes the row under the cursor of that list into the field. Of identities several can be taken. */
    take(): void {
      const state = store.getState();
      const field = focusedField(state);
      const { overlay } = state;
      if (field === undefined || (overlay?.is !== 'sizes' && overlay?.is !== 'resources')) return;
      const chosen =
        overlay.is === 'sizes'
          ? selectedRow('sizes', state, jobs)?.name
          : selectedRow('resources', state, jobs)?.id;
      if (chosen === undefined) return;
      const before = openForm(state)?.lines[field.name]?.text.trim() ?? '';
      const several = overlay.is === 'resources' && overlay.of === 'identity' && before !== '';
      const text = several && !before.includes(chosen) ? `${before}, ${chosen}` : several ? before : chosen;
      change(({ overlay: _, ...now }) => now);
      setLine(field.name, lineOf(text));
      focus(1);
    },

    /** The text line of the overlay that has one. */
    setOverlayLine(line: Line): void {
      change((state) => {
        const { overlay } = state;
        if (overlay === undefined || !('line' in overlay)) return state;
        // The filter is typed into at once; who is used to beginning one with a slash loses nothing.
        if ((overlay.is === 'sizes' || overlay.is === 'resources') && line.text === '/') return state;
        // What is found for another text begins at its first row.
        const next = { ...state, overlay: { ...overlay, line, ...('at' in overlay ? { at: 0 } : {}) } };
        const list =
          overlay.is === 'filter'
            ? overlay.list
            : overlay.is === 'sizes' || overlay.is === 'resources'
              ? overlay.is
              : undefined;
        return list === undefined
          ? next
          : { ...next, lists: { ...state.lists, [list]: { ...state.lists[list], filter: line.text } } };
      });
    },
  };
};
