import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type ErrorCode,
  type Pair,
} from 'yaml';
import { quoted } from '../targets/quoted.ts';
import type { Fault, Position, YamlEntry, YamlNode } from './yaml-node.ts';

/** Of each document its outermost value, in their order; documents that hold nothing are left out. */
export type ReadYaml =
  | { readonly ok: true; readonly documents: readonly YamlNode[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** A compute takes a few hundred bytes; a setup script in one a few thousand. */
const mostLetters = 262_144;
const mostDocuments = 100;
/** No key of a compute lies deeper than this. */
const deepest = 16;

const noAnchors = 'anchors and aliases (& and *) are not used here: write the value out, or put it in quotes';
const noTags = 'tags (words that begin with !) are not used here: write the value alone, or put it in quotes';
const tangled = 'this cannot be read as YAML: look at the quotes, colons and indentation of this line';

/** The library's own words repeat what stands there, which may be a secret: these do not. */
const sentences: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: noAnchors,
  BAD_ALIAS: noAnchors,
  MULTIPLE_ANCHORS: noAnchors,
  BAD_DIRECTIVE: 'a line that begins with % is an instruction to the reader: none is used here',
  BAD_DQ_ESCAPE: 'this backslash means nothing in double quotes: write \\\\, or use single quotes',
  BAD_INDENT:
    'this line does not stand under the one it belongs to: indent it by spaces as its neighbours are',
  BAD_PROP_ORDER: tangled,
  BAD_SCALAR_START: 'a value cannot begin with this character: put it in quotes',
  BAD_COLLECTION_TYPE: noTags,
  BLOCK_AS_IMPLICIT_KEY: 'there are two colons in this line: put the value in quotes',
  BLOCK_IN_FLOW: 'within brackets everything stands in brackets: no lines with dashes or | there',
  DUPLICATE_KEY: 'this key is there twice',
  IMPOSSIBLE: tangled,
  KEY_OVER_1024_CHARS: 'a key is at most 1024 characters long',
  MISSING_CHAR: 'something is missing here: a closing quote or bracket, a colon, or a space after one',
  MULTILINE_IMPLICIT_KEY: 'a key stands on one line, with a colon after it',
  MULTIPLE_DOCS: tangled,
  MULTIPLE_TAGS: noTags,
  NON_STRING_KEY: 'a key is a word',
  RESOURCE_EXHAUSTION: 'this lies deeper than anything of a compute does',
  TAB_AS_INDENT: 'a tab indents this line: YAML takes spaces only',
  TAG_RESOLVE_FAILED: noTags,
  UNEXPECTED_TOKEN: tangled,
};

/** A place of the text that cannot be taken over. */
class Unusable extends Error {
  readonly at: Position;
  readonly sentence: string;
  constructor(at: Position, sentence: string) {
    super();
    this.at = at;
    this.sentence = sentence;
  }
}

/**
 * Reads YAML 1.2 with its places. Aliases, anchors and tags are refused, so nothing ever becomes larger than it was written. Never throws:
 * of a text that is no YAML every fault is told, in sentences of our own.
 */
export const readYaml = (text: string): ReadYaml => {
  const start = { line: 1, column: 1 };
  const no = (faults: readonly Fault[]): ReadYaml => ({ ok: false, faults });
  if (text.length > mostLetters) return no([{ ...start, sentence: 'too large: at most 256 kB are read' }]);
  const counter = new LineCounter();
  try {
    const parsed = parseAllDocuments(text.replace(/^\ufeff/u, ''), {
      lineCounter: counter,
      prettyErrors: false,
      // Comparing each key with each is slow for thousands of them: done below.
      uniqueKeys: false,
      logLevel: 'silent',
    });
    const documents: readonly Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
    if (documents.length > mostDocuments)
      return no([{ ...start, sentence: `at most ${mostDocuments} documents are read from one file` }]);
    const faults = documents.flatMap(({ errors, warnings }) =>
      [...errors, ...warnings].map(({ code, pos }) => ({
        ...placeAt(counter, pos[0]),
        sentence: sentences[code],
      })),
    );
    if (faults.length > 0) return no(faults);
    const nodes = documents.map(({ contents }) => nodeOf(contents, counter, 0));
    return { ok: true, documents: nodes.filter(({ is }) => is !== 'nothing') };
  } catch (error) {
    if (error instanceof Unusable) return no([{ ...error.at, sentence: error.sentence }]);
    // The library goes as deep as the text does.
    if (error instanceof RangeError) return no([{ ...start, sentence: sentences.RESOURCE_EXHAUSTION }]);
    throw error;
  }
};

const placeAt = (counter: LineCounter, offset: number | undefined): Position => {
  const { line, col } = counter.linePos(offset ?? 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
};

const nodeOf = (value: unknown, counter: LineCounter, depth: number, before?: Position): YamlNode => {
  const range = isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value.range : undefined;
  const at =
    range === undefined || range === null ? (before ?? { line: 1, column: 1 }) : placeAt(counter, range[0]);
  if (depth > deepest) throw new Unusable(at, sentences.RESOURCE_EXHAUSTION);
  if (isAlias(value)) throw new Unusable(at, noAnchors);
  if (isMap(value) || isSeq(value) || isScalar(value)) {
    if (value.anchor !== undefined) throw new Unusable(at, noAnchors);
    if (value.tag !== undefined) throw new Unusable(at, noTags);
  }
  if (isMap(value))
    return {
      is: 'mapping',
      at,
      entries: distinct(value.items.map((pair) => entryOf(pair, counter, depth, at))),
    };
  if (isSeq(value))
    return { is: 'list', at, items: value.items.map((item) => nodeOf(item, counter, depth + 1, at)) };
  if (!isScalar(value)) return { is: 'nothing', at };
  const found = value.value;
  if (typeof found === 'string') return { is: 'text', at, text: found };
  if (typeof found === 'boolean') return { is: 'flag', at, text: String(found) };
  return typeof found === 'number' || typeof found === 'bigint'
    ? { is: 'number', at, text: value.source ?? String(found) }
    : { is: 'nothing', at };
};

const entryOf = (pair: Pair, counter: LineCounter, depth: number, before: Position): YamlEntry => {
  const key = nodeOf(pair.key, counter, depth + 1, before);
  if (key.is !== 'text' && key.is !== 'number' && key.is !== 'flag')
    throw new Unusable(key.at, sentences.NON_STRING_KEY);
  return { key: key.text, at: key.at, value: nodeOf(pair.value, counter, depth + 1, key.at) };
};

const distinct = (entries: readonly YamlEntry[]): readonly YamlEntry[] => {
  const seen = new Set<string>();
  for (const { key, at } of entries) {
    if (seen.has(key)) throw new Unusable(at, `the key ${quoted(key)} is there twice`);
    seen.add(key);
  }
  return entries;
};
