import { parse } from 'tinyduration';
import { plain } from '../plain.ts';
import { withoutProofs } from '../proofs.ts';

/*
 * Readers of foreign JSON. None of them throws: what is absent, null or of another shape is undefined (or empty), so one
 * odd field never costs a row. Every string they return has been through `plain`.
 */

export type Raw = Readonly<Record<string, unknown>>;

export const isRecord = (raw: unknown): raw is Raw =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** The value of a JSON text; undefined when it is none. */
export const parseJson = (body: string | null | undefined): unknown => {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
};

/** The object, or an empty one: so that a path through absent parents can be written down plainly. */
export const record = (raw: unknown): Raw => (isRecord(raw) ? raw : {});

/** The array, or an empty one. */
export const list = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : []);

/** A string made plain; undefined when absent or empty. */
export const text = (raw: unknown): string | undefined => {
  if (typeof raw !== 'string' || raw === '') return undefined;
  const made = withoutProofs(plain(raw));
  return made === '' ? undefined : made;
};

/** A finite number. */
export const number = (raw: unknown): number | undefined =>
  typeof raw === 'number' && Number.isFinite(raw) ? raw : undefined;

/** A whole number of things: never negative, 0 when absent. */
export const count = (raw: unknown): number => Math.max(0, Math.trunc(number(raw) ?? 0));

/** An ISO-8601 time in ms since the epoch. Azure's times without an offset are UTC. */
export const time = (raw: unknown): number | undefined => {
  if (typeof raw !== 'string') return undefined;
  const zoned = /T[\d:.]+$/u.test(raw) ? `${raw}Z` : raw;
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) ? undefined : ms;
};

const secondsOf = [
  ['years', 31_536_000],
  ['months', 2_592_000],
  ['weeks', 604_800],
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

/** An ISO-8601 duration in seconds (years and months as 365 and 30 days). */
export const durationSeconds = (raw: unknown): number | undefined => {
  if (typeof raw !== 'string') return undefined;
  try {
    const parts = parse(raw);
    const total = secondsOf.reduce((sum, [unit, seconds]) => sum + (parts[unit] ?? 0) * seconds, 0);
    return parts.negative === true || !Number.isFinite(total) ? undefined : total;
  } catch {
    // The library's only way to say that it is not a duration.
    return undefined;
  }
};

/** String-valued tags. Keys are foreign text too. */
export const tags = (raw: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(record(raw)).flatMap(([key, value]) =>
      typeof value === 'string' ? [[plain(key), plain(value)] as const] : [],
    ),
  );

type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** The object without the fields that are undefined: absent means absent. */
export const present = <T extends object>(fields: T): Present<T> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the filter is what the type says
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;

const rememberedAtMost = 4096;

/**
 * A function that makes each distinct input once: a hundred thousand rows that name the same few computes, people and
 * experiments then share those strings. Stops remembering at a bound, so that hostile input cannot fill the memory.
 */
export const shared = <T>(make: (raw: string) => T): ((raw: string) => T) => {
  const made = new Map<string, T>();
  return (raw) => {
    const before = made.get(raw);
    if (before !== undefined) return before;
    const value = make(raw);
    if (made.size < rememberedAtMost) made.set(raw, value);
    return value;
  };
};
