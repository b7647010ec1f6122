import type { AppState } from './app-state.ts';
import { isSecretField } from './secret-field.ts';
import { formOfSubject } from './selectors.ts';

/** What stands behind the names of variables: `NAME=value`, a line each or with commas between them. */
const values = (text: string): readonly string[] =>
  [...text.matchAll(/(?:^|[\n,])\s*[A-Za-z_]\w*=([^\n]*)/gu)].map(([, value = '']) => value);

/** Every secret that has been typed into a form and is still there, whole and variable by variable: a crash has to leave it out of what it tells. */
export const typedSecrets = (state: AppState): readonly string[] =>
  Object.values(state.forms).flatMap(({ subject, lines }) =>
    (formOfSubject(state, subject)?.fields ?? []).flatMap(({ name, kind }) => {
      const text = lines[name]?.text ?? '';
      return isSecretField(kind, text) ? [text, ...values(text)] : [];
    }),
  );
