import type { FieldSpec, FieldWords } from './field.ts';
import { quoted } from './quoted.ts';

/** A port of TCP. */
export const portNumber = (words: FieldWords, initial: string): FieldSpec<number> => ({
  ...words,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const digits = text.trim();
    const value = Number(digits);
    return /^\d{1,5}$/u.test(digits) && value >= 1 && value <= 65_535
      ? { ok: true, value }
      : { ok: false, why: 'a port is a number from 1 to 65535' };
  },
});

/** A whole number of 0 or more. */
export const wholeNumber = (words: FieldWords, initial: string): FieldSpec<number> => ({
  ...words,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const digits = text.trim();
    if (digits === '') return { ok: false, why: 'a whole number is needed: 0 or more' };
    if (!/^\d+$/u.test(digits))
      return { ok: false, why: `${quoted(digits)} is not a whole number of 0 or more` };
    const value = Number(digits);
    // The service keeps node counts as 32-bit integers.
    return value > 2_147_483_647 ? { ok: false, why: 'too large: at most 2147483647' } : { ok: true, value };
  },
});
