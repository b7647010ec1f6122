import type { Draft, FormFacts } from '../targets/field.ts';
import { targets } from '../targets/index.ts';
import { partsOf } from '../targets/parts.ts';
import { quoted } from '../targets/quoted.ts';
import type { Plan, TargetForm, TargetId } from '../targets/target.ts';
import type { DraftPart } from './draft-part.ts';
import { readYaml } from './read-yaml.ts';
import { either, readShape, sameWord } from './shape.ts';
import type { V2Type } from './v2-types.ts';
import type { Fault, Position, YamlNode } from './yaml-node.ts';

/** A document that is about one compute, as texts of its target's form. */
export type ComputeDocument = {
  readonly target: TargetId;
  readonly at: Position;
  readonly draft: Draft;
  readonly parts: readonly DraftPart[];
  readonly type: V2Type;
};

export type ReadDocuments = {
  readonly documents: readonly ComputeDocument[];
  /** What is wrong; with one of them nothing of the file is to be sent. */
  readonly faults: readonly Fault[];
  /** What was left out without harm. */
  readonly notes: readonly Fault[];
};

const mostFaults = 50;

/** The types that v2 YAML knows, by the word of its key `type`: the type's own in small letters. */
const v2Types = new Map(
  targets.flatMap(({ id }) => {
    const { yaml } = partsOf(id);
    return yaml === undefined ? [] : [[id.toLowerCase(), yaml] as const];
  }),
);
const typeNames = [...v2Types.keys()];

/** Which type a document is of, or why it is of none. */
const typeOf = (node: YamlNode): { readonly type: V2Type } | { readonly fault: Fault } => {
  const entry = node.is === 'mapping' ? node.entries.find(({ key }) => key === 'type') : undefined;
  const no = (at: Position, sentence: string) => ({ fault: { ...at, sentence } });
  if (node.is === 'mapping' && entry === undefined)
    return no(node.at, `type is missing: ${either(typeNames)}`);
  if (entry === undefined) return no(node.at, 'keys with values are needed here, such as "type: amlcompute"');
  const { value } = entry;
  if (value.is !== 'text') return no(value.at, `type takes ${either(typeNames)}`);
  const known = typeNames.find((name) => sameWord(name, value.text));
  const type = known === undefined ? undefined : v2Types.get(known);
  if (type !== undefined) return { type };
  const target = targets.find(({ id }) => sameWord(id, value.text));
  return no(
    value.at,
    target === undefined
      ? `type takes ${either(typeNames)}, not ${quoted(value.text)}`
      : target.verb === 'guide'
        ? `${target.title}: there is nothing to create in the workspace`
        : `v2 YAML does not know ${target.title}: its form is in the full screen, under c; a file can be ${either(typeNames)}`,
  );
};

/**
 * Reads computes out of YAML as Microsoft's v2 tools write it, several documents in one text. Nothing is asked and nothing thrown: every
 * fault is told with its line and column, and never repeats a secret.
 * @param now wall time in ms
 */
export const readDocuments = (text: string, facts: FormFacts, now: number): ReadDocuments => {
  const read = readYaml(text);
  if (!read.ok) return { documents: [], faults: read.faults.slice(0, mostFaults), notes: [] };
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const documents = read.documents.flatMap((node): readonly ComputeDocument[] => {
    const found = typeOf(node);
    if ('fault' in found) {
      faults.push(found.fault);
      return [];
    }
    const { type } = found;
    const { said, faults: ofShape } = readShape(node, type.shape);
    faults.push(...ofShape);
    const parts = type.parts({
      said,
      facts,
      now,
      tell: (fault) => void faults.push(fault),
      note: (note) => void notes.push(note),
    });
    const draft = Object.fromEntries(parts.map((part) => [part.field, part.text]));
    return [{ target: type.target, at: node.at, draft, parts, type }];
  });
  if (read.documents.length === 0)
    faults.push({ line: 1, column: 1, sentence: `there is no compute in it: "type: amlcompute" begins one` });
  return { documents, faults: [...faults, ...namedTwice(documents)].slice(0, mostFaults), notes };
};

const nameOf = ({ parts }: ComputeDocument): DraftPart | undefined =>
  parts.find(({ field }) => field === 'name');

const namedTwice = (documents: readonly ComputeDocument[]): readonly Fault[] => {
  const seen = new Set<string>();
  return documents.flatMap((document) => {
    const part = nameOf(document);
    if (part === undefined || part.text.trim() === '') return [];
    const key = part.text.trim().toLowerCase();
    const twice = seen.has(key);
    seen.add(key);
    return twice
      ? [{ ...(part.at ?? document.at), sentence: `${quoted(part.text)} is the name of two of the computes` }]
      : [];
  });
};

export type CheckedDocument =
  | { readonly is: 'plan'; readonly plan: Plan }
  | { readonly is: 'faults'; readonly faults: readonly Fault[] }
  /** Everything is in order but for what somebody must have looked at; in words. */
  | { readonly is: 'unconfirmed'; readonly why: readonly string[] };

/**
 * Judges a document by the form of its target: the same fields, rules and body.
 * @param agreed the user says that they have looked at what nobody here can look up
 */
export const checkDocument = (
  { draft, parts, type, at }: ComputeDocument,
  form: TargetForm,
  facts: FormFacts,
  agreed: boolean,
): CheckedDocument => {
  const whole = { ...form.initial(facts), ...draft, ...(agreed ? type.confirmations : {}) };
  const shown = new Set(form.visible(whole).map(({ name }) => name));
  const hidden = parts.filter(({ field, text }) => !shown.has(field) && text !== '');
  if (hidden.length > 0)
    return {
      is: 'faults',
      faults: hidden.map((part) => ({
        ...(part.at ?? at),
        sentence: `${part.path} means nothing beside the rest of this document`,
      })),
    };
  const { fields, blocks, plan } = form.check(whole, facts);
  const blocked = Object.entries(fields).filter(([, verdict]) => verdict.is === 'block');
  const faults = blocked
    .filter(([field]) => !Object.hasOwn(type.confirmations, field))
    .map(([field, { words }]) => {
      const part = parts.find((each) => each.field === field);
      const label = form.fields.find(({ name }) => name === field)?.label ?? field;
      const path = part?.path ?? type.paths[field] ?? label;
      // What is missing is told at what it is missing in.
      const around = parts.find((each) => path.startsWith(`${each.path}.`));
      return { ...(part?.at ?? around?.at ?? at), sentence: `${path}: ${words}` };
    });
  const ofRules = blocks.map((words) => ({ ...at, sentence: words }));
  if (faults.length + ofRules.length > 0) return { is: 'faults', faults: [...faults, ...ofRules] };
  return plan === undefined
    ? { is: 'unconfirmed', why: blocked.map(([, { words }]) => words) }
    : { is: 'plan', plan };
};
