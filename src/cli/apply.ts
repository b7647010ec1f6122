import { checkDocument, readDocuments, type ComputeDocument } from '#azure/compute-yaml/read-documents.ts';
import { readYaml } from '#azure/compute-yaml/read-yaml.ts';
import type { Fault } from '#azure/compute-yaml/yaml-node.ts';
import { computeId } from '#azure/place.ts';
import { plain } from '#azure/plain.ts';
import type { Problem } from '#azure/problem.ts';
import type { FormFacts } from '#azure/targets/field.ts';
import { targetForms } from '#azure/targets/forms.ts';
import { masked } from '#azure/targets/masked.ts';
import type { Plan } from '#azure/targets/target.ts';
import { loadKnownWords } from '#screens/explain.ts';
import { duplicates } from '#state/commands/check-attachment.ts';
import type { CheckResult } from '#state/checks.ts';
import { runChecks } from '#state/commands/run-checks.ts';
import type { Difference } from '#state/differences.ts';
import { notAgreed, report, type CommandScene } from './command-scene.ts';
import type { Outcome } from './outcome.ts';
import { patiently } from './patiently.ts';
import { problemRecord, problemSentence } from './problem-sentence.ts';
import { openWriting } from './writing.ts';

export type ApplyOptions = CommandScene & {
  readonly text: string;
  /** What the text is called in complaints. */
  readonly file: string;
  readonly dryRun: boolean;
  /** The entry that a second attachment may break: its name is asked for, as on the screen. */
  readonly attachAgain?: string | undefined;
};

/** A document with what it would do: nothing has been sent. */
type Judged = Outcome & { readonly plan?: Plan; readonly document: ComputeDocument };

/** Whether a finding keeps a document from being sent, with what the user has agreed to. */
const stops = ({ is, inTheWay }: CheckResult, { attachAgain }: ApplyOptions): boolean =>
  is === 'block' && !(inTheWay?.overridable === true && inTheWay.name === attachAgain);

/** What a finding says, and how to go on all the same where that is possible. */
const stopWords = ({ words, inTheWay }: CheckResult): string =>
  inTheWay?.overridable === true ? `${words}, or break it by --attach-again ${inTheWay.name}` : words;

const never = new AbortController().signal;

/** What a fault looks like to an editor or a build log. */
const tellFaults = (options: ApplyOptions, faults: readonly Fault[]): 1 => {
  const { file, format, write, writeError } = options;
  const sorted = faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
  if (format === 'json') write(`${JSON.stringify({ faults: sorted, results: [] }, undefined, 2)}\n`);
  for (const { line, column, sentence } of sorted) writeError(`${file}:${line}:${column}: ${sentence}\n`);
  return 1;
};

const readFacts = async ({ gateway, place }: ApplyOptions): Promise<FormFacts | Problem> => {
  const workspace = await patiently(() => gateway.getWorkspace(place, never));
  if (!workspace.ok) return workspace.problem;
  const { location, guid } = workspace.value;
  const [sizes, usages] = await Promise.all([
    patiently(() => gateway.listSizes(place.subscriptionId, location, never)),
    patiently(() => gateway.listUsages(place.subscriptionId, location, never)),
  ]);
  return {
    place,
    location,
    ...(guid === undefined ? {} : { workspaceId: guid }),
    ...(sizes.ok ? { sizes: sizes.value } : {}),
    ...(usages.ok ? { usages: usages.value } : {}),
  };
};

/** What is there comes from the service as it is. */
const changeWords = ({ path, before, after }: Difference): string =>
  plain(`${path}: ${before ?? 'nothing'} becomes ${after}`);

/** Looks into a plan as the form does, and asks what has to be asked. */
const judge = async (options: ApplyOptions, document: ComputeDocument, plan: Plan): Promise<Judged> => {
  const { gateway, place, dryRun, care } = options;
  const { results, overwrites } = await runChecks(gateway, place, plan, 'create', never);
  const does = overwrites !== undefined ? 'update' : plan.claims.attaches === undefined ? 'create' : 'attach';
  const outcome = (is: Outcome['outcome'], words: readonly string[] = []): Judged => ({
    name: plan.name,
    id: computeId(place, plan.name),
    does,
    outcome: is,
    words,
    checks: results,
    warnings: plan.warnings,
    ...(overwrites === undefined ? {} : { changes: overwrites }),
    body: masked(plan.body, plan.secrets),
    plan,
    document,
  });
  const blocks = results.filter((each) => stops(each, options)).map(stopWords);
  if (blocks.length > 0) return outcome('refused', blocks);
  if (overwrites?.length === 0) return outcome('unchanged');
  if (dryRun) return outcome('planned');
  if (care.readOnly) return outcome('refused', ['this session or this workspace is read-only']);
  // What is new takes nothing away: it is asked for where everything is.
  if (overwrites === undefined && !care.protected) return outcome('planned');
  const changes = overwrites?.map(changeWords) ?? [];
  const why = overwrites === undefined ? `would ${does} it` : 'it exists already, and this changes it';
  const missing = await notAgreed(options, plan.name, [`${plan.name}: ${why}.`, ...changes, ''].join('\n'));
  return missing === undefined
    ? outcome('planned')
    : outcome('not-confirmed', [`${why}: ${missing}`, ...changes]);
};

