/** What a row offers to be found by, in lower case. */
export type FilterRow = {
  /** Everything that plain text searches; several fields are separate lines of it. */
  readonly text: string;
  /** One field of it; undefined when the row has no such field. */
  readonly field: (name: string) => string | undefined;
};

export type Filter =
  | {
      readonly ok: true;
      readonly test: (row: FilterRow) => boolean;
      /** What the user may not have meant, in words: a field that these rows do not have. */
      readonly note?: FilterNote;
    }
  /** `why` is a sentence for the user. */
  | { readonly ok: false; readonly why: string };

/** That a term names a field that the rows do not have, and which they have. */
export type FilterNote = { readonly says: string; readonly fields: string };

type Test = (row: FilterRow) => boolean;

/** Longest filter that is read. */
const filterLengthAtMost = 200;

/** A regular expression looks at this much of a row: what backtracking costs grows with a power of it. */
const searchedLengthAtMost = 200;

/** Each unbounded repetition multiplies what a mismatch can cost. */
const repetitionsAtMost = 3;

/** A term: anything without spaces, in which quotes keep spaces together: `name:"two words"`. */
const terms = /(?:"[^"]*"?|[^\s"])+/gu;

/**
 * Reads the filter language: `text` (anywhere in the row), `field:value` (in that field; text when the row has no such
 * field), `re:expression` and `field:re:expression`, each with `!` before it for its opposite; several terms must all
 * hold; quotes keep spaces together. Case does not count. Never throws.
 * @param fields those that the rows have: whoever names another is told which there are
 */
export const parseFilter = (text: string, fields: readonly string[] = []): Filter => {
  if (text.length > filterLengthAtMost) {
    return { ok: false, why: `A filter has at most ${filterLengthAtMost} characters.` };
  }
  const tests: Test[] = [];
  for (const [term] of text.matchAll(terms)) {
    const parsed = parseTerm(term);
    if (!parsed.ok) return parsed;
    tests.push(parsed.test);
  }
  const note = fields.length === 0 ? undefined : unknownField(text, fields);
  const noted = note === undefined ? {} : { note };
  const [only = everything, ...more] = tests;
  if (more.length === 0) return { ok: true, test: only, ...noted };
  return {
    ok: true,
    test: (row) => {
      for (const test of tests) if (!test(row)) return false;
      return true;
    },
    ...noted,
  };
};

/** Says which fields there are when a term begins like a field and is none of them, or is a colon alone. */
const unknownField = (text: string, fields: readonly string[]): FilterNote | undefined => {
  for (const [term] of text.matchAll(terms)) {
    const named = /^!*([\p{L}_-]*):/u.exec(term)?.[1]?.toLowerCase();
    if (named === undefined || named === 're' || fields.includes(named)) continue;
    return {
      says: named === '' ? 'a field stands before a colon' : `${named} is no field`,
      fields: `fields: ${fields.join(' ')}`,
    };
  }
  return undefined;
};

const everything: Test = () => true;

const parseTerm = (term: string): Filter => {
  if (term.startsWith('!')) {
    const opposite = parseTerm(term.slice(1));
    // Half typed: nothing is meant yet.
    if (!opposite.ok || term === '!') return opposite;
    return { ok: true, test: (row) => !opposite.test(row) };
  }
  const bare = term.replaceAll('"', '');
  if (term.startsWith('re:')) return expression(bare.slice(3), (row) => row.text);
  const colon = term.indexOf(':');
  if (colon <= 0 || term.startsWith('"')) return contains(bare.toLowerCase());
  const field = term.slice(0, colon).replaceAll('"', '').toLowerCase();
  const value = term.slice(colon + 1).replaceAll('"', '');
  if (value.startsWith('re:')) return expression(value.slice(3), (row) => row.field(field) ?? row.text);
  return fieldContains(field, value.toLowerCase(), bare.toLowerCase());
};

const contains = (text: string): Filter => ({ ok: true, test: (row) => row.text.includes(text) });

const fieldContains = (field: string, value: string, whole: string): Filter => ({
  ok: true,
  test: (row) => row.field(field)?.includes(value) ?? row.text.includes(whole),
});

const expression = (source: string, read: (row: FilterRow) => string): Filter => {
  const problem = costProblem(source);
  if (problem !== undefined) return { ok: false, why: `The expression "${source}" ${problem}` };
  try {
    const pattern = new RegExp(source, 'im');
    return {
      ok: true,
      test: (row) => {
        const text = read(row);
        return pattern.test(text.length > searchedLengthAtMost ? text.slice(0, searchedLengthAtMost) : text);
      },
    };
  } catch (error) {
    const message = error instanceof SyntaxError ? error.message : '';
    const reason = message.slice(message.lastIndexOf(': ') + 2).toLowerCase();
    return { ok: false, why: `"${source}" is not a regular expression: ${reason}.` };
  }
};

/** The pieces of an expression: escapes, classes, the marks that open a group, single characters. */
const pieces = /\\.|\[(?:\\.|[^\]\\])*\]?|\((?:\?(?:[:=!]|<[=!]?))?|./gsu;

/**
 * Why an expression could run for ever: JavaScript tries every way to divide a text among nested repetitions. Refused
 * are a repeated group that itself repeats or has alternatives, references back, and very many repetitions.
 */
const costProblem = (source: string): string | undefined => {
  let repetitions = 0;
  /** For each open group: whether there is more than one way to match it. */
  const groups: boolean[] = [];
  /** The piece before closed a group that can be matched in more than one way. */
  let afterChoice = false;
  for (const [piece] of source.matchAll(pieces)) {
    const repeats = piece === '*' || piece === '+' || piece === '{';
    if (/^\\[1-9k]/u.test(piece)) return 'refers back to a group, which can take for ever.';
    if (repeats && afterChoice)
      return 'repeats a group that repeats or has alternatives, which can take for ever.';
    if (repeats) repetitions++;
    const closed = piece === ')' && groups.pop() === true;
    if (piece.startsWith('(')) groups.push(false);
    else if ((repeats || closed || piece === '|' || piece === '?') && groups.length > 0)
      groups[groups.length - 1] = true;
    afterChoice = closed;
  }
  return repetitions > repetitionsAtMost
    ? `has more than ${repetitionsAtMost} repetitions, which can take for ever.`
    : undefined;
};
