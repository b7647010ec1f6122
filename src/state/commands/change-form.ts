import type { AppState, FormState } from '../app-state.ts';
import { openForm, subjectKey } from '../selectors.ts';

/** The state with the form that is open changed; the same without one. */
export const withForm = (state: AppState, change: (form: FormState) => FormState): AppState => {
  const form = openForm(state);
  return form === undefined
    ? state
    : { ...state, forms: { ...state.forms, [subjectKey(form.subject)]: change(form) } };
};
