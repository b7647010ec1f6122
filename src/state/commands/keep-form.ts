import type { AppState } from '../app-state.ts';
import { draftName } from '../drafts.ts';
import type { Keeper } from '../keeper.ts';
import { isSecretField } from '../secret-field.ts';
import { openForm, openSubject, openTargetForm, subjectKey } from '../selectors.ts';

/**
 * Keeps what is in the open form on disk, but for its secrets.
 * @param now wall time in ms
 */
export const keepForm = (state: AppState, keeper: Keeper, now: number): void => {
  const [form, subject] = [openForm(state), openSubject(state)];
  const draft = subject === undefined ? undefined : draftName(subject);
  if (form === undefined || draft === undefined || state.board === undefined) return;
  // Nothing has been typed: there is nothing to keep.
  if (Object.keys(form.touched).length === 0) return;
  const secret = new Set(
    openTargetForm(state)?.fields.flatMap(({ name, kind }) =>
      isSecretField(kind, form.lines[name]?.text ?? '') ? [name] : [],
    ),
  );
  const texts = Object.fromEntries(
    Object.entries(form.lines).flatMap(([name, line]) =>
      secret.has(name) ? [] : [[name, line.text] as const],
    ),
  );
  keeper.saveForm({ target: draft, workspaceId: state.board.workspace.id, texts, savedAt: now });
};

/**
 * Keeps a form when it is left, however that happens: at the end only the one that is open then is kept. What was sent and has
 * arrived is no form any more.
 */
export const keepLeftForm = (state: AppState, before: AppState, keeper: Keeper, now: number): void => {
  const left = openSubject(before);
  if (left === undefined || state.stack === before.stack || openSubject(state) === left) return;
  if (subjectKey(left) in state.forms) keepForm(before, keeper, now);
};
