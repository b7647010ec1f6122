import type { FormFacts } from '../targets/field.ts';
import type { Sayings } from './shape.ts';
import type { Fault, Position } from './yaml-node.ts';

/** The text of one field of a form, and the path of the key that it comes from. */
export type DraftPart = {
  readonly field: string;
  readonly text: string;
  readonly path: string;
  /** Absent when no key says it. */
  readonly at?: Position;
};

/** What a document is turned into a draft with. `tell` says what cannot be taken over, `note` what is left out without harm. */
export type Turning = {
  readonly said: Sayings;
  readonly facts: FormFacts;
  readonly now: number;
  readonly tell: (fault: Fault) => void;
  readonly note: (note: Fault) => void;
};

/** The field holds another text than the key, when the key is there. */
export const turned = (
  { said }: Pick<Turning, 'said'>,
  path: string,
  field: string,
  textOf: (text: string) => string = (same) => same,
): readonly DraftPart[] => {
  const found = said.get(path);
  return found === undefined ? [] : [{ field, text: textOf(found.text), path, at: found.at }];
};

/** Keys whose text is that of a field: by path, the field's name. */
export const copied = (
  turning: Pick<Turning, 'said'>,
  fields: Readonly<Record<string, string>>,
): readonly DraftPart[] => Object.entries(fields).flatMap(([path, field]) => turned(turning, path, field));

/** A text that no key says, but that one of them means. */
export const meant = (
  { said }: Pick<Turning, 'said'>,
  path: string,
  field: string,
  text: string,
): readonly DraftPart[] => {
  const found = said.get(path);
  return [{ field, text, path, ...(found === undefined ? {} : { at: found.at }) }];
};
