import type { ResourceKind } from '../gateway.ts';
import type { Compute, Usage, VmSize } from '../model.ts';
import type { Place } from '../place.ts';

/** What a form knows about the world around it. Lists are undefined until they have been read. */
export type FormFacts = {
  readonly place: Place;
  /** The workspace's region. */
  readonly location: string;
  readonly sizes?: readonly VmSize[];
  readonly usages?: readonly Usage[];
  /** The computes of the workspace. */
  readonly computes?: readonly Compute[];
  /** The workspace's own GUID, which is not its ARM id. */
  readonly workspaceId?: string;
};

/** Text by field name: what a form holds. */
export type Draft = Readonly<Record<string, string>>;

/** What the text of a field means, or why it means nothing; `warn` lets the user go on. */
export type Parsed<V> =
  | { readonly ok: true; readonly value: V; readonly warn?: string }
  | { readonly ok: false; readonly why: string };

export type Choice = { readonly value: string; readonly label: string };

/** How a field is filled. */
export type FieldKind =
  | {
      readonly is: 'text';
      /** It may have several lines: they are written in the editor, or pasted. */
      readonly lines?: true;
      /** Whether a text looks like a secret after all: it is kept in no file then. */
      readonly looksSecret?: (text: string) => boolean;
    }
  /** Masked on the screen, never kept in a file, never repeated in words. */
  | { readonly is: 'secret'; readonly lines?: true }
  | { readonly is: 'choice'; readonly options: readonly Choice[] }
  /** Opens the table of virtual machine sizes, of those that are usable. */
  | { readonly is: 'size'; readonly usable: (size: VmSize) => boolean }
  /** Opens a list of what exists, or takes a pasted ARM id; of identities several, with commas between them. */
  | { readonly is: 'resource'; readonly of: PickKind };

/** What a form can list: resources of all subscriptions, and what the open workspace has. */
export type PickKind = ResourceKind | 'environment' | 'job-compute';

/** What every field says about itself. */
export type FieldWords = { readonly label: string; readonly help: string; readonly group: string };

/** A field of a form. The form holds text; `parse` gives it its meaning, in words when there is none. */
export type FieldSpec<V> = FieldWords & {
  readonly kind: FieldKind;
  readonly initial: string | ((facts: FormFacts) => string);
  /** Whether it matters for what has been chosen elsewhere; a field without this always does. */
  readonly shown?: (draft: Draft) => boolean;
  readonly parse: (text: string, facts: FormFacts) => Parsed<V>;
};

/** A field that may be hidden: its value is undefined then. */
export type HidableField<V> = FieldSpec<V> & { readonly shown: (draft: Draft) => boolean };

export type Fields = Readonly<Record<string, FieldSpec<unknown>>>;

/** The values of a form whose every visible field means something. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends HidableField<infer V>
    ? V | undefined
    : F[K] extends FieldSpec<infer V>
      ? V
      : never;
};

/** The field, shown only where the draft says so. What is hidden is not parsed and contributes nothing. */
export const when = <V>(shown: (draft: Draft) => boolean, field: FieldSpec<V>): HidableField<V> => ({
  ...field,
  shown,
});

/** Whether that field holds that choice. */
export const chosen =
  (field: string, ...values: readonly string[]) =>
  (draft: Draft): boolean =>
    values.includes(draft[field] ?? '');

/** One of a few values, the first of them to begin with unless another is named. */
export const choice = <const V extends string>(
  words: FieldWords,
  options: readonly { readonly value: V; readonly label: string }[],
  initial: NoInfer<V>,
): FieldSpec<V> => ({
  ...words,
  kind: { is: 'choice', options },
  initial,
  parse: (text) => {
    const found = options.find(({ value }) => value === text);
    return found === undefined
      ? { ok: false, why: `one of these is needed: ${options.map(({ label }) => label).join(', ')}` }
      : { ok: true, value: found.value };
  },
});

/** The text field whose empty text means that there is none. */
export const optional = <V>(field: FieldSpec<V>): FieldSpec<V | undefined> => ({
  ...field,
  parse: (text, facts) => (text.trim() === '' ? { ok: true, value: undefined } : field.parse(text, facts)),
});
