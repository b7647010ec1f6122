import type { Json } from '../gateway.ts';
import { textIn } from './body-reader.ts';
import { comments } from './shell.ts';

/** The type of a body, in Azure's word. */
export const typeOf = (body: Json): string => textIn(body, 'properties.computeType') ?? '';

/** A comment that names what a language has no word for; nothing when it has said everything. */
export const leftOut = (left: readonly string[]): string =>
  left.length === 0 ? '' : comments([`There is no word here for: ${left.join(', ')}.`]);