const unconfirmed = ({ place }: ApplyOptions, document: ComputeDocument, why: readonly string[]): Judged => {
  const name = document.draft['name']?.trim() ?? '';
  const words = why.map((each) => `${each}; --yes says so`);
  return { name, id: computeId(place, name), does: 'attach', outcome: 'not-confirmed', words, document };
};

/** What the user is to know before it is sent, or instead. */
const tellChecks = ({ writeError }: ApplyOptions, { name, warnings = [], checks = [] }: Judged): void => {
  for (const words of warnings) writeError(`${name}: ! ${words}\n`);
  for (const { is, words } of checks) {
    if (is === 'warn') writeError(`${name}: ! ${plain(words)}\n`);
    if (is === 'unknown') writeError(`${name}: ? ${plain(words)}\n`);
  }
};

const printPlan = (
  { write, format }: ApplyOptions,
  { does, id, body, changes = [], outcome }: Judged,
): void => {
  if (format === 'json' || outcome !== 'planned') return;
  write(`# ${does}\nPUT ${id}\n${JSON.stringify(body, undefined, 2)}\n`);
  for (const change of changes) write(`# ${changeWords(change)}\n`);
};

const send = async (options: ApplyOptions, all: readonly Judged[]): Promise<readonly Judged[]> => {
  const { gateway, place } = options;
  const writing = openWriting(options);
  try {
    return await Promise.all(
      all.map(async (judged): Promise<Judged> => {
        const { plan, outcome, document } = judged;
        if (plan === undefined || outcome !== 'planned') return judged;
        const attaching = plan.claims.attaches !== undefined;
        const id = writing.operations.create({
          place,
          target: document.target,
          name: plan.name,
          body: plan.body,
          overwrite: judged.changes !== undefined,
          attaching,
          ...(attaching
            ? {
                whyNot: async () => {
                  const found = await duplicates(gateway, place, plan, never);
                  return found.find((each) => stops(each, options))?.words;
                },
              }
            : {}),
        });
        if (id === undefined) return { ...judged, outcome: 'failed', words: ['another write to it runs'] };
        return { ...judged, ...(await writing.outcomeOf(id)) };
      }),
    );
  } finally {
    writing.close();
  }
};

/**
 * Creates or attaches what a file of v2 YAML describes: read, judged by the forms of the targets, looked into as before every write, and
 * only then sent, all or nothing as far as it can be known beforehand.
 * @returns the exit code: 0 done, 1 an error, 3 refused by a check or not confirmed
 */
export const runApply = async (options: ApplyOptions): Promise<number> => {
  const { text, yes, dryRun, clock } = options;
  const syntax = readYaml(text);
  if (!syntax.ok) return tellFaults(options, syntax.faults);
  await loadKnownWords();
  const facts = await readFacts(options);
  if ('kind' in facts) {
    const { format, write, writeError, place } = options;
    if (format === 'json')
      write(`${JSON.stringify({ faults: [], results: [], problem: problemRecord(facts) }, undefined, 2)}\n`);
    writeError(`aml-workbench apply: ${place.workspace} could not be read: ${problemSentence(facts)}\n`);
    return 1;
  }
  const { documents, faults, notes } = readDocuments(text, facts, clock?.now() ?? Date.now());
  const checked = documents.map((document) => {
    const form = targetForms[document.target];
    if (form === undefined) throw new Error(`no form of ${document.target}`);
    return { document, ...checkDocument(document, form, facts, yes) };
  });
  const ofForms = checked.flatMap((each) => (each.is === 'faults' ? each.faults : []));
  if (faults.length + ofForms.length > 0) return tellFaults(options, [...faults, ...ofForms]);
  for (const { line, column, sentence } of notes)
    options.writeError(`${options.file}:${line}:${column}: ${sentence}\n`);

  const judged: Judged[] = [];
  for (const each of checked) {
    if (each.is === 'plan') judged.push(await judge(options, each.document, each.plan));
    if (each.is === 'unconfirmed') judged.push(unconfirmed(options, each.document, each.why));
  }
  for (const each of judged) tellChecks(options, each);
  if (dryRun) {
    for (const each of judged) printPlan(options, each);
    return report(options, judged.map(withoutPlan));
  }
  const stands = judged.some(({ outcome }) => outcome === 'refused' || outcome === 'not-confirmed');
  const done = stands
    ? judged.map((each) => (each.outcome === 'planned' ? { ...each, outcome: 'skipped' as const } : each))
    : await send(options, judged);
  return report(options, done.map(withoutPlan));
};

/** The plan holds secrets: what is printed does not. */
const withoutPlan = ({ plan: _plan, document: _document, ...outcome }: Judged): Outcome => outcome;
