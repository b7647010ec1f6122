import { removalOf } from '#azure/targets/index.ts';
import type { FieldInfo, Plan, TargetId } from '#azure/targets/target.ts';
import { workspaceId, type Place } from '#azure/place.ts';
import type { AppState, FormFocus, FormState, FormSubject } from '../app-state.ts';
import { confirmationText, readOnlyReason } from '../care.ts';
import { agreedBy, entryInTheWay, isBlocked, type Agreed } from '../checks.ts';
import { reviewing } from '../code-view.ts';
import type { Keeper } from '../keeper.ts';
import { emptyLine, lineOf, type Line } from '../line-edit.ts';
import { freshView } from '../lists.ts';
import { poppedTo, pushed, topOf } from '../routes.ts';
import {
  checkedForm,
  currentChecks,
  focusedField,
  formFacts,
  formOfSubject,
  openForm,
  openSubject,
  openTargetForm,
  selectedRow,
  subjectKey,
  visibleFields,
} from '../selectors.ts';
import { loadTargetForms, targetForms } from '../target-forms.ts';
import { update, type Context } from './context.ts';
import type { Operations } from './operate.ts';

const withForm = (state: AppState, change: (form: FormState) => FormState): AppState => {
  const form = openForm(state);
  return form === undefined
    ? state
    : { ...state, forms: { ...state.forms, [subjectKey(form.subject)]: change(form) } };
};

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
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };

  const setLine = (field: string, line: Line): void => {
    change((state) =>
      withForm(state, (form) => ({
        ...form,
        lines: { ...form.lines, [field]: line },
        touched: { ...form.touched, [field]: true },
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

  /** The texts to begin with: what was typed before and kept, else the form's own. */
  const firstLines = (state: AppState, subject: FormSubject): FormState['lines'] | undefined => {
    const [form, facts] = [formOfSubject(state, subject), formFacts(state)];
    if (form === undefined || facts === undefined) return undefined;
    const kept =
      subject.is === 'create' ? keeper.loadForm(workspaceId(facts.place), subject.target)?.texts : undefined;
    const texts = { ...form.initial(facts), ...kept };
    return Object.fromEntries(form.fields.map(({ name }) => [name, lineOf(texts[name] ?? '')]));
  };

  const show = (subject: FormSubject): void => {
    const state = store.getState();
    const key = subjectKey(subject);
    const lines = firstLines(state, subject);
    const [first] = formOfSubject(state, subject)?.fields ?? [];
    if (lines === undefined || first === undefined) return;
    const form: FormState = state.forms[key] ?? { subject, lines, focus: { field: first.name }, touched: {} };
    change((now) => ({
      ...now,
      stack: pushed(now.stack, { screen: 'form', subject }),
      scroll: 0,
      forms: { ...now.forms, [key]: form },
    }));
  };

  /** At once, but for the first moments of the program, in which the forms are still being loaded. */
  const open = (subject: FormSubject): void => {
    if (targetForms() === undefined) void loadTargetForms().then(() => show(subject));
    else show(subject);
  };

  /** Keeps what is in the open form on disk, but for its secrets. */
  const keepForm = (): void => {
    const state = store.getState();
    const [form, subject] = [openForm(state), openSubject(state)];
    if (form === undefined || subject?.is !== 'create' || state.board === undefined) return;
    // Nothing has been typed: there is nothing to keep.
    if (Object.keys(form.touched).length === 0) return;
    const secret = new Set(
      openTargetForm(state)?.fields.flatMap(({ name, kind }) => (kind.is === 'secret' ? [name] : [])),
    );
    const texts = Object.fromEntries(
      Object.entries(form.lines).flatMap(([name, line]) =>
        secret.has(name) ? [] : [[name, line.text] as const],
      ),
    );
    keeper.saveForm({
      target: subject.target,
      workspaceId: state.board.workspace.id,
      texts,
      savedAt: context.clock.now(),
    });
  };

  /** Why a plan must not be sent although it could be a moment ago: somebody else has attached the same meanwhile. */
  const attachedMeanwhile = async (place: Place, plan: Plan): Promise<string | undefined> => {
    const { duplicates } = await import('./check-attachment.ts');
    const found = await duplicates(context.gateway, place, plan, new AbortController().signal);
    return found.find(({ is }) => is === 'block')?.words;
  };

  /** Sends the open plan. `agreed` says what the user has typed a name for. */
  const sendPlan = (agreed?: Agreed): void => {
    const state = store.getState();
    const [plan, subject] = [checkedForm(state)?.plan, openSubject(state)];
    if (
      plan === undefined ||
      subject === undefined ||
      state.board === undefined ||
      readOnlyReason(state) !== undefined
    )
      return;
    keepForm();
    const { place } = state.board.workspace;
    const begin = (): string | undefined =>
      subject.is === 'create'
        ? operations.create({
            place,
            target: subject.target,
            name: plan.name,
            body: plan.body,
            overwrite: agreed === 'overwrite',
            attaching: plan.claims.attaches !== undefined,
            ...(plan.claims.attaches === undefined || agreed === 'duplicate'
              ? {}
              : { whyNot: () => attachedMeanwhile(place, plan) }),
          })
        : changeCompute(state, subject, plan.body);
    const operation = agreed === 'detach' ? detachBefore(begin) : begin();
    if (operation === undefined) return;
    change(({ overlay: _, ...now }) => ({
      ...now,
      scroll: 0,
      stack: pushed(poppedTo(now.stack, { screen: 'board' }), { screen: 'progress', operation }),
    }));
  };

  /** Detaches what is in the way, waits until it is gone, and begins then. Whoever watches the one goes on watching the other. */
  const detachBefore = (begin: () => string | undefined): string | undefined => {
    const { overlay, board } = store.getState();
    const name = overlay?.is === 'overwrite' ? overlay.name.toLowerCase() : '';
    const entry = board?.computes.data?.find((each) => each.name.toLowerCase() === name);
    if (entry === undefined || removalOf(entry) !== 'Detach') {
      change((now) => ({
        ...now,
        notice: { words: `${name} is not among the computes that can be detached`, tone: 'needsPerson' },
      }));
      return undefined;
    }
    const detaching = operations.remove(entry, 'Detach', () => {
      const operation = begin();
      if (operation === undefined) return;
      change((now) => {
        const route = topOf(now.stack);
        const watched = route.screen === 'progress' && route.operation === detaching;
        return watched
          ? {
              ...now,
              stack: pushed(poppedTo(now.stack, { screen: 'board' }), { screen: 'progress', operation }),
            }
          : now;
      });
    });
    return detaching;
  };

  const changeCompute = (
    state: AppState,
    subject: Extract<FormSubject, { is: 'change' }>,
    body: Parameters<Operations['change']>[2],
  ): string | undefined => {
    const compute = state.board?.computes.data?.find((each) => each.id === subject.computeId);
    return compute === undefined ? undefined : operations.change(compute, subject.change, body);
  };

  return {
    setLine,
    focus,
    keepForm,

    /** Opens the form of a kind of target; what was typed into it before is still there. */
    openForm(target: TargetId): void {
      open({ is: 'create', target });
    },

    /** Opens the form that changes a compute. */
    openChange(changeId: Extract<FormSubject, { is: 'change' }>['change'], computeId: string): void {
      open({ is: 'change', change: changeId, computeId });
    },

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
      const view = text === undefined || text === '' ? freshView : { ...freshView, cursor: { id: text } };
      if (field?.kind.is === 'size')
        change((now) => ({
          ...now,
          overlay: { is: 'sizes', line: emptyLine },
          lists: { ...now.lists, sizes: view },
        }));
      if (field?.kind.is === 'resource') {
        const { of } = field.kind;
        change((now) => ({
          ...now,
          overlay: { is: 'resources', of, line: emptyLine },
          lists: { ...now.lists, resources: view },
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

    /** Goes on to the review; when something blocks, every field shows its words and the first of those has the keys. */
    review(): void {
      const state = store.getState();
      const subject = openSubject(state);
      if (subject === undefined) return;
      const checked = checkedForm(state);
      if (checked?.plan !== undefined) {
        keepForm();
        change((now) => reviewing(now, subject));
        return;
      }
      const blocked = visibleFields(state).find(({ name }) => checked?.fields[name]?.is === 'block')?.name;
      change((now) =>
        withForm(now, (form) => ({
          ...form,
          touched: Object.fromEntries(Object.keys(form.lines).map((name) => [name, true] as const)),
          focus: blocked === undefined ? form.focus : { field: blocked },
        })),
      );
    },

    /** Sends what the review shows, and follows it. What would change something that exists is asked about first. */
    send(): void {
      const state = store.getState();
      const checks = currentChecks(state);
      const plan = checkedForm(state)?.plan;
      if (plan === undefined || checks === undefined || checks.running || isBlocked(checks)) return;
      const entry = entryInTheWay(checks);
      if (entry !== undefined)
        change((now) => ({
          ...now,
          overlay: { is: 'overwrite', name: entry.name, line: emptyLine, breaks: entry },
        }));
      else if (checks.overwrites === undefined) sendPlan();
      else change((now) => ({ ...now, overlay: { is: 'overwrite', name: plan.name, line: emptyLine } }));
    },

    /** Sends although something would be changed or broken by it, provided that its name has been typed. */
    confirmOverwrite(): void {
      const { overlay } = store.getState();
      if (overlay?.is !== 'overwrite') return;
      const text = confirmationText(store.getState(), overlay.name);
      const agreed = agreedBy(overlay.line.text, text, overlay.breaks);
      if (agreed !== undefined) sendPlan(agreed);
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
