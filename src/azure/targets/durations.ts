import type { FieldSpec, FieldWords } from './field.ts';
import { quoted } from './quoted.ts';

const short = /^(?:(\d{1,9})d)?\s*(?:(\d{1,9})h)?\s*(?:(\d{1,9})m)?\s*(?:(\d{1,9})s)?$/iu;
const iso = /^P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/iu;

/**
 * Whole seconds of a duration as people write it (`120`, `120s`, `2m`, `1h30m`) or as ISO-8601 does (`PT2M`); undefined when it
 * is neither, or has fractions, months or a sign.
 */
export const readSeconds = (text: string): number | undefined => {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  const match = short.exec(text) ?? iso.exec(text);
  if (match === null || !/\d[dhms]$/iu.test(text)) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
};

type Range = {
  readonly from: number;
  readonly to: number;
  /** Completes "it is …". */
  readonly words: string;
};

const longest = 2_147_483_647;
const wanted = 'a duration is needed, such as 120s, 30m, 1h30m or PT2M';

const notOne = (text: string): string =>
  text === '' ? wanted : /-/u.test(text) ? `a duration cannot be negative: ${quoted(text)}` : wanted;

/** A duration of whole seconds. Outside what is advised it is only warned of: the service's limits are not published. */
export const seconds = (words: FieldWords, initial: string, advised: Range): FieldSpec<number> => ({
  ...words,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const value = readSeconds(text.trim());
    if (value === undefined) return { ok: false, why: notOne(text.trim()) };
    if (value > longest) return { ok: false, why: `too long: at most ${longest} seconds` };
    return value < advised.from || value > advised.to
      ? { ok: true, value, warn: advised.words }
      : { ok: true, value };
  },
});

/** A duration of whole minutes, from and to in seconds. Outside of them it is refused. */
export const minutes = (words: FieldWords, initial: string, allowed: Range): FieldSpec<number> => ({
  ...words,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const value = readSeconds(text.trim());
    if (value === undefined) return { ok: false, why: notOne(text.trim()) };
    if (value % 60 !== 0) return { ok: false, why: 'whole minutes are needed, such as 30m or 1h' };
    if (value < allowed.from || value > allowed.to) return { ok: false, why: allowed.words };
    return { ok: true, value: value / 60 };
  },
});
