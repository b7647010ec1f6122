import type { VmSize } from '../model.ts';
import type { Place } from '../place.ts';

/** What a form knows about the world around it. Lists are undefined until they have been read. */
export type FormFacts = {
  readonly place: Place;
  /** The workspace's region. */
  readonly location: string;
  readonly sizes?: readonly VmSize[];
  /** Lower-cased names of the computes that the workspace has. */
  readonly namesInUse?: ReadonlySet<string>;
};

/** What the text of a field means, or why it means nothing; `warn` lets the user go on. */
export type Parsed<V> =
  | { readonly ok: true; readonly value: V; readonly warn?: string }
  | { readonly ok: false; readonly why: string };

/** A field of a form. The form holds text; `parse` gives it its meaning, in words when there is none. */
export type FieldSpec<V> = {
  readonly label: string;
  readonly help: string;
  /** `size` fields open the table of virtual machine sizes. */
  readonly kind: 'text' | 'size';
  readonly initial: string;
  readonly parse: (text: string, facts: FormFacts) => Parsed<V>;
};

export type Fields = Readonly<Record<string, FieldSpec<unknown>>>;

/** The values of a form whose every field means something. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends FieldSpec<infer V> ? V : never;
};

const reserved = new Set(['local', 'amlcompute', 'containerinstance']);

/**
 * The name of a cluster or of an attached compute. The documents disagree on its rules; what all refuse is an error here, what
 * only some refuse is a warning, and the service has the last word.
 */
export const computeName = (help: string): FieldSpec<string> => ({
  label: 'Name',
  help,
  kind: 'text',
  initial: '',
  parse: (text, facts) => {
    const name = text.trim();
    if (name === '') return { ok: false, why: 'a name is needed: 2 to 32 letters, digits and hyphens' };
    const odd = /[^A-Za-z0-9-]/u.exec(name);
    if (odd !== null)
      return { ok: false, why: `only letters, digits and hyphens are allowed, not "${odd[0]}"` };
    if (name.length < 2 || name.length > 32)
      return { ok: false, why: `2 to 32 characters are allowed, this has ${name.length}` };
    if (!/^[A-Za-z]/u.test(name)) return { ok: false, why: 'it must start with a letter' };
    if (name.endsWith('-')) return { ok: false, why: 'it must end with a letter or a digit' };
    if (reserved.has(name.toLowerCase())) return { ok: false, why: `"${name}" is a reserved name` };
    if (facts.namesInUse?.has(name.toLowerCase()) === true)
      return {
        ok: false,
        why: `this workspace has a compute "${name}" already: sending this would overwrite it`,
      };
    if (name.length > 24)
      return { ok: true, value: name, warn: 'longer than 24 characters: newer service versions refuse it' };
    if (/-\d+$/u.test(name))
      return {
        ok: true,
        value: name,
        warn: 'a hyphen and digits at the end: newer service versions refuse it',
      };
    return { ok: true, value: name };
  },
});

/** A virtual machine size by name, any case. Checked against the region's list once that is known. */
export const vmSize = (
  help: string,
  initial: string,
  usable: (size: VmSize) => boolean,
): FieldSpec<string> => ({
  label: 'VM size',
  help,
  kind: 'size',
  initial,
  parse: (text, facts) => {
    const name = text.trim();
    if (name === '') return { ok: false, why: 'a size is needed: Enter opens the table' };
    if (facts.sizes === undefined)
      return { ok: true, value: name, warn: 'the sizes of this region are not known yet' };
    const size = facts.sizes.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (size === undefined)
      return { ok: false, why: `${facts.location} does not offer "${name}": Enter opens the table` };
    if (!usable(size)) return { ok: false, why: `${size.name} cannot be used for this kind of compute` };
    return { ok: true, value: size.name };
  },
});

/** A whole number of 0 or more. */
export const wholeNumber = (label: string, help: string, initial: string): FieldSpec<number> => ({
  label,
  help,
  kind: 'text',
  initial,
  parse: (text) => {
    const digits = text.trim();
    if (digits === '') return { ok: false, why: 'a whole number is needed: 0 or more' };
    if (!/^\d+$/u.test(digits)) return { ok: false, why: `"${digits}" is not a whole number of 0 or more` };
    const value = Number(digits);
    // The service keeps node counts as 32-bit integers.
    return value > 2_147_483_647 ? { ok: false, why: 'too large: at most 2147483647' } : { ok: true, value };
  },
});

const secondsOf: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** A duration of whole seconds: `120`, `120s`, `2m`, `1h`, or ISO-8601 as the service writes it (`PT2M`). */
export const seconds = (
  label: string,
  help: string,
  initial: string,
  advised: { readonly from: number; readonly to: number; readonly words: string },
): FieldSpec<number> => ({
  label,
  help,
  kind: 'text',
  initial,
  parse: (text) => {
    const value = readSeconds(text.trim());
    if (value === undefined) return { ok: false, why: 'a duration is needed, such as 120s, 30m, 1h or PT2M' };
    return value < advised.from || value > advised.to
      ? { ok: true, value, warn: advised.words }
      : { ok: true, value };
  },
});

const readSeconds = (text: string): number | undefined => {
  const short = /^(\d{1,9})\s*([smh]?)$/iu.exec(text);
  const unit = secondsOf[short?.[2]?.toLowerCase() ?? '-'];
  if (short !== null && unit !== undefined) return Number(short[1]) * unit;
  const iso = /^PT(?:(\d{1,5})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?$/iu.exec(text);
  if (iso === null || /^PT$/iu.test(text)) return undefined;
  const [, hours = '0', minutes = '0', rest = '0'] = iso;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
};
