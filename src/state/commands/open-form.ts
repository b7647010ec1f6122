import type { Draft } from '#azure/targets/field.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { workspaceId } from '#azure/place.ts';
import type { AppState, FormState, FormSubject } from '../app-state.ts';
import type { Keeper } from '../keeper.ts';
import { draftName } from '../drafts.ts';
import { followed, isTyped } from '../followed-form.ts';
import { lineFor } from '../field-lines.ts';
import { lineOf } from '../line-edit.ts';
import { pushed } from '../routes.ts';
import { formFacts, formOfSubject, openForm, openSubject, openTargetForm, subjectKey } from '../selectors.ts';
import { isSecretField } from '../secret-field.ts';
import { loadTargetForms, targetForms } from '../target-forms.ts';
import { update, type Context } from './context.ts';

const textsOf = (lines: FormState['lines']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(lines).map(([name, { text }]) => [name, text]));

/**
 * What was typed into a form before, in this run of the program. A form that changes something tells it from what the service has, and begins at
 * its first field: what was typed once must not be sent again by habit. Where nothing was typed it begins anew.
 */
const begunBefore = (state: AppState, subject: FormSubject, first: string): FormState | undefined => {
  const stored = state.forms[subjectKey(subject)];
  if (stored?.opened === undefined) return stored;
  const { typedAt, ...filled } = followed(stored, formOfSubject(state, subject), formFacts(state));
  if (typedAt === undefined || !isTyped(filled)) return undefined;
  return { ...filled, typedAt, draftOf: typedAt, focus: { field: first } };
};

/** Opens forms, with what was typed into them before, and keeps what is typed. */
export const createFormOpening = (context: Context, keeper: Keeper) => {
  const { store } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };

  /** The texts to begin with: what was typed before and kept, else the form's own. */
  const firstLines = (state: AppState, subject: FormSubject): FormState['lines'] | undefined => {
    const [form, facts] = [formOfSubject(state, subject), formFacts(state)];
    if (form === undefined || facts === undefined) return undefined;
    const draft = draftName(subject);
    const kept = draft === undefined ? undefined : keeper.loadForm(workspaceId(facts.place), draft)?.texts;
    const texts = { ...form.initial(facts), ...kept };
    return Object.fromEntries(
      form.fields.map((field) => {
        const line = lineFor(field, texts[field.name] ?? '');
        const proposed = subject.is !== 'change' && line.text !== '' && kept?.[field.name] === undefined;
        return [field.name, proposed ? { ...line, proposed: true } : line];
      }),
    );
  };

  /** @param preset texts that stand in their fields whatever was typed there before */
  const show = (subject: FormSubject, preset: Draft): void => {
    const state = store.getState();
    const key = subjectKey(subject);
    const lines = firstLines(state, subject);
    const [first] = formOfSubject(state, subject)?.fields ?? [];
    if (lines === undefined || first === undefined) return;
    const begun: FormState = begunBefore(state, subject, first.name) ?? {
      subject,
      lines,
      focus: { field: first.name },
      touched: {},
      ...(subject.is === 'change' ? { opened: textsOf(lines) } : {}),
    };
    const set = Object.entries(preset).map(
      ([name, text]) => [name, { ...lineOf(text), proposed: true as const }] as const,
    );
    const form: FormState = { ...begun, lines: { ...begun.lines, ...Object.fromEntries(set) } };
    change((now) => ({
      ...now,
      stack: pushed(now.stack, { screen: 'form', subject }),
      scroll: 0,
      forms: { ...now.forms, [key]: form },
    }));
  };

  /** At once, but for the first moments of the program, in which the forms are still being loaded. */
  const open = (subject: FormSubject, preset: Draft = {}): void => {
    if (targetForms() === undefined) void loadTargetForms().then(() => show(subject, preset));
    else show(subject, preset);
  };

  /** Keeps what is in the form that a state has open on disk, but for its secrets. */
  const keepForm = (state = store.getState()): void => {
    const form = openForm(state);
    const fields = openTargetForm(state)?.fields;
    const draft = draftName(openSubject(state));
    if (form === undefined || fields === undefined || draft === undefined || state.board === undefined)
      return;
    // Nothing has been typed: there is nothing to keep.
    if (Object.keys(form.touched).length === 0) return;
    const kept = fields.flatMap(({ name, kind }) => {
      const text = form.lines[name]?.text ?? '';
      return isSecretField(kind, text) ? [] : [[name, text] as const];
    });
    keeper.saveForm({
      target: draft,
      workspaceId: state.board.workspace.id,
      texts: Object.fromEntries(kept),
      savedAt: context.clock.now(),
    });
  };

  // A form that is left is kept at once: when the program ends, only the one that is open is looked at.
  store.subscribe((state, before) => {
    if (openSubject(state) !== openSubject(before)) keepForm(before);
  });

  return {
    keepForm,

    /** Opens the form of a kind of target; what was typed into it before is still there. */
    openForm(target: TargetId): void {
      open({ is: 'create', target });
    },

    /** Opens the form of a command job on a compute of the open workspace. */
    openJobForm(compute: string): void {
      const { board } = store.getState();
      if (board !== undefined) open({ is: 'job', workspaceId: board.workspace.id }, { compute });
    },

    /** Opens the form that changes a compute. */
    openChange(changeId: Extract<FormSubject, { is: 'change' }>['change'], computeId: string): void {
      open({ is: 'change', change: changeId, computeId });
    },
  };
};
