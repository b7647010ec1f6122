import type { FieldSpec, FieldWords } from './field.ts';
import { hasControls } from './quoted.ts';

/** A secret that exists already and is only passed on: nothing is asked of it but that it is one line. Not trimmed. */
export const secretText = (words: FieldWords, missing: string): FieldSpec<string> => ({
  ...words,
  kind: { is: 'secret' },
  initial: '',
  parse: (text) => {
    if (text === '') return { ok: false, why: missing };
    if (hasControls(text)) return { ok: false, why: 'one line without control characters is needed' };
    if (text.length > 1024) return { ok: false, why: 'too long: at most 1024 characters' };
    return text === text.trim()
      ? { ok: true, value: text }
      : { ok: true, value: text, warn: 'it begins or ends with a space' };
  },
});
