import type { Draft } from '#azure/targets/field.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { workspaceId } from '#azure/place.ts';
import type { AppState, FormState, FormSubject } from '../app-state.ts';
import type { Keeper } from '../keeper.ts';
import { draftName } from '../drafts.ts';
import { followed, isTyped } from '../followed-form.ts';
import { lineFor } from '../field-lines.ts';
import { keepingModule } from '../late-commands.ts';
import { lineOf } from '../line-edit.ts';
import { pushed } from '../routes.ts';
import { formFacts, formOfSubject, subjectKey } from '../selectors.ts';
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
    if (targetForms() === undefined || keepingModule.now() === undefined)
      void Promise.all([loadTargetForms(), keepingModule.load()]).then(() => show(subject, preset));
    else show(subject, preset);
  };

  /** Keeps what is in the open form on disk, but for its secrets. */
  const keepForm = (): void => keepingModule.now()?.keepForm(store.getState(), keeper, context.clock.now());
  store.subscribe((state, before) => {
    keepingModule.now()?.keepLeftForm(state, before, keeper, context.clock.now());
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
