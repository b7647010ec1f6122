import type { Failure } from '../world/world.ts';

/** A body understood, or why it is refused. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export const refused = (
  code: string,
  message: string,
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure: { code, message } });

export const invalid = (message: string) => refused('BadArgument', message);

/** One of an enumeration's words: undefined when it is none of them, the default when it is absent. */
export const oneOf = <T extends string>(
  value: string | undefined,
  words: readonly T[],
  otherwise: T,
): T | undefined => (value === undefined ? otherwise : words.find((word) => word === value));
